#include "feeds/rules/query/lexer.hpp"

#include "feeds/rules/query/fields.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <optional>
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

auto fault(std::size_t offset, std::string message) { return std::unexpected(QueryFault{offset, std::move(message)}); }

Kind operator_kind(std::string_view run) {
    if (run == "AND") return Kind::conjunction;
    if (run == "OR") return Kind::disjunction;
    if (run == "NOT") return Kind::negation;
    return Kind::word;
}

/// The letters before ':' at the start of a word, empty where there are none.
std::string_view name_before_colon(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string_view name = word.substr(0, colon);
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = next_code_point(name, at);
        if (c != U'_' && u_isalpha(static_cast<UChar32>(c)) == 0) return {};
    }
    return name;
}

std::string unknown_field(std::string_view name) {
    const std::string_view meant = nearest_field(name);
    if (meant.empty()) return fmt::format("unknown field '{}'; to look for the text put it in quotes", name);
    return fmt::format("unknown field '{}'; did you mean '{}'? To look for the text put it in quotes", name, meant);
}

struct Comparator {
    std::string_view sign;
    Comparison comparison;
};

/// The longer ones first.
constexpr Comparator comparators[] = {{"<=", Comparison::less_equal},
                                      {">=", Comparison::greater_equal},
                                      {"<", Comparison::less},
                                      {">", Comparison::greater},
                                      {"=", Comparison::equal}};

/// Makes a comparison of a word that begins with a compared field and a sign.
bool read_comparison(QueryToken& token) {
    for (const Field field : {Field::age, Field::published}) {
        if (!token.text.starts_with(field_name(field))) continue;
        const std::string_view rest = token.text.substr(field_name(field).size());
        for (const auto& [sign, comparison] : comparators) {
            if (!rest.starts_with(sign)) continue;
            token.kind = Kind::comparison;
            token.field = field;
            token.comparison = comparison;
            token.text = rest.substr(sign.size());
            return true;
        }
    }
    return false;
}

/// A sign of other query languages that means nothing here, and what does.
struct ForeignSign {
    std::string_view sign;
    std::string_view meant;
};

constexpr ForeignSign foreign_signs[] = {{"||", "OR"}, {"|", "OR"}, {"&&", "AND"}, {"&", "AND"}, {"+", "AND"}};

/// An operator but for its letters, of another alphabet: "ОR" with a Cyrillic О.
std::string_view operator_in_disguise(std::string_view word) {
    if (word.size() > 6 || word.size() == ascii_prefix(word)) return {};
    const std::string folded = fold(word);
    for (const std::string_view name : {"OR", "AND", "NOT"}) {
        if (folded == fold(name)) return name;
    }
    return {};
}

/// What a writer of a word meant who is used to another language, or whose keyboard or word processor was; by offset in
/// the word.
std::optional<QueryFault> foreign_syntax(std::string_view run) {
    for (const auto& [sign, meant] : foreign_signs) {
        if (run == sign) return QueryFault{0, fmt::format("'{}' is no operator; did you mean {}?", sign, meant)};
    }
    if (run.starts_with('!')) return QueryFault{0, "'!' is no operator; did you mean NOT?"};
    if (const std::size_t bar = run.find('|'); bar != std::string_view::npos) {
        return QueryFault{bar, "'|' is no operator; did you mean OR?"};
    }
    if (run.starts_with('<') || run.starts_with('>')) {
        return QueryFault{0, "a comparison has no blanks in it: write age<7d or published>=2026-03-01"};
    }
    if (const std::size_t sign = run.find_first_of("<>"); sign != std::string_view::npos) {
        return QueryFault{0, "only age and published can be compared; to look for the text put it in quotes"};
    }
    if (const std::string_view meant = operator_in_disguise(run); !meant.empty()) {
        return QueryFault{
            0, fmt::format("'{}' is written with letters of another alphabet; did you mean {}?", run, meant)};
    }
    std::size_t behind_first = 0;
    if (is_other_dash(next_code_point(run, behind_first)) && behind_first < run.size()) {
        return QueryFault{0, "a dash is not the minus sign; write '-' or NOT before what must not be there"};
    }
    return std::nullopt;
}

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
    case '#': ++at_; return marked(begin, {.tag = true});
    case '=':
        if (field == Field::url) break;
        ++at_;
        return marked(begin, {.exact = true});
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

/// A word or phrase behind its mark.
QueryLexer::Scan QueryLexer::marked(std::size_t begin, QueryToken token) {
    if (at_ < text_.size() && text_[at_] == '"') return quoted(begin, token);
    token.kind = Kind::word;
    token.text = run_from(at_);
    token.begin = begin;
    token.end = at_ += token.text.size();
    return token;
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

/// `list:name` or `list:"several words"`.
QueryLexer::Scan QueryLexer::list(std::size_t begin, std::string_view run) {
    const std::string_view name = run.substr(run.find(':') + 1);
    QueryToken token{.begin = begin, .end = at_, .text = name};
    if (name.empty() && at_ < text_.size() && text_[at_] == '"') {
        auto quote = quoted(begin, token);
        if (!quote) return quote;
        token = *quote;
    }
    token.kind = Kind::list;
    return token;
}

QueryLexer::Scan QueryLexer::word(std::size_t begin, Field field) {
    const std::string_view run = run_from(begin);
    at_ = begin + run.size();
    QueryToken token{.kind = operator_kind(run), .begin = begin, .end = at_, .text = run};
    if (token.kind != Kind::word) return token;

    const std::string_view name = name_before_colon(run);
    if (name == "list") return list(begin, run);
    if (const auto known = find_field(name)) {
        token.kind = Kind::field;
        token.field = *known;
        token.end = at_ = begin + name.size() + 1;
        return token;
    }
    if (field != Field::url && read_comparison(token)) return token;
    if (holds_names(field)) return token;
    if (!name.empty()) return fault(begin, unknown_field(name));
    if (auto foreign = foreign_syntax(run)) return fault(begin + foreign->offset, std::move(foreign->message));
    return token;
}

} // namespace arna
