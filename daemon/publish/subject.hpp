#pragma once
#include "daemon/store/digest_kind.hpp"
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
    enum class Kind { index, opml, tag, archive, source, daily, weekly };
    Kind kind = Kind::index;
    std::int64_t id = 0;               ///< SourceId of a source; of a tag, its archive and digests its TagId
    std::int64_t page = 0;             ///< of an archive, from 1
    std::optional<PageForm> form = {}; ///< one web page; nothing: the feeds

    friend auto operator<=>(const Subject&, const Subject&) = default;

    /// Whose digest it is, of what; nothing: it is none.
    [[nodiscard]] std::optional<DigestKind> digest() const {
        if (kind == Kind::daily) return DigestKind::daily;
        if (kind == Kind::weekly) return DigestKind::weekly;
        return std::nullopt;
    }
};

/// The digest feed of a tag.
[[nodiscard]] inline Subject digest_of(std::int64_t tag, DigestKind kind) {
    return {.kind = kind == DigestKind::daily ? Subject::Kind::daily : Subject::Kind::weekly, .id = tag};
}

enum class Format { atom, rss, json, html, opml };
inline constexpr int format_count = 5;

} // namespace arna
