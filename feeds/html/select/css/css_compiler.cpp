#include "feeds/html/select/css/css_compiler.hpp"

#include "feeds/html/select/css/css_attribute.hpp"
#include "feeds/html/select/css/css_scanner.hpp"
#include "feeds/html/select/css/pseudo_classes.hpp"
#include "feeds/html/select/program_builder.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

struct PseudoElement {
    CssBranch::Output output = CssBranch::Output::element;
    std::uint32_t name = 0;
};

/// Simple selectors without anything between them.
struct Compound {
    std::vector<ExprId> tests;
    bool is_written = false; ///< has a simple selector, be it `*`
    std::optional<PseudoElement> element = {};
};

/// Compounds, and before each but the first what combines it with the one before.
struct Complex {
    std::vector<Compound> compounds;
    std::vector<char> combinators; ///< ' ', '>', '+' or '~': one for each compound; of the first 0 if none is written
};

/// Where a list of selectors stands.
enum class ListPlace : std::uint8_t { top, nested, relative };

Axis forward_axis(char combinator) {
    switch (combinator) {
    case '>': return Axis::child;
    case '+': return Axis::next_element;
    case '~': return Axis::following_sibling;
    default: return Axis::descendant;
    }
}

Axis backward_axis(char combinator) {
    switch (combinator) {
    case '>': return Axis::parent;
    case '+': return Axis::previous_element;
    case '~': return Axis::preceding_sibling;
    default: return Axis::ancestor;
    }
}

/// By recursive descent, which Selector::most_nesting bounds.
class CssCompiler {
public:
    CssCompiler(std::string_view text, std::size_t begin) : in_(text, begin) {}

    std::expected<SelectorProgram, SelectorError> compile() {
        skip_css_space(in_);
        if (in_.is_at_end())
            in_.fail(in_.at(), "the selector is empty; write one like \"div.card\"");
        else if (in_.peek() == '/' || in_.sees("./"))
            in_.fail(in_.at(), "that is no CSS; write \"xpath:\" before XPath");
        for (const Complex& complex : list(ListPlace::top)) in_.program().branches.push_back(branch_of(complex));
        if (!in_.is_at_end() && !in_.has_failed()) in_.fail(in_.at(), unexpected_css(in_));
        if (in_.error()) return std::unexpected(*in_.error());
        return std::move(in_.program());
    }

private:
    /// As far as the end, or the ")" of what it stands in.
    std::vector<Complex> list(ListPlace place) {
        std::vector<Complex> alternatives;
        do {
            alternatives.push_back(complex(place));
            skip_css_space(in_);
        } while (in_.take(","));
        return alternatives;
    }

    /// '>', '+' or '~' with what blanks surround it; ' ' for blanks alone; 0 for neither.
    char combinator() {
        const bool has_space = skip_css_space(in_);
        const char c = in_.peek();
        if (c != '>' && c != '+' && c != '~') return has_space ? ' ' : '\0';
        in_.skip();
        skip_css_space(in_);
        return c;
    }

    Complex complex(ListPlace place) {
        Complex complex;
        skip_css_space(in_);
        std::size_t begin = in_.at();
        const char leading = combinator();
        if (leading != '\0' && place == ListPlace::nested)
            in_.fail(begin, fmt::format("a selector in parentheses cannot begin with '{}'", leading));
        complex.combinators.push_back(leading);
        while (!in_.has_failed()) {
            complex.compounds.push_back(compound(place, complex.combinators.back()));
            begin = in_.at();
            const char next = combinator();
            const bool is_last = in_.is_at_end() || in_.peek() == ',' || in_.peek() == ')';
            if (is_last && next != '\0' && next != ' ') missing_behind(next);
            if (is_last || next == '\0') break;
            if (complex.compounds.back().element)
                in_.fail(begin, "nothing can follow ::attr() and ::text; write them at the end");
            complex.combinators.push_back(next);
        }
        return complex;
    }

    void missing_behind(char combinator) {
        in_.fail(in_.at(), fmt::format("a selector is missing behind '{}'", combinator));
    }

    Compound compound(ListPlace place, char before) {
        const std::size_t begin = in_.at();
        in_.count_step(begin);
        Compound compound;
        if (in_.take("*")) {
            compound.is_written = true;
        } else if (sees_css_name(in_)) {
            compound.tests.push_back(name_test(css_name(in_, "a name")));
            compound.is_written = true;
        }
        do skip_css_comments(in_);
        while (!in_.has_failed() && !compound.element && simple(compound, place));
        if (in_.has_failed() || compound.is_written || compound.element) return compound;
        if (before != '\0' && before != ' ' && (in_.is_at_end() || in_.peek() == ',' || in_.peek() == ')'))
            missing_behind(before);
        else if (in_.is_at_end() || in_.peek() == ',' || in_.peek() == ')')
            in_.fail(begin, in_.is_at_end() ? "a selector is missing at the end"
                                            : fmt::format("a selector is missing before {}", in_.shown()));
        else
            in_.fail(begin, unexpected_css(in_));
        return compound;
    }

    /// One simple selector; no where none begins.
    bool simple(Compound& compound, ListPlace place) {
        const std::size_t begin = in_.at();
        if (in_.take(".")) {
            Expr expr{.kind = ExprKind::has_class, .is_of_quirks = true, .name = in_.add_name("class")};
            expr.text = css_name(in_, "the name of a class");
            compound.tests.push_back(in_.add(std::move(expr)));
        } else if (in_.take("#")) {
            Expr expr{.kind = ExprKind::attribute,
                      .test = AttributeTest::is,
                      .is_of_quirks = true,
                      .name = in_.add_name("id")};
            expr.text = css_name(in_, "an id");
            compound.tests.push_back(in_.add(std::move(expr)));
        } else if (in_.take("[")) {
            compound.tests.push_back(css_attribute(in_, begin));
        } else if (in_.take("::")) {
            compound.element = pseudo_element(begin, place);
            return true;
        } else if (in_.take(":")) {
            pseudo_class(begin, compound);
        } else {
            return false;
        }
        compound.is_written = true;
        return true;
    }

    ExprId name_test(std::string_view name) {
        return in_.add({.kind = ExprKind::has_name, .name = in_.add_name(name)});
    }

    ExprId text_test(ExprKind kind, std::string text) { return in_.add({.kind = kind, .text = std::move(text)}); }

    std::optional<PseudoElement> pseudo_element(std::size_t begin, ListPlace place) {
        const std::string name = ascii_lowered(css_name(in_, "attr or text"));
        if (in_.has_failed()) return std::nullopt;
        if (place != ListPlace::top) in_.fail(begin, "::attr() and ::text cannot stand in parentheses");
        if (name == "text") return PseudoElement{.output = CssBranch::Output::text};
        if (name != "attr") {
            in_.fail(begin, fmt::format("'::{}' is unknown; there are ::attr(name) and ::text", name));
            return std::nullopt;
        }
        const std::size_t open = in_.at();
        if (!in_.take("(")) in_.fail(open, "the name of the attribute is missing; write ::attr(name)");
        skip_css_space(in_);
        const std::string attribute = css_name(in_, "the name of an attribute");
        close(open);
        return PseudoElement{.output = CssBranch::Output::attribute, .name = in_.add_name(attribute)};
    }

    void close(std::size_t open) {
        skip_css_space(in_);
        if (in_.take(")") || in_.has_failed()) return;
        if (in_.is_at_end())
            in_.fail(open, "'(' is not closed; write ) behind what stands in it");
        else
            in_.fail(in_.at(), unexpected_css(in_));
    }

    void pseudo_class(std::size_t begin, Compound& compound) {
        const std::string name = ascii_lowered(css_name(in_, "the name of a pseudo-class"));
        if (in_.has_failed()) return;
        const PseudoClass* found = find_pseudo_class(name);
        if (found == nullptr) return in_.fail(begin, about_unknown_class(name));
        const std::size_t open = in_.at();
        const bool has_arguments = in_.take("(");
        using Kind = PseudoClass::Kind;
        const bool wants_arguments = found->kind == Kind::list || found->kind == Kind::has ||
                                     found->kind == Kind::nth || found->kind == Kind::contains;
        if (has_arguments != wants_arguments)
            return in_.fail(open, wants_arguments
                                      ? fmt::format("'(' is missing behind ':{}'", name)
                                      : fmt::format("':{}' takes nothing in parentheses; remove them", name));
        if (has_arguments && !in_.enter(open)) return;
        compound.tests.push_back(class_test(*found, open));
        if (!has_arguments) return;
        close(open);
        in_.leave();
    }

    ExprId class_test(const PseudoClass& of, std::size_t open) {
        switch (of.kind) {
        case PseudoClass::Kind::list: {
            Expr expr{.kind = of.expr};
            for (const Complex& complex : list(ListPlace::nested)) expr.arguments.push_back(test_of(complex));
            return in_.add(std::move(expr));
        }
        case PseudoClass::Kind::has: {
            Expr expr{.kind = ExprKind::any};
            for (const Complex& complex : list(ListPlace::relative)) expr.arguments.push_back(path_of(complex));
            return in_.add(std::move(expr));
        }
        case PseudoClass::Kind::nth: return nth_test(of.nth);
        case PseudoClass::Kind::fixed_nth: {
            const ExprId one = in_.add({.kind = ExprKind::nth, .nth = of.nth});
            if (!of.is_only) return one;
            NthTest last = of.nth;
            last.from_end = true;
            return all_of({one, in_.add({.kind = ExprKind::nth, .nth = last})});
        }
        case PseudoClass::Kind::simple: return in_.add({.kind = of.expr});
        case PseudoClass::Kind::contains: return text_test(ExprKind::contains, collapse_space(css_argument(in_, open)));
        case PseudoClass::Kind::link: {
            const ExprId has_href = in_.add({.kind = ExprKind::attribute, .name = in_.add_name("href")});
            Expr is_link{.kind = ExprKind::any, .arguments = {name_test("a"), name_test("area")}};
            return all_of({in_.add(std::move(is_link)), has_href});
        }
        }
        std::unreachable();
    }

    ExprId nth_test(NthTest nth) {
        skip_css_space(in_);
        const auto formula = css_an_plus_b(in_);
        Expr expr{.kind = ExprKind::nth, .nth = nth};
        if (formula) {
            expr.nth.step = formula->step;
            expr.nth.offset = formula->offset;
        }
        skip_css_space(in_);
        if (nth.among == Siblings::all && in_.sees("of") && is_html_space(in_.peek(2))) {
            in_.skip(2);
            expr.nth.among = Siblings::of_selector;
            Expr any{.kind = ExprKind::any};
            for (const Complex& complex : list(ListPlace::nested)) any.arguments.push_back(test_of(complex));
            expr.arguments.push_back(in_.add(std::move(any)));
        }
        return in_.add(std::move(expr));
    }

    ExprId all_of(std::vector<ExprId> tests) {
        if (tests.size() == 1) return tests.front();
        return in_.add({.kind = ExprKind::all, .arguments = std::move(tests)});
    }

    /// A test of the element that the last compound stands for: the others are found by going back from it.
    ExprId test_of(const Complex& complex) {
        if (complex.compounds.empty()) return 0; // after an error
        std::vector<ExprId> tests = complex.compounds.back().tests;
        Expr back{.kind = ExprKind::path, .type = XpathType::nodes};
        for (std::size_t i = complex.compounds.size() - 1; i > 0; --i)
            back.steps.push_back(step(backward_axis(complex.combinators[i]), complex.compounds[i - 1]));
        if (!back.steps.empty()) tests.push_back(in_.add(std::move(back)));
        return all_of(std::move(tests));
    }

    /// The elements that the last compound stands for, from the one that the selector is relative to.
    ExprId path_of(const Complex& complex) {
        Expr path{.kind = ExprKind::path, .type = XpathType::nodes};
        for (std::size_t i = 0; i < complex.compounds.size(); ++i)
            path.steps.push_back(step(forward_axis(complex.combinators[i]), complex.compounds[i]));
        return in_.add(std::move(path));
    }

    static Step step(Axis axis, const Compound& compound) {
        return {.axis = axis, .test = NodeTest::element, .predicates = compound.tests};
    }

    CssBranch branch_of(const Complex& complex) {
        CssBranch branch;
        if (complex.compounds.empty()) return branch; // after an error
        branch.is_relative = complex.combinators.front() != '\0';
        branch.expr = branch.is_relative ? path_of(complex) : test_of(complex);
        const Compound& last = complex.compounds.back();
        if (last.element) {
            branch.output = last.element->output;
            branch.name = last.element->name;
            branch.is_bare = complex.compounds.size() == 1 && !last.is_written;
        }
        return branch;
    }

    ProgramBuilder in_;
};

} // namespace

std::expected<SelectorProgram, SelectorError> compile_css(std::string_view text, std::size_t begin) {
    return CssCompiler(text, begin).compile();
}

} // namespace arna
