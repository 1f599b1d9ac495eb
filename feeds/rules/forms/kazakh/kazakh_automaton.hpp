#pragma once
#include "feeds/rules/forms/kazakh/kazakh_sounds.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna::kazakh {

/// How an ending may begin.
enum class Onset : std::uint8_t {
    any,
    vowel,     ///< behind a stem in its form before vowels: мектеб-
    consonant, ///< behind a stem that has another form before vowels: мектеп-
    owned,     ///< behind a word that ends in a possessive of its own: отбасы-нда
    surname,   ///< behind a man's surname that a woman has too: Қайырбеков-а
    root,      ///< behind the root of a verb: жау-у
};

/// The properties of what precedes an ending that its spelling depends on.
struct BeforeEnding {
    Harmony harmony = Harmony::any;
    Sound sound = Sound::any;
    Onset onset = Onset::any;
};

/// All chains of endings as one deterministic automaton over letters, built on first use. Each letter costs one
/// look-up.
class EndingAutomaton {
public:
    using State = std::uint16_t;

    [[nodiscard]] static const EndingAutomaton& strict();
    [[nodiscard]] static const EndingAutomaton& loose();

    /// The state to begin with behind a stem.
    [[nodiscard]] State start(const BeforeEnding& before) const;

    /// Whether `rest`, folded UTF-8, is a whole chain of endings; an empty one is none.
    [[nodiscard]] bool accepts(State start, std::string_view rest) const;

private:
    class Builder;
    explicit EndingAutomaton(bool is_loose);

    static constexpr std::size_t columns = 24; ///< one for each letter that endings are spelled with; 0 for the others
    struct Row {
        std::array<State, columns> next{}; ///< 0 is the dead state
        bool is_end = false;
    };

    std::vector<Row> rows_;
    std::array<std::uint8_t, 256> column_of_{}; ///< of U+0400 to U+04FF
    std::vector<State> starts_;                 ///< by harmony, sound and onset
};

} // namespace arna::kazakh
