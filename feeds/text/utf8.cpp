#include "feeds/text/utf8.hpp"

#include "feeds/text/byte_block.hpp"
#include "feeds/text/plain_block.hpp"

#include <cstdint>
#include <cstring>

namespace arna {
namespace {

/// What a lead byte demands: how long its sequence is, and between which bounds the second byte lies (Unicode 15,
/// table 3-7); a size of 0 for bytes that lead nothing.
struct Lead {
    std::uint8_t size;
    std::uint8_t low;
    std::uint8_t high;
};

constexpr Lead lead_of(std::uint8_t byte) {
    if (byte < 0x80) return {1, 0, 0};
    if (byte < 0xC2) return {0, 0, 0};
    if (byte < 0xE0) return {2, 0x80, 0xBF};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte < 0xF0) return {3, 0x80, 0xBF};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte < 0xF4) return {4, 0x80, 0xBF};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

constexpr std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

constexpr bool is_continuation(std::uint8_t byte) { return (byte & 0xC0U) == 0x80; }

/// Size of the well-formed sequence at `i`, 0 if there is none.
std::size_t sequence_at(std::string_view text, std::size_t i) {
    const Lead lead = lead_of(byte_at(text, i));
    if (lead.size < 2) return lead.size;
    if (text.size() - i < lead.size) return 0;
    const std::uint8_t second = byte_at(text, i + 1);
    if (second < lead.low || second > lead.high) return 0;
    for (std::size_t k = 2; k < lead.size; ++k) {
        if (!is_continuation(byte_at(text, i + k))) return 0;
    }
    return lead.size;
}

} // namespace

char32_t next_long_code_point(std::string_view text, std::size_t& offset) {
    const std::uint8_t first = byte_at(text, offset++);
    if (first < 0x80) return first;
    const Lead lead = lead_of(first);
    if (lead.size == 0 || offset == text.size()) return replacement_character;
    const std::uint8_t second = byte_at(text, offset);
    if (second < lead.low || second > lead.high) return replacement_character;
    ++offset;
    char32_t value = ((first & (0xFFU >> (lead.size + 1U))) << 6U) | (second & 0x3FU);
    for (std::size_t k = 2; k < lead.size; ++k) {
        if (offset == text.size() || !is_continuation(byte_at(text, offset))) return replacement_character;
        value = (value << 6U) | (byte_at(text, offset++) & 0x3FU);
    }
    return value;
}

char32_t code_point_before(std::string_view text, std::size_t offset) {
    std::size_t start = offset - 1;
    while (start > 0 && offset - start < 4 && is_continuation(byte_at(text, start))) --start;
    std::size_t end = start;
    const char32_t value = next_code_point(text, end);
    return end == offset ? value : replacement_character;
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    const auto put_tail = [&](std::uint32_t shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put_tail(0);
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put_tail(6);
        put_tail(0);
    } else {
        put(0xF0U | (c >> 18U));
        put_tail(12);
        put_tail(6);
        put_tail(0);
    }
}

std::size_t ascii_prefix(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    constexpr std::size_t together = 4 * sizeof(ByteBlock);
    std::size_t i = 0;
    for (; text.size() - i >= together; i += together) {
        const char* const at = text.data() + i;
        const ByteBlock all = load_block(at) | load_block(at + sizeof(ByteBlock)) |
                              load_block(at + 2 * sizeof(ByteBlock)) | load_block(at + 3 * sizeof(ByteBlock));
        if (is_any(all & 0x80)) break;
    }
    while (text.size() - i >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, sizeof word);
        if ((word & high_bits) != 0) break;
        i += sizeof word;
    }
    while (i < text.size() && byte_at(text, i) < 0x80) ++i;
    return i;
}

std::size_t utf8_prefix(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const std::uint8_t first = byte_at(text, i);
        if (first < 0x80) {
            i += ascii_prefix(text.substr(i));
            continue;
        }
        if (const std::size_t next = skip_plain_blocks(text, i); next > i) {
            i = next;
            continue;
        }
        // Two-byte sequences, the common case here, without the table.
        if (first >= 0xC2 && first < 0xE0 && i + 1 < text.size() && is_continuation(byte_at(text, i + 1))) {
            i += 2;
            continue;
        }
        const std::size_t size = sequence_at(text, i);
        if (size == 0) return i;
        i += size;
    }
    return i;
}

std::string_view utf8_beginning(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    std::size_t end = limit;
    while (end > 0 && limit - end < 3 && is_continuation(byte_at(text, end))) --end;
    return text.substr(0, end);
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (true) {
        const std::size_t good = utf8_prefix(text);
        out.append(text.substr(0, good));
        text.remove_prefix(good);
        if (text.empty()) return out;
        std::size_t bad = 0;
        append_utf8(out, next_code_point(text, bad));
        text.remove_prefix(bad);
    }
}

} // namespace arna
