#include "feeds/parse/byte_scan.hpp"

namespace arna {
namespace {

constexpr std::size_t block = 32;

constexpr bool is_suspicious(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xEF; }
constexpr bool is_markup(unsigned char c) { return c == '<' || c == '&' || is_suspicious(c); }

/// Whole blocks are tested without a branch inside, which compilers turn into vector instructions.
template <class Test>
std::size_t find_byte(std::string_view text, std::size_t at, Test test) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (; at + block <= text.size(); at += block) {
        unsigned char any = 0;
        for (std::size_t i = 0; i < block; ++i) any |= static_cast<unsigned char>(test(byte(at + i)));
        if (any != 0) break;
    }
    while (at < text.size() && !test(byte(at))) ++at;
    return at;
}

} // namespace

std::size_t find_markup(std::string_view text, std::size_t at) { return find_byte(text, at, is_markup); }

std::size_t find_suspicious(std::string_view text, std::size_t at) { return find_byte(text, at, is_suspicious); }

} // namespace arna
