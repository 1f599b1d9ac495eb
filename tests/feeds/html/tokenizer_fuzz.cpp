// Whatever the bytes, the tokeniser ends, moves forward, and its tokens view the input in order.
#include "feeds/html/tokenizer.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/resolve_urls.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace arna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    Tokenizer tokens(html);
    tokens.allow_cdata(size % 2 == 1);
    Token token;
    std::size_t behind = 0;
    while (tokens.next(token)) {
        const auto at = static_cast<std::size_t>(token.source.data() - html.data());
        if (at < behind || at + token.source.size() > size || token.source.empty()) std::abort();
        behind = at + token.source.size();
        if (decode_char_refs(token.text).size() > 3 * token.text.size()) std::abort();
        if (token.kind == TokenKind::start_tag) tokens.enter(content_model(token.name), token.name);
    }
    if (resolve_urls(html, "").size() > 6 * size) std::abort();
    return 0;
}
