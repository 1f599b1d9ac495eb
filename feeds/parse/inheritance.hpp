#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/parse/reader.hpp"

#include <string>

namespace arna {

/// Finds out what everything in a feed inherits, before anything in it is read: as the base of URLs the feed's page,
/// for want of one its own address, else where it came from; as the language <language>, xml:lang, dc:language, else
/// what came with it. Sets `feed.lang` and the document's fallbacks.
void settle_inheritance(Reader& reader, const Element& channel, RawFeed& feed);

/// The xml:lang that stands on the element itself.
[[nodiscard]] std::string own_language(const Element& element);

} // namespace arna
