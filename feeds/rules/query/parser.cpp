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
    const auto is_joined = [kind](const QueryNode& child) { return child.kind == kind && !child.is_list(); };
    if (std::ranges::none_of(children, is_joined)) {
        node.children = std::move(children);
        return node;
    }
    for (QueryNode& child : children) {
        if (is_joined(child)) {
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
    Parser(std::string_view text, RegexMeter& meter, const TermLists& lists)
        : text_(text), lexer_(text), regexes_(meter), lists_(lists) {}

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
        case Kind::list: return list(field, after);
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
        if (++terms_ > max_query_terms) return too_many_terms();
        set_place(*made);
        warn_of_lower_case(made->column);
        if (auto moved = advance(after); !moved) return std::unexpected(moved.error());
        return QueryNode{.kind = QueryNode::Kind::term, .term = std::move(*made)};
    }

    /// The terms of a list, each made for the field that the rule uses the list in.
    Parsed list(Field field, Field after) {
        if (token_.text.empty()) return fault(token_.begin, "there is nothing behind list:; write list:name");
        const TermList* list = lists_.find(token_.text);
        if (list == nullptr) {
            return fault(token_.begin, fmt::format("there is no list '{0}'; define it: [[list]] name = \"{0}\"",
                                                   printable(token_.text)));
        }
        QueryNode node{.kind = QueryNode::Kind::any};
        node.term.field = field;
        set_place(node.term);
        node.children.reserve(list->terms.size());
        for (const std::string& text : list->terms) {
            if (++terms_ > max_query_terms) return too_many_terms();
            auto made = make_term(list_token(text), field, regexes_);
            if (!made) {
                return fault(token_.begin, fmt::format("'{}' in the list '{}': {}", printable(text), list->name,
                                                       made.error().message));
            }
            made->text = text;
            made->offset = Term::in_list;
            made->column = node.term.column;
            node.children.push_back({.kind = QueryNode::Kind::term, .children = {}, .term = std::move(*made)});
        }
        if (node.children.empty()) {
            return fault(token_.begin, fmt::format("the list '{}' is empty; give it terms", list->name));
        }
        if (auto moved = advance(after); !moved) return std::unexpected(moved.error());
        return node;
    }

    /// A term of a list as if a rule had it: '=' and '#' mean the same, and several words are a phrase without quotes.
    static QueryToken list_token(std::string_view text) {
        QueryToken token{.kind = Kind::phrase, .end = text.size()};
        token.tag = text.starts_with('#');
        token.exact = text.starts_with('=');
        token.text = text.substr(token.tag || token.exact ? 1 : 0);
        return token;
    }

    /// Of a name that a message quotes: its beginning.
    static std::string printable(std::string_view name) { return std::string(truncate_at_word(name, 80)); }

    void set_place(Term& term) {
        term.text = text_.substr(token_.begin, token_.end - token_.begin);
        term.offset = token_.begin;
        term.column = column_of(token_.begin);
    }

    Parsed too_many_terms() const {
        return fault(token_.begin, fmt::format("more than {} terms; make several tags of the rule", max_query_terms));
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
    const TermLists& lists_;
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

std::expected<Query, QueryError> parse_query(std::string_view text, const TermLists& lists) {
    RegexMeter meter;
    return parse_query(text, meter, lists);
}

std::expected<Query, QueryError> parse_query(std::string_view text, RegexMeter& meter, const TermLists& lists) {
    if (text.size() > max_query_bytes) {
        return std::unexpected(QueryError{
            1, fmt::format("the rule is longer than {} KiB; make several tags of it", max_query_bytes / 1024)});
    }
    Parser parser(text, meter, lists);
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
