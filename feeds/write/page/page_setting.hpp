#pragma once
#include "feeds/text/date/time_zone.hpp"
#include "feeds/write/page/page_language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// Where a page stands and how it speaks.
struct PageSetting {
    PageLanguage language = PageLanguage::en;
    bool is_prefixed = false; ///< its address names the language: "/kk/tags/…"
    std::string base_url;     ///< without a final slash
    std::string path;         ///< below base_url and a prefix: "/", "/tags/referendum-2026"
    TimeZone time_zone;
};

/// The page's absolute address, or that of its translation: with the language in it, or without any.
[[nodiscard]] std::string address_of(const PageSetting& page);
[[nodiscard]] std::string address_of(const PageSetting& page, std::optional<PageLanguage> prefix);

/// The relative reference from the page to `path`: to a page whose address has the same prefix, to what has none, and
/// to this page in another language. Relative, so that it holds below a path of a front server and below a token.
[[nodiscard]] std::string link_to_page(const PageSetting& page, std::string_view path);
[[nodiscard]] std::string link_to_document(const PageSetting& page, std::string_view path);
[[nodiscard]] std::string link_to_language(const PageSetting& page, PageLanguage language);

} // namespace arna
