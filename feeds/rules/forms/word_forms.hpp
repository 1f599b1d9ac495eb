#pragma once
#include "feeds/rules/forms/languages.hpp"
#include "feeds/rules/query/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// One way for a word of a text to be a word of a rule: it begins with `letters`, and then …
struct FormKey {
    enum class Kind : std::uint8_t {
        whole,     ///< it ends there
        prefix,    ///< anything may follow
        kazakh,    ///< `detail` is the state from which the automaton of endings accepts what follows
        russian,   ///< `detail` are the groups of endings that accept what follows
        listed,    ///< it ends there, and one of `languages` counts: an irregular form
        snowball,  ///< its stem in one of `languages` has the hash `detail`
        same_stem, ///< `letters` is its whole stem in one of `languages`
    };
    Kind kind = Kind::whole;
    LanguageSet languages; ///< of all but whole and prefix: whose forms these are
    std::uint32_t detail = 0;
    std::string letters;
};

/// All ways to meet a word. `word` is folded, loosely if `loose`.
[[nodiscard]] std::vector<FormKey> form_keys(std::string_view word, QueryWord::Match match, bool loose);

/// Whether a folded word is long enough for forms of a neighbour language.
[[nodiscard]] bool is_long_word(std::string_view word);

/// The FormKey::detail of a stem.
[[nodiscard]] std::uint32_t stem_hash(std::string_view stem);

} // namespace arna
