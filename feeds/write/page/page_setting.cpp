#include "feeds/write/page/page_setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arna {
namespace {

/// `path` from a page that is this many folders deep.
std::string relative(std::size_t depth, std::string_view path) {
    std::string out;
    for (; depth > 0; --depth) out += "../";
    out += path.substr(1);
    return out.empty() ? "./" : out;
}

std::size_t depth_of(const PageSetting& page) {
    return static_cast<std::size_t>(std::ranges::count(page.path, '/')) - 1;
}

std::size_t depth_below_base(const PageSetting& page) { return depth_of(page) + (page.is_prefixed ? 1 : 0); }

} // namespace

std::string address_of(const PageSetting& page) {
    return address_of(page, page.is_prefixed ? std::optional(page.language) : std::nullopt);
}

std::string address_of(const PageSetting& page, std::optional<PageLanguage> prefix) {
    if (!prefix) return page.base_url + page.path;
    return fmt::format("{}/{}{}", page.base_url, language_code(*prefix), page.path);
}

std::string link_to_page(const PageSetting& page, std::string_view path) { return relative(depth_of(page), path); }

std::string link_to_document(const PageSetting& page, std::string_view path) {
    return relative(depth_below_base(page), path);
}

std::string link_to_language(const PageSetting& page, PageLanguage language) {
    return relative(depth_below_base(page), fmt::format("/{}{}", language_code(language), page.path));
}

} // namespace arna
