#include "feeds/text/date/date_tokens.hpp"

#include "feeds/text/date/zone_names.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

using Kind = DateToken::Kind;
using Tokens = std::vector<DateToken>;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// The character that a sign of a date stands for; 0 for what is no sign of dates.
char sign_of(char32_t c) {
    switch (c) {
    case U'-':
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2212': return '-';
    case U'/':
    case U'.':
    case U':':
    case U'+':
    case U',':
    case U'(':
    case U')':
    case U'|':
    case U'@':
    case U';': return static_cast<char>(c);
    default: return 0;
    }
}

std::optional<Tokens> pieces(const std::string& key) {
    Tokens tokens;
    bool after_blank = true;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t start = at;
        const char32_t c = next_code_point(key, at);
        if (c <= U' ') {
            after_blank = true;
            continue;
        }
        DateToken token{.kind = Kind::sign, .text = {}, .word = {}, .after_blank = std::exchange(after_blank, false)};
        if (const char sign = sign_of(c); sign != 0) {
            token.text = sign;
        } else if (is_word_character(c)) {
            const bool number = is_digit(c);
            for (std::size_t end = at; end <= key.size(); at = end) {
                if (end == key.size()) break;
                const char32_t next = next_code_point(key, end);
                if (!is_word_character(next) || is_digit(next) != number) break;
            }
            token.kind = number ? Kind::number : Kind::word;
            token.text = key.substr(start, at - start);
        } else {
            return std::nullopt;
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// "a.m.", "μ.μ.": letters with stops between become one word.
void join_initials(Tokens& tokens) {
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const bool initials = tokens[i].kind == Kind::word && tokens[i + 1].is_sign('.') &&
                              tokens[i + 2].kind == Kind::word && code_points(tokens[i].text) == 1 &&
                              code_points(tokens[i + 2].text) == 1;
        if (!initials) continue;
        tokens[i].text += tokens[i + 2].text;
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     tokens.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    }
}

/// A remark stays if it begins with the name of a time zone: "(UTC+5)", but "GMT+0500 (Kazakhstan Time)".
void drop_remarks(Tokens& tokens) {
    Tokens kept;
    bool drop = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_sign('(')) {
            drop = i + 1 == tokens.size() || !zone_of_name(tokens[i + 1].text);
        } else if (tokens[i].is_sign(')')) {
            drop = false;
        } else if (!drop) {
            kept.push_back(std::move(tokens[i]));
        }
    }
    tokens = std::move(kept);
}

/// Two months, one of which may be a weekday: then it is one.
void settle_weekdays(Tokens& tokens) {
    const auto is_month = [](const DateToken& t) { return t.is_word(DateWord::Kind::month); };
    if (std::ranges::count_if(tokens, is_month) < 2) return;
    for (DateToken& token : tokens) {
        if (is_month(token) && token.word.may_be_weekday) token.word.kind = DateWord::Kind::weekday;
    }
}

/// A weekday in whatever language: a word that a comma follows, before everything else (RFC 822).
void drop_weekday(Tokens& tokens) {
    if (tokens.size() > 2 && tokens[0].is_word(DateWord::Kind::unknown) && tokens[1].is_sign(','))
        tokens.erase(tokens.begin());
}

bool is_silent(const DateToken& token) {
    return token.is_word(DateWord::Kind::weekday) || token.is_word(DateWord::Kind::filler);
}

/// "28. 5. 2004": the stop of a date that is written with blanks; not that of "Feb 23. 2026" or "23.02.2026. 10:55".
bool is_spaced_stop(const Tokens& tokens, std::size_t i) {
    const bool is_behind_month = i > 1 && tokens[i - 2].is_word(DateWord::Kind::month);
    const bool is_before_clock = i + 2 < tokens.size() && tokens[i + 2].is_sign(':');
    return tokens[i].is_sign('.') && !is_behind_month && !is_before_clock;
}

/// Whether a sign stands between two numbers without blanks: elsewhere it is punctuation. A sign before an offset may
/// follow a blank.
bool is_separator(const Tokens& tokens, std::size_t i) {
    const DateToken& sign = tokens[i];
    if (std::string_view("|@;").contains(sign.text.front()) || i + 1 == tokens.size()) return false;
    const DateToken& next = tokens[i + 1];
    if (next.kind != Kind::number || (next.after_blank && !is_spaced_stop(tokens, i))) return false;
    if (sign.is_sign('+') || sign.is_sign('-')) {
        return i > 0 && (sign.after_blank || tokens[i - 1].kind == Kind::number || zone_of_name(tokens[i - 1].text));
    }
    return i > 0 && !sign.after_blank && tokens[i - 1].kind == Kind::number;
}

void drop_punctuation(Tokens& tokens) {
    Tokens kept;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != Kind::sign || is_separator(tokens, i)) kept.push_back(tokens[i]);
    }
    tokens = std::move(kept);
}

} // namespace

int DateToken::value() const {
    int result = 0;
    for (const char digit : text) result = result * 10 + (digit - '0');
    return result;
}

std::optional<Tokens> date_tokens(std::string_view text) {
    auto tokens = pieces(date_key(text));
    if (!tokens) return std::nullopt;
    join_initials(*tokens);
    drop_remarks(*tokens);
    for (DateToken& token : *tokens) {
        if (token.kind == Kind::word) token.word = date_word(token.text);
    }
    settle_weekdays(*tokens);
    drop_weekday(*tokens);
    drop_punctuation(*tokens);
    std::erase_if(*tokens, is_silent);
    return tokens;
}

} // namespace arna
