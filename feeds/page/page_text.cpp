#include "feeds/page/page_text.hpp"

#include "feeds/html/tokenizer.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"

#include <utility>

namespace arna {
namespace {

/// They say where a word may be broken, which is for readers alone.
void drop_soft_hyphens(std::string& text) {
    constexpr std::string_view hyphen = "\u00AD";
    std::size_t out = text.find(hyphen);
    for (std::size_t at = out; at < text.size();) {
        if (std::string_view(text).substr(at).starts_with(hyphen)) {
            at += hyphen.size();
        } else {
            text[out++] = text[at++];
        }
    }
    if (out != std::string::npos) text.resize(out);
}

/// The charset of a <meta> that stands so late that only a parser of the whole head finds it; empty where the server
/// names one, or none does.
std::string late_charset(std::string_view bytes, std::string_view content_type) {
    constexpr std::size_t looked_at = 64 << 10;
    if (contains_lower(content_type, "charset=")) return {};
    const auto head = bytes.substr(0, looked_at);
    Tokenizer tokens(head);
    for (Token token; tokens.next(token);) {
        if (token.kind != TokenKind::start_tag) continue;
        if (equals_lower(token.name, "body")) break;
        if (const auto model = content_model(token.name); model != ContentModel::data) tokens.enter(model, token.name);
        if (!equals_lower(token.name, "meta")) continue;
        for (const Attribute& attribute : token.attributes) {
            if (equals_lower(attribute.name, "charset")) return std::string(trim_html_space(attribute.value));
            const auto at = attribute.value.find("charset=");
            if (!equals_lower(attribute.name, "content") || at == std::string_view::npos) continue;
            const auto label = attribute.value.substr(at + 8);
            return std::string(trim_html_space(label.substr(0, label.find_first_of("; \"'"))));
        }
    }
    return {};
}

} // namespace

Decoded decode_page(std::string bytes, std::string_view content_type) {
    const auto charset = late_charset(bytes, content_type);
    auto decoded = decode(std::move(bytes), charset.empty() ? content_type : "text/html; charset=" + charset);
    if (!decoded.is_clean && find_no_text(decoded.text) < decoded.text.size())
        decoded.text = xml_characters(decoded.text);
    drop_soft_hyphens(decoded.text);
    return decoded;
}

} // namespace arna
