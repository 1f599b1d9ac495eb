#pragma once
#include "feeds/text/byte_block.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Most of a text at a glance: sixteen bytes at a time, for those who read character by character what is left.
namespace arna {

/// Whether a block, with the two bytes before it, is well-formed UTF-8 as far as it goes and of characters of texts
/// that take one or two bytes, or three behind a lead that allows any second byte.
[[nodiscard]] inline bool is_plain_block(const char* bytes) {
    // Signed, 0x80 is the least and 0x7F the greatest byte: each comparison is one instruction then.
    using Block [[gnu::vector_size(sizeof(ByteBlock))]] = std::int8_t;
    const auto load = [](const char* at) { return reinterpret_cast<Block>(load_block(at)); };
    const auto byte = [](int value) { return static_cast<std::int8_t>(value); };
    const auto is_lead = [byte](Block b) {
        return (b > byte(0xC1)) & (b < byte(0xEF)) & (b != byte(0xE0)) & (b != byte(0xED));
    };
    const auto is_lead_of_3 = [byte](Block b) { return (b > byte(0xE0)) & (b < byte(0xEF)) & (b != byte(0xED)); };
    const Block block = load(bytes);
    const Block before = load(bytes - 1);
    const auto is_text =
        ((block > byte(0x1F)) & (block != byte(0x7F))) | (block == '\n') | (block == '\t') | (block == '\r');
    const auto is_due = is_lead(before) | is_lead_of_3(load(bytes - 2));
    const auto is_second = block < byte(0xC0);
    const auto is_control = (before == byte(0xC2)) & (block < byte(0xA0)); // U+0080 to U+009F
    return !is_any((is_due ^ is_second) | ~(is_text | is_second | is_lead(block)) | is_control);
}

/// Whether so many bytes are ASCII of texts, as markup is.
constexpr std::size_t ascii_run = 4 * sizeof(ByteBlock);
[[nodiscard]] inline bool is_ascii_run(const char* bytes) {
    using Block [[gnu::vector_size(sizeof(ByteBlock))]] = std::int8_t;
    const auto is_text = [bytes](std::size_t i) {
        const auto block = reinterpret_cast<Block>(load_block(bytes + i * sizeof(ByteBlock)));
        return ((block > 0x1F) & (block != 0x7F)) | (block == '\n') | (block == '\t') | (block == '\r');
    };
    return !is_any(~(is_text(0) & is_text(1) & is_text(2) & is_text(3)));
}

/// Where the characters that begin at `at` have to be looked at one by one: all before are well-formed UTF-8 of
/// characters of texts. One begins there.
[[nodiscard]] inline std::size_t skip_plain_blocks(std::string_view text, std::size_t at) {
    const auto is_plain = [&] { return text.size() - at >= sizeof(ByteBlock) && is_plain_block(text.data() + at); };
    if (at < 2 || !is_plain()) return at;
    const auto is_behind_ascii = [&] { return ((text[at - 1] | text[at - 2]) & 0x80) == 0; };
    do {
        at += sizeof(ByteBlock);
        while (text.size() - at >= ascii_run && is_behind_ascii() && is_ascii_run(text.data() + at)) at += ascii_run;
    } while (is_plain());
    while ((static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80) --at; // the last one may go on behind the block
    return at - 1;
}

} // namespace arna
