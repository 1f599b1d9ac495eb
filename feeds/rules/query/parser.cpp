#include "feeds/rules/index/regex.hpp"
#include "feeds/rules/query/fields.hpp"
#include "feeds/rules/query/lexer.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/query/terms.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace arna {
namespace {

using Kind = QueryToken::Kind;
using Parsed = std::expected<QueryNode, QueryFault>;

auto fault(std::size_t offset, std::string message) { return std::unexpected(QueryFault{offset, std::move(message)}); }

/// Joins children under an operator; children of the same operator become its own, for `a OR (b OR c)` is no deeper.
QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children.front());
    QueryNode node{.kind = kind};
    if (std::ranges::find(children, kind, &QueryNode::kind) == children.end()) {
        node.children = std::move(children);
        return node;
    }
    for (QueryNode& child : children) {
        if (child.kind == kind) {
            std::ranges::move(child.children, std::back_inserter(node.children));
        } else {
            node.children.push_back(std::move(child));
        }
    }
    return node;
}

/// By recursive descent: or_expression → and_expression → operand. Recursion is bounded by max_query_nesting.
class Parser {
public:
    Parser(std::string_view text, RegexMeter& meter) : text_(text), lexer_(text), regexes_(meter) {}

    Parsed parse() {
        if (auto moved = advance(Field::text); !moved) return std::unexpected(moved.error());
        if (token_.kind == Kind::end) return fault(0, "the rule is empty; write what an item should contain");
        auto root = or_expression(Field::text);
        if (!root) return root;
        if (token_.kind == Kind::close) return fault(token_.begin, "there is no '(' for this ')'");
        return root;
    }

    std::vector<QueryWarning> warnings() && { return std::move(warnings_); }

private:
    using Moved = std::expected<void, QueryFault>;

    Moved advance(Field field) {
        auto next = lexer_.next(field);
        if (!next) return std::unexpected(std::move(next).error());
        before_ = std::exchange(token_, *next);
        return {};
    }

    Parsed or_expression(Field field) {
        std::vector<QueryNode> children;
        for (;;) {
            auto child = and_expression(field);
            if (!child) return child;
            children.push_back(std::move(*child));
            if (token_.kind != Kind::disjunction) return join(QueryNode::Kind::any, std::move(children));
            if (auto moved = advance(field); !moved) return std::unexpected(moved.error());
        }
    }

    Parsed and_expression(Field field) {
        std::vector<QueryNode> children;
        for (;;) {
            auto child = operand(field, field);
            if (!child) return child;
            children.push_back(std::move(*child));
            if (token_.kind == Kind::conjunction) {
                if (auto moved = advance(field); !moved) return std::unexpected(moved.error());
            } else if (token_.kind == Kind::disjunction || token_.kind == Kind::close || token_.kind == Kind::end) {
                return join(QueryNode::Kind::all, std::move(children));
            }
        }
    }

    /// A term or group, with the negations and fields before it. What comes behind it is read for the field `after`.
    Parsed operand(Field field, Field after) {
        switch (token_.kind) {
        case Kind::negation:
        case Kind::field:
        case Kind::open: break;
        case Kind::end:
        case Kind::close:
        case Kind::conjunction:
        case Kind::disjunction: return missing_operand();
        default: return term(field, after);
        }
        if (++nesting_ > max_query_nesting) {
            return fault(token_.begin, fmt::format("more than {} parentheses, fields and NOTs within one another; "
                                                   "make the rule flatter",
                                                   max_query_nesting));
        }
        auto node = token_.kind == Kind::negation ? negation(field, after)
                    : token_.kind == Kind::open   ? group(field, after)
                                                  : scoped(after);
        --nesting_;
        return node;
    }

    Parsed negation(Field field, Field after) {
        if (auto moved = advance(field); !moved) return std::unexpected(moved.error());
        auto child = operand(field, after);
        if (!child) return child;
        QueryNode node{.kind = QueryNode::Kind::negation};
        node.children.push_back(std::move(*child));
        return node;
    }

    Parsed scoped(Field after) {
        const Field field = token_.field;
        const QueryToken name = token_;
        if (auto moved = advance(field); !moved) return std::unexpected(moved.error());
        const bool is_operand = token_.kind != Kind::end && token_.kind != Kind::close &&
                                token_.kind != Kind::conjunction && token_.kind != Kind::disjunction;
        if (!is_operand) {
            return fault(name.begin, fmt::format("there is nothing behind {0}:; write {0}:word", field_name(field)));
        }
        return operand(field, after);
    }

    Parsed group(Field field, Field after) {
        const std::size_t opening = token_.begin;
        if (auto moved = advance(field); !moved) return std::unexpected(moved.error());
        if (token_.kind == Kind::close) return fault(opening, "the parentheses are empty; write terms between them");
        auto node = or_expression(field);
        if (!node) return node;
        if (token_.kind != Kind::close) return fault(opening, "the '(' is never closed; add ')'");
        if (auto moved = advance(after); !moved) return std::unexpected(moved.error());
        return node;
    }

    Parsed term(Field field, Field after) {
        auto made = make_term(token_, field, regexes_);
        if (!made) return std::unexpected(std::move(made).error());
        if (++terms_ > max_query_terms) {
            return fault(token_.begin,
                         fmt::format("more than {} terms; make several tags of the rule", max_query_terms));
        }
        made->text = text_.substr(token_.begin, token_.end - token_.begin);
        made->offset = token_.begin;
        made->column = column_of(token_.begin);
        warn_of_lower_case(made->column);
        if (auto moved = advance(after); !moved) return std::unexpected(moved.error());
        return QueryNode{.kind = QueryNode::Kind::term, .term = std::move(*made)};
    }

    Parsed missing_operand() {
        const bool is_operator = token_.kind == Kind::conjunction || token_.kind == Kind::disjunction;
        if (is_operator) {
            return fault(token_.begin,
                         fmt::format("there is no term before {0}; to look for the word write \"{0}\"", token_.text));
        }
        const bool is_first = before_.begin == before_.end;
        if (is_first) return fault(token_.begin, "there is no '(' for this ')'");
        if (before_.kind == Kind::open)
            return fault(before_.begin, "there is no term behind '('; close it or write one");
        if (before_.kind == Kind::negation) return fault(before_.begin, "NOT needs a term behind it");
        return fault(before_.begin, fmt::format("{} needs a term behind it", before_.text));
    }

    /// Lower-case "or" is a word like any other, and rarely meant.
    void warn_of_lower_case(std::size_t column) {
        if (token_.kind != Kind::word || token_.exact || token_.tag || token_.text.size() > 12) return;
        if (warnings_.size() == max_query_warnings) return;
        constexpr std::pair<std::string_view, std::string_view> meant[] = {
            {"or", "OR"},  {"and", "AND"},  {"not", "NOT"},   {"или", "OR"},
            {"не", "NOT"}, {"және", "AND"}, {"немесе", "OR"}, {"емес", "NOT"},
        };
        const std::string folded = fold(token_.text);
        for (const auto& [word, op] : meant) {
            if (folded != word) continue;
            warnings_.push_back(
                {column, fmt::format("'{}' is looked for as a word; did you mean {}?", token_.text, op)});
        }
    }

    std::size_t column_of(std::size_t offset) {
        column_ += code_points(text_.substr(counted_, offset - counted_));
        counted_ = offset;
        return column_;
    }

    std::string_view text_;
    QueryLexer lexer_;
    RegexBudget regexes_;
    QueryToken token_;
    QueryToken before_;
    std::size_t nesting_ = 0;
    std::size_t terms_ = 0;
    std::size_t counted_ = 0; ///< offset up to which columns were counted, and the column there
    std::size_t column_ = 1;
    std::vector<QueryWarning> warnings_;
};

/// Whether something must be there: a term under an even number of negations.
bool asks_for_something(const QueryNode& node, bool negated) {
    if (node.kind == QueryNode::Kind::term) return !negated;
    const bool below = node.kind == QueryNode::Kind::negation ? !negated : negated;
    return std::ranges::any_of(node.children,
                               [below](const QueryNode& child) { return asks_for_something(child, below); });
}

} // namespace

std::expected<Query, QueryError> parse_query(std::string_view text) {
    RegexMeter meter;
    return parse_query(text, meter);
}

std::expected<Query, QueryError> parse_query(std::string_view text, RegexMeter& meter) {
    if (text.size() > max_query_bytes) {
        return std::unexpected(QueryError{
            1, fmt::format("the rule is longer than {} KiB; make several tags of it", max_query_bytes / 1024)});
    }
    Parser parser(text, meter);
    auto root = parser.parse();
    if (!root)
        return std::unexpected(QueryError{1 + code_points(text.substr(0, root.error().offset)), root.error().message});
    if (!asks_for_something(*root, false)) {
        const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n("), text.size());
        return std::unexpected(QueryError{1 + code_points(text.substr(0, begin)),
                                          "the rule only says what must not be there; add what it should contain"});
    }
    return Query{.root = std::move(*root), .warnings = std::move(parser).warnings()};
}

} // namespace arna
