#pragma once
#include "feeds/parse/reader.hpp"

#include <string>
#include <vector>

namespace arna {

/// The relation of an Atom link: "alternate" where none is given. Registered ones are written in lower case, without
/// the prefix that makes URLs of them; their case does not matter (RFC 8288 §2.1.1). Others are URLs, and stay.
[[nodiscard]] std::string link_relation(const Element& element);

/// An Atom link (RFC 4287 §4.2.7), wherever it stands.
[[nodiscard]] Link read_link(Reader& reader, const Element& element);

/// Whether a link leads to the web page that a feed or item is about, and not to another form of it.
[[nodiscard]] bool is_page(const Link& link);

/// The address of the first link with rel "alternate" that is a web page, for want of one of the first; empty without
/// any.
[[nodiscard]] std::string first_page(const std::vector<Link>& links);

/// Files a link of a feed: self, hub, license, history (RFC 5005), and the list of all. The page is first_page()'s.
void add_link(Room& room, RawFeed& feed, Link link);

/// Files a link of an item: enclosure, via, license, replies (RFC 4685), and the list of all.
void add_link(Room& room, RawItem& item, Link link);

/// Files a link of a source. All of them within limits::links.
void add_link(Room& room, RawSource& source, Link link);

} // namespace arna
