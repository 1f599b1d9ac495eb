#pragma once
#include "feeds/rules/forms/kazakh/kazakh_sounds.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arna::kazakh {

/// What a chain of endings has arrived at, which decides what can follow. Bits.
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
    before_vowel = 512, ///< -лығ: incomplete, a possessive must follow
    finished = 1024,
    surname = 2048, ///< of a man
    root = 4096,    ///< of a verb, in у
};

/// An ending as it is spelled behind certain sounds.
struct Ending {
    unsigned from = 0;               ///< the places that it can follow
    Sound after = Sound::none;       ///< the sounds that it can follow
    Harmony harmony = Harmony::none; ///< that it requires
    std::u32string letters;          ///< folded
    Place to = finished;
    Sound last = Sound::none;        ///< that it ends with
    Harmony onwards = Harmony::none; ///< of the endings that follow it
};

/// All endings: plural, possessive, case, personal, -дағы, -нікі, and those that make adjectives, -сыз and -лық. Folded
/// loosely if `loose`.
[[nodiscard]] std::vector<Ending> endings(bool loose);

} // namespace arna::kazakh
