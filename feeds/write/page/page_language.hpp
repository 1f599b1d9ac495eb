#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace arna {

/// The languages that pages speak.
enum class PageLanguage : std::uint8_t { kk, ru, en };

inline constexpr std::array page_languages = {PageLanguage::kk, PageLanguage::ru, PageLanguage::en};

/// "kk", "ru", "en": in lang attributes, and the first segment of addresses that name the language.
[[nodiscard]] constexpr std::string_view language_code(PageLanguage language) {
    constexpr std::array<std::string_view, 3> codes = {"kk", "ru", "en"};
    return codes[static_cast<std::size_t>(language)];
}

/// That of a BCP 47 tag in any case: "kk-KZ" is kk. Nothing for a language that pages do not speak.
[[nodiscard]] constexpr std::optional<PageLanguage> page_language(std::string_view tag) {
    const auto primary = tag.substr(0, tag.find('-'));
    for (const PageLanguage language : page_languages) {
        const auto code = language_code(language);
        const auto is_letter = [&](std::size_t i) {
            return primary[i] == code[i] || primary[i] + ('a' - 'A') == code[i];
        };
        if (primary.size() == code.size() && is_letter(0) && is_letter(1)) return language;
    }
    return std::nullopt;
}

} // namespace arna
