#include "feeds/page/date/line_tokens.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_tokens = 200;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_letter_of_word(char32_t c) { return is_word_character(c) || is_apostrophe(c); }

/// Signs that mean the same: any dash is '-'.
char32_t plain_sign(char32_t c) { return (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212' ? U'-' : c; }

} // namespace

std::vector<LineToken> line_tokens(std::string_view text) {
    using Token = LineToken;
    std::vector<Token> tokens;
    bool after_blank = true;
    for (std::size_t at = 0; at < text.size() && tokens.size() < most_tokens;) {
        Token token{.begin = at, .after_blank = after_blank};
        const char32_t c = next_code_point(text, at);
        after_blank = c <= U' ' || c == U'\u00A0' || c == U'\u202F' || c == U'\u2009';
        if (after_blank) continue;
        if (is_digit(c)) {
            token.kind = Token::Kind::number;
            token.value = static_cast<int>(c - U'0');
            token.digits = 1;
            for (; at < text.size() && is_ascii_digit(text[at]); ++at, ++token.digits) {
                if (token.digits < 9) token.value = token.value * 10 + (text[at] - '0');
            }
        } else if (is_word_character(c)) {
            token.kind = Token::Kind::word;
            for (std::size_t next = at; next < text.size();) {
                const char32_t follower = next_code_point(text, next);
                if (!is_letter_of_word(follower) || is_digit(follower)) break;
                at = next;
            }
            token.key = date_key(text.substr(token.begin, at - token.begin));
            token.word = date_word(token.key);
        } else {
            token.sign = plain_sign(c);
        }
        token.end = at;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

} // namespace arna
