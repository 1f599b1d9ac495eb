#pragma once
#include "feeds/rules/forms/kazakh_sounds.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arna::kazakh {

/// What a chain of endings has come to, which decides what can follow. Bits.
enum Place : unsigned {
    stem = 1,
    plural = 2,
    possessed = 4,        ///< by me, you, us
    possessed_by_him = 8, ///< whose cases are н, на, нда, нан
    locative = 16,
    other_case = 32,    ///< ablative, instrumental: a personal ending can follow
    attributive = 64,   ///< -дағы
    belonging = 128,    ///< -нікі
    adjective = 256,    ///< -сыз, -лық
    before_vowel = 512, ///< -лығ: no end, a possessive must follow
    finished = 1024,
};

/// One ending as it is spelled behind certain sounds.
struct Ending {
    unsigned from = 0;               ///< places it can stand behind
    Sound after = Sound::none;       ///< sounds it can stand behind
    Harmony harmony = Harmony::none; ///< which it needs
    std::u32string letters;          ///< folded
    Place to = finished;
    Sound last = Sound::none;        ///< what it ends with
    Harmony onwards = Harmony::none; ///< which endings follow it
};

/// All endings with their letters: plural, possessive, case, personal ending, -дағы, -нікі, and of the adjectives -сыз and
/// -лық. Folded loosely if `loose`.
[[nodiscard]] std::vector<Ending> endings(bool loose);

} // namespace arna::kazakh
