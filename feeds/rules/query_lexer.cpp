#include "feeds/rules/query_lexer.hpp"

#include "feeds/rules/query_fields.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

namespace arna {
namespace {

using Kind = QueryToken::Kind;

bool is_blank(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == U'\uFEFF' || c == U'\u200B';
}

/// Dashes that word processors make of a minus sign.
bool is_other_dash(char32_t c) { return (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212'; }

constexpr bool is_field_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

auto fault(std::size_t offset, std::string message) { return std::unexpected(QueryFault{offset, std::move(message)}); }

/// A sign of other query languages that means nothing here, and what does.
struct ForeignOperator {
    std::string_view sign;
    std::string_view meant;
};

constexpr ForeignOperator foreign_operators[] = {{"||", "OR"}, {"|", "OR"},  {"&&", "AND"},
                                                 {"&", "AND"}, {"!", "NOT"}, {"+", "AND"}};

/// Words that are operators but for their letters: of another alphabet ("ОR" with a Cyrillic О), where they are all capitals.
std::string_view operator_in_disguise(std::string_view word) {
    if (word.size() > 6 || word.size() == ascii_prefix(word)) return {};
    const std::string folded = fold(word);
    for (const std::string_view name : {"OR", "AND", "NOT"}) {
        if (folded == fold(name)) return name;
    }
    return {};
}

/// The field name that stands before ':' at the start of a word, empty where there is none.
std::string_view name_before_colon(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    const std::string_view name = word.substr(0, colon);
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = next_code_point(name, at);
        if (c != U'_' && u_isalpha(static_cast<UChar32>(c)) == 0) return {};
    }
    return name;
}

struct Comparator {
    std::string_view sign;
    Comparison comparison;
};

constexpr Comparator comparators[] = {{"<=", Comparison::less_equal},
                                      {">=", Comparison::greater_equal},
                                      {"<", Comparison::less},
                                      {">", Comparison::greater},
                                      {"=", Comparison::equal}};

} // namespace

void QueryLexer::skip_blanks() {
    while (at_ < text_.size()) {
        std::size_t end = at_;
        if (!is_blank(next_code_point(text_, end))) return;
        at_ = end;
    }
}

/// What goes on to the next blank, parenthesis or quote.
std::string_view QueryLexer::run_from(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size()) {
        std::size_t after = end;
        const char32_t c = next_code_point(text_, after);
        if (is_blank(c) || c == U'(' || c == U')' || c == U'"') break;
        end = after;
    }
    return text_.substr(begin, end - begin);
}

QueryLexer::Scan QueryLexer::next(Field field) {
    skip_blanks();
    const std::size_t begin = at_;
    if (at_ == text_.size()) return QueryToken{.kind = Kind::end, .begin = begin, .end = begin};
    switch (text_[at_]) {
    case '(': ++at_; return QueryToken{.kind = Kind::open, .begin = begin, .end = at_};
    case ')': ++at_; return QueryToken{.kind = Kind::close, .begin = begin, .end = at_};
    case '-': return negation(begin);
    case '"': return quoted(begin, {});
    case '/':
        if (field == Field::url && !looks_like_regex(begin)) break;
        return regex(begin);
    case '#': {
        ++at_;
        if (at_ < text_.size() && text_[at_] == '"') return quoted(begin, {.tag = true});
        const std::string_view name = run_from(at_);
        at_ += name.size();
        return QueryToken{.kind = Kind::word, .begin = begin, .end = at_, .text = name, .tag = true};
    }
    case '=':
        if (field == Field::url) break;
        ++at_;
        if (at_ < text_.size() && text_[at_] == '"') return quoted(begin, {.exact = true});
        {
            const std::string_view name = run_from(at_);
            at_ += name.size();
            return QueryToken{.kind = Kind::word, .begin = begin, .end = at_, .text = name, .exact = true};
        }
    default: break;
    }
    return word(begin, field);
}

QueryLexer::Scan QueryLexer::negation(std::size_t begin) {
    ++at_;
    std::size_t after = at_;
    if (at_ == text_.size() || text_[at_] == ')' || is_blank(next_code_point(text_, after))) {
        return fault(begin, "'-' stands alone; write it directly before what must not be there");
    }
    return QueryToken{.kind = Kind::negation, .begin = begin, .end = at_};
}

QueryLexer::Scan QueryLexer::quoted(std::size_t begin, QueryToken token) {
    const std::size_t opening = at_;
    const std::size_t closing = text_.find('"', opening + 1);
    if (closing == std::string_view::npos) return fault(opening, "the quote is never closed; add '\"'");
    at_ = closing + 1;
    token.kind = Kind::phrase;
    token.begin = begin;
    token.end = at_;
    token.text = text_.substr(opening + 1, closing - opening - 1);
    return token;
}

/// Index of the '/' that closes a regular expression, npos if none does.
std::size_t QueryLexer::closing_slash(std::size_t begin) const {
    std::size_t closing = begin + 1;
    while (closing < text_.size() && text_[closing] != '/') closing += text_[closing] == '\\' ? 2 : 1;
    return closing < text_.size() ? closing : std::string_view::npos;
}

/// In an address a slash is nothing special: "/2026/" is meant as it stands, while "/20\d\d/" is not.
bool QueryLexer::looks_like_regex(std::size_t begin) const {
    const std::size_t closing = closing_slash(begin);
    if (closing == std::string_view::npos) return false;
    const std::string_view pattern = text_.substr(begin + 1, closing - begin - 1);
    return pattern.find_first_of("\\[(*+?{|^$") != std::string_view::npos &&
           run_from(closing + 1).find_first_not_of("ims") == std::string_view::npos;
}

QueryLexer::Scan QueryLexer::regex(std::size_t begin) {
    const std::size_t closing = closing_slash(begin);
    if (closing == std::string_view::npos) {
        return fault(begin, "the regular expression is never closed; add '/', or put a text with '/' in quotes");
    }
    at_ = closing + 1;
    const std::string_view flags = run_from(at_);
    at_ += flags.size();
    const std::size_t wrong = flags.find_first_not_of("ims");
    if (wrong != std::string_view::npos) {
        return fault(closing + 1 + wrong, "unknown flag of a regular expression; flags are i, m and s, a '/' inside is "
                                          "written '\\/', and a text with '/' goes in quotes");
    }
    return QueryToken{.kind = Kind::regex,
                      .begin = begin,
                      .end = at_,
                      .text = text_.substr(begin + 1, closing - begin - 1),
                      .flags = flags};
}

QueryLexer::Scan QueryLexer::word(std::size_t begin, Field field) {
    const std::string_view run = run_from(begin);
    QueryToken token{.kind = Kind::word, .begin = begin, .end = begin + run.size(), .text = run};
    if (run == "AND") token.kind = Kind::conjunction;
    if (run == "OR") token.kind = Kind::disjunction;
    if (run == "NOT") token.kind = Kind::negation;
    at_ = token.end;
    if (token.kind != Kind::word) return token;

    if (const std::string_view name = name_before_colon(run); !name.empty()) {
        if (const auto known = find_field(name)) {
            token.kind = Kind::field;
            token.field = *known;
            token.end = at_ = begin + name.size() + 1;
            return token;
        }
        if (!holds_names(field)) {
            return fault(begin, fmt::format("unknown field '{}'; to look for the text put it in quotes", name));
        }
    }
    const auto letters = static_cast<std::size_t>(std::ranges::find_if_not(run, is_field_letter) - run.begin());
    for (const auto& [sign, comparison] : comparators) {
        const auto known = find_field(run.substr(0, letters));
        if (holds_names(field) || letters == 0 || !run.substr(letters).starts_with(sign)) continue;
        if (!known || !is_compared(*known)) {
            return fault(begin, "only age and published can be compared; to look for the text put it in quotes");
        }
        token.kind = Kind::comparison;
        token.field = *known;
        token.comparison = comparison;
        token.text = run.substr(letters + sign.size());
        return token;
    }
    if (holds_names(field)) return token;

    for (const auto& [sign, meant] : foreign_operators) {
        if (run == sign || (sign == "!" && run.starts_with(sign))) {
            return fault(begin, fmt::format("'{}' is no operator; did you mean {}?", sign, meant));
        }
    }
    if (const std::size_t bar = run.find('|'); bar != std::string_view::npos) {
        return fault(begin + bar, "'|' is no operator; did you mean OR?");
    }
    if (const std::string_view meant = operator_in_disguise(run); !meant.empty()) {
        return fault(begin,
                     fmt::format("'{}' is written with letters of another alphabet; did you mean {}?", run, meant));
    }
    std::size_t after = 0;
    if (is_other_dash(next_code_point(run, after)) && after < run.size()) {
        return fault(begin, "a dash is not the minus sign; write '-' or NOT before what must not be there");
    }
    return token;
}

} // namespace arna
