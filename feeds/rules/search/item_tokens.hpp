#pragma once
#include "feeds/rules/forms/languages.hpp"
#include "feeds/rules/item/match_item.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Names the tokens that item_tokens() gives: it differs where they may differ. Raised with every change of folding, of
/// words or of whose forms count; the rest is the version of Unicode's tables.
[[nodiscard]] std::string_view token_version();

/// The tokens by which an item is found, each once, each with a `token_separator` behind it: its words as rules compare
/// them, of every text that rules look for words in, and the languages of conditional_languages() that count in it.
[[nodiscard]] std::string item_tokens(const MatchItem& item);

/// The languages that are found by a token of their own: their forms count in few items, and have little in common with
/// the word.
[[nodiscard]] LanguageSet conditional_languages();

/// The token of a language; no word is like it.
[[nodiscard]] std::string language_token(Language language);

} // namespace arna
