#include "feeds/rules/query/terms.hpp"

#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/query/values.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"
#include "feeds/text/words/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

using Test = decltype(Term::test);
using Made = std::expected<Test, QueryFault>;
using Kind = QueryToken::Kind;

auto fault(std::size_t offset, std::string message) { return std::unexpected(QueryFault{offset, std::move(message)}); }

bool is_word_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_word_character(next_code_point(text, at));
}

/// The first '*' that does not end a word.
std::size_t stray_star(std::string_view text) {
    for (std::size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at + 1)) {
        const bool ends_word = at > 0 && is_word_character(code_point_before(text, at)) && !is_word_at(text, at + 1);
        if (!ends_word) return at;
    }
    return std::string_view::npos;
}

/// Words of a term of the text fields: each compared by its forms, or exactly, or up to the '*' at its end.
Made make_words(const QueryToken& token) {
    if (const std::size_t star = stray_star(token.text); star != std::string_view::npos) {
        const std::size_t text_begin = token.end - token.text.size() - (token.kind == Kind::phrase ? 1 : 0);
        return fault(text_begin + star, "'*' can only end a word: write how the word begins, then '*'");
    }
    WordsTerm term;
    bool is_too_long = false;
    for_each_word(token.text, [&](const Word& word) {
        is_too_long = is_too_long || word.text.size() > max_word_bytes;
        if (is_too_long || term.words.size() > max_phrase_words) return;
        const bool is_prefix = token.text.substr(word.offset + word.text.size()).starts_with('*');
        const auto match = is_prefix     ? QueryWord::Match::prefix
                           : token.exact ? QueryWord::Match::exact
                                         : QueryWord::Match::forms;
        std::string folded = fold(word.text);
        if (!folded.empty()) term.words.push_back({.folded = std::move(folded), .match = match});
    });
    if (is_too_long) return fault(token.begin, "the word is too long; write its beginning and '*'");
    if (term.words.size() > max_phrase_words) {
        return fault(token.begin, fmt::format("the phrase has more than {} words; leave some out", max_phrase_words));
    }
    if (term.words.empty()) return fault(token.begin, "there is no letter or digit to look for; leave it out");
    return term;
}

Made make_tag(const QueryToken& token) {
    if (token.text.contains('*')) return fault(token.begin, "tags are compared whole; leave out the '*'");
    if (tag_key(token.text).empty()) return fault(token.begin, "the tag has no name; write it directly behind: #name");
    return NameTerm{std::string(token.text)};
}

Made make_language(const QueryToken& token) {
    std::string code = ascii_lowered(token.text);
    if (code.ends_with("-*")) code.resize(code.size() - 2);
    const std::size_t subtag = std::min(code.find('-'), code.size()); // two or three letters: kk, not Kazakh
    const bool is_code = (subtag == 2 || subtag == 3) && code.size() <= max_language_bytes &&
                         std::ranges::all_of(code, [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
    if (!is_code) return fault(token.begin, "lang: takes the code of a language, such as kk or ru");
    return NameTerm{std::move(code)};
}

Made make_domain(const QueryToken& token) {
    std::string_view domain = token.text;
    if (domain.starts_with("*.")) domain.remove_prefix(2);
    const std::string host = domain.contains('/') ? std::string() : url_host(fmt::format("http://{}/", domain));
    if (host.empty() || host.size() > max_domain_bytes || host.contains('*')) {
        return fault(token.begin, "domain: takes a domain such as zakon.kz; use url: for another part of an address");
    }
    return NameTerm{host};
}

Made make_has(const QueryToken& token) {
    constexpr std::array<std::string_view, 4> known = {"image", "enclosure", "author", "date"};
    std::string name = ascii_lowered(token.text);
    if (std::ranges::find(known, name) == known.end()) {
        return fault(token.begin, "has: knows image, enclosure, author and date");
    }
    return NameTerm{std::move(name)};
}

Made make_name(const QueryToken& token, Field field) {
    if (token.text.size() > max_name_bytes) {
        return fault(token.begin, fmt::format("the name is longer than {} bytes; write less of it", max_name_bytes));
    }
    if (field == Field::tag) return make_tag(token);
    if (token.text.empty()) return fault(token.begin, fmt::format("there is nothing behind {}:", field_name(field)));
    if (token.exact) {
        return fault(token.begin, fmt::format("'=' is for words; {}: compares whole names anyway", field_name(field)));
    }
    switch (field) {
    case Field::lang: return make_language(token);
    case Field::domain: return make_domain(token);
    case Field::has: return make_has(token);
    default: return NameTerm{to_nfc(token.text)};
    }
}

Made make_regex(const QueryToken& token, Field field, RegexBudget& budget) {
    if (field == Field::has || field == Field::lang) {
        return fault(token.begin, fmt::format("{}: takes no regular expression", field_name(field)));
    }
    return read_regex(token, budget);
}

Made make_test(const QueryToken& token, Field field, RegexBudget& budget) {
    if (token.kind == Kind::comparison) return field == Field::age ? read_age(token) : read_published(token);
    if (is_compared(field)) {
        return fault(token.begin, fmt::format("{0} is compared: write {0}{1}", field_name(field),
                                              field == Field::age ? "<7d" : ">=2026-03-01"));
    }
    if (token.kind == Kind::regex) return make_regex(token, field, budget);
    return holds_names(field) ? make_name(token, field) : make_words(token);
}

} // namespace

std::expected<Term, QueryFault> make_term(const QueryToken& token, Field field, RegexBudget& budget) {
    if (token.tag) field = Field::tag;
    if (token.kind == Kind::comparison) field = token.field;
    auto test = make_test(token, field, budget);
    if (!test) return std::unexpected(std::move(test).error());
    return Term{.field = field, .test = std::move(*test)};
}

} // namespace arna
