#pragma once
#include "feeds/rules/forms/kazakh/kazakh_automaton.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Kazakh word forms: not a stemmer that guesses, but a grammar that tells whether a token is a word with a valid chain
/// of endings.
namespace arna::kazakh {

/// A spelling of a word before endings, and which endings: халық is халық before consonants, халқ and халығ before
/// vowels.
struct Stem {
    std::string letters; ///< folded
    EndingAutomaton::State endings = 0;

    /// Whether `rest`, the part of a token behind `letters`, is a chain of endings of this stem.
    [[nodiscard]] bool takes(std::string_view rest, bool loose = false) const;
};

/// The stems of a folded word, the word itself first. A word of Latin letters or digits has one, which takes any
/// ending: "2026ға".
[[nodiscard]] std::vector<Stem> stems(std::string_view word, bool loose = false);

/// Whether a folded token is the folded word, or a form of it.
[[nodiscard]] bool is_form(std::string_view word, std::string_view token, bool loose = false);

/// Whether a folded token is a chain of endings by itself, as behind a hyphen: the "ға" of "2026-ға".
[[nodiscard]] bool is_ending(std::string_view token, bool loose = false);

} // namespace arna::kazakh
