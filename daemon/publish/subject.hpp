#pragma once
#include "feeds/write/page/page_language.hpp"

#include <compare>
#include <cstdint>
#include <optional>

namespace arna {

/// Which of its web pages is meant: the language, and whether the address says it ("/kk/tags/…").
struct PageForm {
    PageLanguage language = PageLanguage::kk;
    bool is_prefixed = false;

    friend auto operator<=>(const PageForm&, const PageForm&) = default;
};

/// What a set of documents is about; they are rendered together.
struct Subject {
    enum class Kind { index, opml, tag, archive, source };
    Kind kind = Kind::index;
    std::int64_t id = 0;               ///< TagId of a tag or archive page, SourceId of a source
    std::int64_t page = 0;             ///< of an archive, from 1
    std::optional<PageForm> form = {}; ///< one web page; nothing: the feeds

    friend auto operator<=>(const Subject&, const Subject&) = default;
};

enum class Format { atom, rss, json, html, opml };
inline constexpr int format_count = 5;

} // namespace arna
