#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/parse.hpp"
#include "feeds/parse/problems.hpp"
#include "feeds/parse/room.hpp"
#include "feeds/parse/xml/document.hpp"
#include "feeds/text/date/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A URL without white space at the ends, and absolute where it can be. One that is absolute stays as it was written.
[[nodiscard]] std::string absolute_url(std::string_view reference, std::string_view base);

/// What the rules of all XML formats read with.
class Reader {
public:
    Reader(XmlDocument& document, Problems& problems, const ParseOptions& options, Room& room, FeedFormat format,
           const TakeItem& take);

    XmlDocument& document;
    Problems& problems;
    const ParseOptions& options;
    Room& room; ///< for all that is added to a list
    const DateOptions dates;
    const FeedFormat format;
    const TakeItem& take;                   ///< gets the items
    std::vector<Element> items;             ///< found so far; read after everything that stands in the feed itself
    bool has_media = false;                 ///< the item that is being read has Media RSS
    std::size_t media_left = limits::media; ///< how many more are kept

    /// Keeps an item for later, within limits::items and the room.
    void collect(const Element& item);

    /// Reads the items that were kept, one at a time, and hands them on; their elements are gone then.
    void read_items(const RawFeed& feed, RawItem (*read)(Reader& reader, const Element& item));

    /// Its character data without white space at the ends.
    [[nodiscard]] std::string value(const Element& element);
    /// The same for a short text that is no Text of the model; if there are elements in it, they stand for themselves.
    [[nodiscard]] std::string value_or_markup(const Element& element);
    /// All character data in it and in what it holds, in order: what a short plain text says, whatever it is marked up
    /// with.
    [[nodiscard]] std::string all_text(const Element& element);
    /// The same as value(); for want of any, that of the first element in it which has some (RDF's Description and
    /// value, FOAF's name).
    [[nodiscard]] std::string value_within(const Element& element);
    /// The same for each member of an rdf:Bag, Seq or Alt in it, and once where there is none: `visit(std::string)`.
    template <class Visit>
    void each_value_within(const Element& element, Visit visit);
    /// Its character data as a URL.
    [[nodiscard]] std::string url(const Element& element);
    /// Any URL that stands in or on an element.
    [[nodiscard]] std::string url(const Element& element, std::string_view reference);
    /// An identifier: made absolute only where it is a path, for many feeds use bare numbers.
    [[nodiscard]] std::string identifier(const Element& element);
    /// Its character data as a date; a problem if it cannot be read.
    [[nodiscard]] std::optional<Time> date(const Element& element);
    [[nodiscard]] std::optional<Time> date(const Element& element, std::string_view text);

private:
    std::string room_;
};

template <class Visit>
void Reader::each_value_within(const Element& element, Visit visit) {
    bool has_members = false;
    element.each_child([&](const Element& list) {
        if (list.ns != Ns::rdf) return;
        list.each_child([&](const Element& member) {
            if (!member.is(Ns::rdf, "li")) return;
            has_members = true;
            visit(value_within(member));
        });
    });
    if (!has_members) visit(value_within(element));
}

/// Keeps an element that the model has no field for: its text, or the attribute that carries its value.
void add_extension(Reader& reader, const Element& element, Extensions& extensions);
void add_extension(Reader& reader, const Element& element, Extensions& extensions, std::string value);

} // namespace arna
