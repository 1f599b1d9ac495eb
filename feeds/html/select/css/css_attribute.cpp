#include "feeds/html/select/css/css_attribute.hpp"

#include "feeds/html/select/css/css_scanner.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

struct AttributeOperator {
    std::string_view sign;
    AttributeTest test;
};

constexpr auto attribute_operators = std::to_array<AttributeOperator>({
    {"=", AttributeTest::is},
    {"~=", AttributeTest::has_word},
    {"|=", AttributeTest::has_language},
    {"^=", AttributeTest::begins},
    {"$=", AttributeTest::ends},
    {"*=", AttributeTest::contains},
    {"!=", AttributeTest::is_not},
});

} // namespace

ExprId css_attribute(ProgramBuilder& in, std::size_t open) {
    const auto closed = [&] {
        skip_css_space(in);
        if (in.take("]")) return true;
        if (in.is_at_end())
            in.fail(open, "'[' is not closed; write ] behind it");
        else if (in.peek() == '|')
            in.fail(in.at(), unexpected_css(in));
        return false;
    };
    skip_css_space(in);
    if (in.is_at_end()) in.fail(open, "'[' is not closed; write an attribute and ] behind it");
    Expr expr{.kind = ExprKind::attribute, .test = AttributeTest::exists};
    expr.name = in.add_name(css_name(in, "the name of an attribute"));
    const auto sees = [&](const AttributeOperator& one) { return in.sees(one.sign); };
    skip_css_space(in);
    const auto* found = std::ranges::find_if(attribute_operators, sees);
    if (found == attribute_operators.end()) {
        if (!closed()) in.fail(in.at(), fmt::format("= or ] is expected behind the attribute, not {}", in.shown()));
        return in.add(std::move(expr));
    }
    in.skip(found->sign.size());
    expr.test = found->test;
    skip_css_space(in);
    if (in.is_at_end()) in.fail(open, "'[' is not closed; write a value and ] behind it");
    expr.text = in.peek() == '"' || in.peek() == '\'' ? css_string(in) : css_name(in, "a name or a string in quotes");
    skip_css_space(in);
    const char flag = ascii_lower(in.peek());
    if (flag == 'i' || flag == 's') {
        expr.ignores_case = flag == 'i';
        in.skip();
    }
    if (!closed()) in.fail(in.at(), fmt::format("] is expected behind the value, not {}", in.shown()));
    return in.add(std::move(expr));
}

} // namespace arna
