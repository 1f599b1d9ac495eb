#include "feeds/parse/xml/byte_scan.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace arna {
namespace {

// Eight bytes at a time in one register. In each of the masks the lowest bit that is set is exact; those above it may
// be false.
constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = 0x8080808080808080;

constexpr std::uint64_t zero_bytes(std::uint64_t word) { return (word - each_byte) & ~word & high_bits; }
constexpr std::uint64_t bytes_equal(std::uint64_t word, unsigned char c) { return zero_bytes(word ^ (each_byte * c)); }

/// `candidates` may take in bytes that `test` refuses.
template <class Candidates, class Test>
std::size_t find_byte(std::string_view text, std::size_t at, Candidates candidates, Test test) {
    while (std::endian::native == std::endian::little && at + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        const auto found = candidates(word);
        if (found == 0) {
            at += 8;
            continue;
        }
        at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
        if (test(text.substr(at))) return at;
        ++at;
    }
    while (at < text.size() && !test(text.substr(at))) ++at;
    return at;
}

} // namespace

std::size_t find_markup(std::string_view text, std::size_t at) {
    const auto candidates = [](std::uint64_t word) { return bytes_equal(word, '<') | bytes_equal(word, '&'); };
    return find_byte(text, at, candidates,
                     [](std::string_view rest) { return rest.front() == '<' || rest.front() == '&'; });
}

} // namespace arna
