#pragma once
#include <compare>
#include <cstdint>

namespace arna {

/// What a set of documents is about; they are rendered together.
struct Subject {
    enum class Kind { index, opml, tag, archive, source };
    Kind kind = Kind::index;
    std::int64_t id = 0;   ///< TagId of a tag or archive page, SourceId of a source
    std::int64_t page = 0; ///< of an archive, from 1

    friend auto operator<=>(const Subject&, const Subject&) = default;
};

enum class Format { atom, rss, json, html, opml };
inline constexpr int format_count = 5;

} // namespace arna
