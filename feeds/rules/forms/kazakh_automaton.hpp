#pragma once
#include "feeds/rules/forms/kazakh_sounds.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna::kazakh {

/// How the ending may begin.
enum class Onset : std::uint8_t {
    any,
    vowel,     ///< behind a stem in its form before vowels: мектеб-
    consonant, ///< behind a stem that has another form before vowels: мектеп-
};

/// What stands before an ending, as far as the ending depends on it.
struct BeforeEnding {
    Harmony harmony = Harmony::any;
    Sound sound = Sound::any;
    Onset onset = Onset::any;
};

/// All chains of endings as one deterministic automaton over letters, made when first asked for. A letter costs a look-up.
class EndingAutomaton {
public:
    using State = std::uint16_t;

    [[nodiscard]] static const EndingAutomaton& strict();
    [[nodiscard]] static const EndingAutomaton& loose();

    /// Where it begins behind a stem.
    [[nodiscard]] State start(const BeforeEnding& before) const;

    /// Whether `rest`, folded UTF-8 and not empty, is a whole chain of endings.
    [[nodiscard]] bool accepts(State start, std::string_view rest) const;

private:
    class Builder;
    explicit EndingAutomaton(bool is_loose);

    static constexpr std::size_t columns = 24; ///< one for each letter that endings are spelled with; 0 for the others
    struct Row {
        std::array<State, columns> next{}; ///< 0 is the state that no way leads out of
        bool is_end = false;
    };

    std::vector<Row> rows_;
    std::array<std::uint8_t, 256> column_of_{}; ///< of U+0400 to U+04FF
    std::vector<State> starts_;                 ///< by harmony, sound and onset
};

} // namespace arna::kazakh
