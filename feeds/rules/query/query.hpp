#pragma once
#include "feeds/rules/query/lists.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The rule language as a tree (docs/rules.md has the grammar).
namespace arna {

/// Where a term looks. `text`, the default, is title, summary and content.
enum class Field : std::uint8_t {
    text,
    title,
    summary,
    content,
    author,
    section,
    tag,
    source,
    label,
    lang,
    domain,
    url,
    has,
    age,
    published
};

/// The name of a field in rules: "title".
[[nodiscard]] std::string_view field_name(Field field);

/// One word of a term, folded strictly; a loose rule folds it further.
struct QueryWord {
    enum class Match : std::uint8_t {
        forms,  ///< and its inflected forms
        exact,  ///< this form only
        prefix, ///< every word that begins with it
    };
    std::string folded;
    Match match = Match::forms;

    friend bool operator==(const QueryWord&, const QueryWord&) = default;
};

/// A word, or a phrase of several, in text, title, summary, content, author or section.
struct WordsTerm {
    std::vector<QueryWord> words;

    friend bool operator==(const WordsTerm&, const WordsTerm&) = default;
};

/// A regular expression over the NFC text of one field; in every field that holds text.
struct RegexTerm {
    std::string pattern; ///< RE2 syntax, "\/" already "/"
    std::string flags;   ///< of "ims", each once

    friend bool operator==(const RegexTerm&, const RegexTerm&) = default;
};

/// A name that is compared in the way of its field: by tag key, as a whole with '*', as a language or domain, as a part
/// of an address, or as something that an item has.
struct NameTerm {
    std::string name;

    friend bool operator==(const NameTerm&, const NameTerm&) = default;
};

enum class Comparison : std::uint8_t { less, less_equal, equal, greater_equal, greater };

/// `age<7d`. Equality has the precision of the unit: `age=7d` is from 7 days to under 8.
struct AgeTerm {
    Comparison comparison = Comparison::less;
    std::chrono::milliseconds duration{};
    std::chrono::milliseconds unit{};

    friend bool operator==(const AgeTerm&, const AgeTerm&) = default;
};

/// `published>=2026-03-01`. The date names the period [from, until): a year, month, day (UTC), minute or second.
struct PublishedTerm {
    Comparison comparison = Comparison::less;
    Time from, until;

    friend bool operator==(const PublishedTerm&, const PublishedTerm&) = default;
};

/// A term of a rule: a test of a field.
struct Term {
    Field field = Field::text;
    std::variant<WordsTerm, RegexTerm, NameTerm, AgeTerm, PublishedTerm> test;
    static constexpr std::size_t in_list = static_cast<std::size_t>(-1);

    std::string text;       ///< as the rule or the list has it, without a field before it
    std::size_t offset = 0; ///< where it begins, in bytes; `in_list` of a term that a list brings
    std::size_t column = 1; ///< the same in code points, from 1

    /// Terms are equal if they ask the same, however and wherever they are written.
    friend bool operator==(const Term& a, const Term& b) { return a.field == b.field && a.test == b.test; }
};

/// A rule or a part of one. Its depth is at most `max_query_depth`, so that it can be walked by recursion.
struct QueryNode {
    enum class Kind : std::uint8_t {
        all,      ///< every child; at least two
        any,      ///< at least one child; at least two, but for a list
        negation, ///< not its only child
        term,
    };
    Kind kind = Kind::term;
    std::vector<QueryNode> children;
    Term term; ///< of Kind::term; of an `any` that stands for a list: its field, and `list:name` as its text

    /// Whether it is `list:name`: an `any` of the list's terms, which may be a single one.
    [[nodiscard]] bool is_list() const { return kind == Kind::any && !term.text.empty(); }

    friend bool operator==(const QueryNode&, const QueryNode&) = default;
};

/// Something in a rule that is allowed but probably not meant, such as a lower-case "or".
struct QueryWarning {
    std::size_t column = 1;
    std::string message;
};

struct Query {
    QueryNode root;
    std::vector<QueryWarning> warnings;
};

/// Why a rule cannot be read: what is wrong and what to do about it, and the column in code points, from 1.
struct QueryError {
    std::size_t column = 1;
    std::string message;
};

inline constexpr std::size_t max_query_bytes = 256 << 10;
inline constexpr std::size_t max_query_terms = 20'000;
inline constexpr std::size_t max_phrase_words = 100;
inline constexpr std::size_t max_word_bytes = 400;
inline constexpr std::size_t max_name_bytes = 1024;   ///< of a tag, source, label or part of an address
inline constexpr std::size_t max_language_bytes = 35; ///< what an implementation of BCP 47 must allow for
inline constexpr std::size_t max_domain_bytes = 253;  ///< of DNS
inline constexpr std::size_t max_query_nesting = 64;  ///< of parentheses, fields and NOTs within one another
inline constexpr std::size_t max_query_depth = 3 * max_query_nesting + 3;
inline constexpr std::size_t max_query_warnings = 20;

/// Of the regular expressions of a rule; equal ones count once. Steps and program as in RegexSize.
inline constexpr std::size_t max_regex_bytes = 4096;
inline constexpr std::size_t max_query_regexes = 100;
inline constexpr int max_query_regex_steps = 2'000;
inline constexpr int max_query_regex_program = 60'000;

class RegexMeter;

/// Reads a rule. Reports the first error only: what follows it could mean anything.
[[nodiscard]] std::expected<Query, QueryError> parse_query(std::string_view text, const TermLists& lists = {});

/// The same, with a meter that has seen the expressions of other rules (index/regex.hpp).
[[nodiscard]] std::expected<Query, QueryError> parse_query(std::string_view text, RegexMeter& meter,
                                                           const TermLists& lists = {});

/// A rule as text in its plainest form: operators written out, fields at their terms. Parsing it gives an equal rule.
[[nodiscard]] std::string print_query(const QueryNode& node);

/// The line of a rule that a column is in, cut to fit a terminal, and a line with a caret under the column. Both end in
/// a line feed.
[[nodiscard]] std::string caret_lines(std::string_view text, std::size_t column);

/// The names of the lists that a rule uses, in order, each once.
[[nodiscard]] std::vector<std::string> lists_in(const QueryNode& node);

/// The names in the terms of a field, in order, each once.
[[nodiscard]] std::vector<std::string> names_in(const QueryNode& node, Field field);

} // namespace arna
