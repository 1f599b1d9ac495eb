#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/model/seen_items.hpp"
#include "feeds/parse/xml/document_text.hpp"
#include "feeds/text/error.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace arna {

/// How the document came.
struct ParseOptions {
    std::string base;                ///< URL that it was fetched from; outermost base of relative URLs
    std::string content_language;    ///< holds where the feed itself names no language
    std::string time_zone;           ///< IANA name for dates without an offset; empty is UTC
    std::uint64_t reading = 0;       ///< what else decides what becomes of an item; a part of every RawItem::raw_hash
    const SeenItems* seen = nullptr; ///< items that are not read again (RawItem::is_seen)
};

/// Reads a feed of any format from UTF-8. `encoding` of the result is left empty. Errc::not_a_feed, saying what the
/// document looks like, if it is none; Errc::limit_exceeded if a bound of limits.hpp is passed. Damage is repaired and
/// listed.
[[nodiscard]] Result<RawFeed> parse(std::string_view text, const ParseOptions& options);

/// Takes the items of a document one at a time, in its order. `feed` is the one that the item stands in: what it says
/// of itself, without items, problems and namespaces.
using TakeItem = std::function<void(const RawFeed& feed, RawItem item)>;

/// The same in little memory: `items` of the result stays empty, `take` gets them while the document is read. The text
/// is freed once its tree is made, and what the tree holds of an item before the next one is read.
[[nodiscard]] Result<RawFeed> parse(DocumentText text, const ParseOptions& options, const TakeItem& take);

} // namespace arna
