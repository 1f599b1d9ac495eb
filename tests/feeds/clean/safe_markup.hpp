#pragma once
#include "feeds/clean/markup/sanitize_rules.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/html/tokenizer.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

/// A second opinion on what the sanitiser promises, for tests and the fuzz target.
namespace arna {

/// What is wrong with markup that should be safe: empty for nothing.
inline std::string fault_in(std::string_view markup) {
    constexpr std::array<std::string_view, 8> voids = {"br", "col", "hr", "img", "source", "track", "wbr", "area"};
    std::vector<std::string_view> open;
    Tokenizer tokens(markup);
    Token token;
    while (tokens.next(token)) {
        if (token.kind == TokenKind::comment || token.kind == TokenKind::doctype) return "a comment or doctype";
        if (token.kind == TokenKind::text) {
            if (token.text.find_first_of("<>") != std::string_view::npos) return "unescaped text";
            if (content_model(open.empty() ? std::string_view{} : open.back()) != ContentModel::data) return "raw text";
            continue;
        }
        const auto is_written = [&](const ElementRule& rule) { return rule.written == token.name; };
        const auto rule = std::ranges::find_if(element_rules.rows(), is_written);
        if (rule == element_rules.rows().end()) return "element " + std::string(token.name);
        if (token.kind == TokenKind::end_tag) {
            if (open.empty() || open.back() != token.name) return "end tag " + std::string(token.name);
            open.pop_back();
            continue;
        }
        std::vector<std::string_view> seen;
        for (const Attribute& one : token.attributes) {
            const AttributeRule* attribute = attribute_rules.find(one.name);
            if (attribute == nullptr || attribute->written != one.name || one.quote != '"') {
                return "attribute " + std::string(one.name);
            }
            if (std::ranges::find(seen, one.name) != seen.end()) return "twice " + std::string(one.name);
            seen.push_back(one.name);
            if (one.value.find_first_of("<>") != std::string_view::npos) return "unescaped value";
            if (one.name != "href" && one.name != "src" && one.name != "poster" && one.name != "cite") continue;
            const std::string scheme = url_scheme(decode_char_refs(one.value, CharRefPlace::attribute));
            const bool is_link = std::ranges::find(link_schemes, scheme) != link_schemes.end();
            if (!scheme.empty() && !is_link && scheme != "data") return "scheme " + scheme;
        }
        if (std::ranges::find(voids, token.name) == voids.end()) open.push_back(token.name);
    }
    return open.empty() ? std::string() : "unclosed " + std::string(open.back());
}

} // namespace arna
