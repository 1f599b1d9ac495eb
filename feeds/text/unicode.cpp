#include "feeds/text/unicode.hpp"

#include "feeds/text/byte_block.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/stream_safe.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace arna {
namespace {

bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_WHITE_SPACE);
}

/// Whether white space of some kind begins with this byte.
constexpr bool may_begin_space(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
}

/// Whether sixteen bytes stand at `at` in which no space has to be changed, behind a byte that is none, and that end
/// with none.
bool is_settled_block(std::string_view text, std::size_t at) {
    if (text.size() - at < sizeof(ByteBlock) || text[at + sizeof(ByteBlock) - 1] == ' ') return false;
    const ByteBlock block = load_block(text.data() + at);
    const ByteBlock before = load_block(text.data() + at - 1);
    return !is_any((block < 0x20) | ((block == ' ') & (before == ' ')) | (block == 0xC2) | (block - 0xE1 < 3));
}

/// Where the first character stands that is none of a text, in UTF-8 from `at` to `end`; else `end`.
std::size_t end_of_text(std::string_view text, std::size_t at, std::size_t end) {
    constexpr auto may_begin_other = [] {
        std::array<bool, 256> made{};
        for (std::size_t c = 0; c < 0x20; ++c) made[c] = true;
        made[0x7F] = made[0xC2] = made[0xEF] = true;
        return made;
    }();
    for (; at < end; ++at) {
        if (may_begin_other[static_cast<unsigned char>(text[at])] && begins_with_no_text(text.substr(at))) return at;
    }
    return end;
}

/// Where the first `limit` code points end; npos if there are not more than that.
std::size_t offset_of_code_point(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    for (; limit > 0 && at < text.size(); --limit) static_cast<void>(next_code_point(text, at));
    return at < text.size() ? at : std::string_view::npos;
}

std::size_t without_trailing_space(std::string_view text, std::size_t end) {
    while (end > 0) {
        const char32_t c = code_point_before(text, end);
        if (!is_space(c)) break;
        end -= utf8_size(c);
    }
    return end;
}

/// Where the last word ends that is whole before `cut`; within the first word, the last letter with all its marks.
std::size_t end_of_last_word(std::string_view text, std::size_t cut) {
    std::size_t at = cut;
    if (is_space(next_code_point(text, at))) return without_trailing_space(text, cut);
    std::size_t end = cut;
    while (end > 0 && !is_space(code_point_before(text, end))) --end;
    if (const std::size_t word = without_trailing_space(text, end); word > 0) return word;
    for (end = cut; end > 0; --end) {
        at = end;
        const bool between = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80;
        if (between && u_getCombiningClass(static_cast<UChar32>(next_code_point(text, at))) == 0) break;
    }
    return end;
}

} // namespace

std::string xml_characters(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t valid = 0; // up to where the text is known to be UTF-8: no byte is looked at twice
    for (std::size_t at = 0; at < text.size();) {
        if (at == valid) valid += utf8_prefix(text.substr(at));
        const std::size_t end = end_of_text(text, at, valid);
        out.append(text, at, end - at);
        at = end;
        if (at == text.size()) break;
        if (const char32_t c = next_code_point(text, at); is_text_character(c)) append_utf8(out, c);
        valid = std::max(valid, at);
    }
    return out;
}

std::string collapse_space(std::string_view text) {
    std::string out;
    out.resize_and_overwrite(text.size(), [&](char* const data, std::size_t) { // it only becomes shorter
        char* end = data;
        bool pending = false;
        for (std::size_t at = 0; at < text.size();) {
            while (end != data && !pending && is_settled_block(text, at)) {
                std::memcpy(end, text.data() + at, sizeof(ByteBlock));
                end += sizeof(ByteBlock);
                at += sizeof(ByteBlock);
            }
            if (at == text.size()) break;
            const std::size_t start = at;
            if (may_begin_space(text[at]) && is_space(next_code_point(text, at))) {
                pending = end != data;
                continue;
            }
            if (std::exchange(pending, false)) *end++ = ' ';
            at = std::max(at, start + 1);
            for (const char c : text.substr(start, at - start)) *end++ = c;
            for (; at < text.size() && !may_begin_space(text[at]); ++at) *end++ = text[at];
        }
        return static_cast<std::size_t>(end - data);
    });
    return out;
}

std::string truncate_at_word(std::string_view text, std::size_t limit) {
    if (offset_of_code_point(text, limit) == std::string_view::npos) return std::string(text);
    if (limit == 0) return {};
    const std::size_t end = end_of_last_word(text, offset_of_code_point(text, limit - 1)); // one is for the ellipsis
    return std::string(text.substr(0, end)) + "…";
}

std::string to_nfc(std::string_view text) {
    if (ascii_prefix(text) == text.size()) return std::string(text);
    std::string storage;
    text = stream_safe(text, storage);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error(u_errorName(status));
    const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
    if (nfc->isNormalizedUTF8(piece, status) != 0) return std::string(text);
    std::string out;
    icu::StringByteSink<std::string> sink(&out, piece.size());
    nfc->normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error(u_errorName(status));
    return out;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80 ? 1 : 0;
    return count;
}

} // namespace arna
