#pragma once
#include "feeds/rules/query/query.hpp"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace arna {

/// One token of a rule. Offsets are in bytes of the rule.
struct QueryToken {
    enum class Kind : std::uint8_t {
        end,
        open,
        close,
        conjunction, ///< AND
        disjunction, ///< OR
        negation,    ///< NOT, or '-' at the start of a term
        field,       ///< `name:`
        list,        ///< `list:name`: `text` is the name of the list
        word,        ///< anything up to a blank, parenthesis or quote
        phrase,      ///< what stands between quotes
        regex,       ///< what stands between slashes
        comparison,  ///< `age<7d`: `text` is the operand
    };
    Kind kind = Kind::end;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view text;  ///< without the marks of its kind
    bool exact = false;     ///< a word or phrase behind '='
    bool tag = false;       ///< a word or phrase behind '#'
    std::string_view flags; ///< of a regex
    Field field = Field::text;
    Comparison comparison = Comparison::less;
};

/// What is wrong with a rule, and at which byte.
struct QueryFault {
    std::size_t offset = 0;
    std::string message;
};

/// Splits a rule into tokens.
/// Requires: the text outlives the tokens.
class QueryLexer {
public:
    explicit QueryLexer(std::string_view text) : text_(text) {}

    /// The next token. `field` is the one that a term here is for: addresses and names may hold signs that are syntax
    /// elsewhere. Behind the last token comes `end`, again and again.
    [[nodiscard]] std::expected<QueryToken, QueryFault> next(Field field);

private:
    using Scan = std::expected<QueryToken, QueryFault>;

    void skip_blanks();
    Scan negation(std::size_t begin);
    Scan marked(std::size_t begin, QueryToken token);
    Scan quoted(std::size_t begin, QueryToken token);
    Scan regex(std::size_t begin);
    Scan word(std::size_t begin, Field field);
    Scan list(std::size_t begin, std::string_view run);
    std::size_t closing_slash(std::size_t begin) const;
    bool looks_like_regex(std::size_t begin) const;
    std::string_view run_from(std::size_t begin) const;

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace arna
