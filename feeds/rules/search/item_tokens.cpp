#include "feeds/rules/search/item_tokens.hpp"

#include "feeds/model/token_query.hpp"
#include "feeds/rules/forms/snowball.hpp"
#include "feeds/rules/item/words.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

namespace arna {
namespace {

constexpr int version = 1;

/// Whose forms may count in an item.
LanguageSet languages_in(const MatchItem& item, const ItemWords& words) {
    const auto forms =
        is_unknown_language(item.lang) ? form_languages_of_text(words.beginning()) : form_languages(item.lang);
    auto languages = (forms.of_short_words | forms.of_long_words) & languages_of(WordScript::latin);
    if (const auto own = language_of(item.lang)) languages |= *own;
    return languages;
}

} // namespace

std::string_view token_version() {
    static const std::string name = fmt::format("{} unicode {}", version, U_UNICODE_VERSION);
    return name;
}

LanguageSet conditional_languages() {
    static const LanguageSet languages = [] {
        LanguageSet found;
        for (std::size_t i = 0; i < language_count; ++i) {
            const auto language = static_cast<Language>(i);
            const bool is_latin = languages_of(WordScript::latin).contains(language);
            if ((is_latin && language != Language::english) || changes_beginnings(language)) found |= language;
        }
        return found;
    }();
    return languages;
}

std::string language_token(Language language) { return fmt::format("\x01{}", static_cast<int>(language)); }

std::string item_tokens(const MatchItem& item) {
    const ItemWords words(item, false);
    std::vector<std::string_view> tokens;
    tokens.reserve(words.words().size());
    for (const ItemWord& word : words.words()) tokens.push_back(words.folded(word));
    std::ranges::sort(tokens);
    const auto repeated = std::ranges::unique(tokens);
    tokens.erase(repeated.begin(), repeated.end());

    std::string text;
    for (const std::string_view token : tokens)
        if (!token.empty()) (text += token) += token_separator;
    for (auto languages = languages_in(item, words) & conditional_languages(); !languages.empty();)
        (text += language_token(languages.take_first())) += token_separator;
    return text;
}

} // namespace arna
