#include "feeds/text/cyrillic_guess.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace arna {
namespace {

/// How often letters follow each other within the upper half of the bytes.
struct Statistics {
    std::size_t upper = 0;     ///< bytes from 0x80 on
    std::size_t pairs = 0;     ///< of those, how many follow another
    std::size_t low_half = 0;  ///< 0xC0 to 0xDF: capitals of windows-1251, small letters of KOI8
    std::size_t high_half = 0; ///< 0xE0 to 0xFF: the reverse
};

Statistics count(std::string_view bytes) {
    Statistics s;
    bool after_upper = false;
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool upper = byte >= 0x80;
        if (upper) {
            ++s.upper;
            s.pairs += after_upper ? 1 : 0;
            s.low_half += byte >= 0xC0 && byte < 0xE0 ? 1 : 0;
            s.high_half += byte >= 0xE0 ? 1 : 0;
        }
        after_upper = upper;
    }
    return s;
}

} // namespace

std::optional<std::string_view> guess_cyrillic(std::string_view bytes) {
    const Statistics s = count(bytes);
    const std::size_t letters = s.low_half + s.high_half;
    if (s.upper < 4 || s.pairs * 2 < s.upper || letters * 10 < s.upper * 7) return std::nullopt;
    return s.low_half > s.high_half ? "koi8-r" : "windows-1251";
}

} // namespace arna
