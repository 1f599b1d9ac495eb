#include "feeds/text/characters.hpp"

#include "feeds/text/plain_block.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>

namespace arna {

std::size_t text_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        at = skip_plain_blocks(text, at);
        const std::size_t slow_end = std::min(at + sizeof(ByteBlock), text.size());
        while (at < slow_end) {
            std::size_t end = at;
            const char32_t c = next_code_point(text, end);
            if (!is_text_character(c) || (c == replacement_character && text.substr(at, end - at) != "\uFFFD"))
                return at;
            at = end;
        }
    }
    return at;
}

std::size_t find_no_text(std::string_view text) {
    const auto is_candidate = [&](std::size_t at) {
        const ByteBlock block = load_block(text.data() + at);
        const ByteBlock before = load_block(text.data() + at - 1);
        const auto is_low = (block < 0x20) & (block != '\n') & (block != '\t') & (block != '\r');
        return is_any(is_low | (block == 0x7F) | (block == 0xEF) | ((before == 0xC2) & (block < 0xA0)));
    };
    for (std::size_t at = 0; at < text.size();) {
        if (at > 0 && text.size() - at >= sizeof(ByteBlock) && !is_candidate(at)) {
            at += sizeof(ByteBlock);
            continue;
        }
        const std::size_t end = std::min(at + sizeof(ByteBlock), text.size());
        for (at -= at > 0 ? 1 : 0; at < end; ++at) { // a character of two bytes may begin before the block
            if (begins_with_no_text(text.substr(at))) return at;
        }
    }
    return text.size();
}

} // namespace arna
