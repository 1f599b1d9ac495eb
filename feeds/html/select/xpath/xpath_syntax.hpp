#pragma once
#include "feeds/html/select/program.hpp"
#include "feeds/text/ascii.hpp"

#include <array>
#include <span>
#include <string_view>
#include <utility>

/// The words and signs of XPath 1.0.
namespace arna::xpath_syntax {

/// An axis as XPath writes it.
struct NamedAxis {
    std::string_view name;
    Axis axis;
};

inline constexpr auto axes = std::to_array<NamedAxis>({
    {"self", Axis::self},
    {"child", Axis::child},
    {"parent", Axis::parent},
    {"descendant", Axis::descendant},
    {"descendant-or-self", Axis::descendant_or_self},
    {"ancestor", Axis::ancestor},
    {"ancestor-or-self", Axis::ancestor_or_self},
    {"following", Axis::following},
    {"following-sibling", Axis::following_sibling},
    {"preceding", Axis::preceding},
    {"preceding-sibling", Axis::preceding_sibling},
    {"attribute", Axis::attribute},
});

struct Operator {
    std::string_view sign;
    ExprKind kind;
    XpathType type; ///< of the result
};

inline constexpr auto or_operator = std::to_array<Operator>({{"or", ExprKind::any, XpathType::boolean}});
inline constexpr auto and_operator = std::to_array<Operator>({{"and", ExprKind::all, XpathType::boolean}});
inline constexpr auto equalities = std::to_array<Operator>(
    {{"=", ExprKind::equal, XpathType::boolean}, {"!=", ExprKind::unequal, XpathType::boolean}});
inline constexpr auto relations = std::to_array<Operator>({{"<=", ExprKind::less_equal, XpathType::boolean},
                                                           {"<", ExprKind::less, XpathType::boolean},
                                                           {">=", ExprKind::greater_equal, XpathType::boolean},
                                                           {">", ExprKind::greater, XpathType::boolean}});
inline constexpr auto sums =
    std::to_array<Operator>({{"+", ExprKind::add, XpathType::number}, {"-", ExprKind::subtract, XpathType::number}});
inline constexpr auto products = std::to_array<Operator>({{"*", ExprKind::multiply, XpathType::number},
                                                          {"div", ExprKind::divide, XpathType::number},
                                                          {"mod", ExprKind::modulo, XpathType::number}});

/// From the loosest on.
inline constexpr auto operator_levels =
    std::to_array<std::span<const Operator>>({or_operator, and_operator, equalities, relations, sums, products});

/// Tests of a step that look like calls.
inline constexpr auto node_types =
    std::to_array<std::pair<std::string_view, NodeTest>>({{"node", NodeTest::node},
                                                          {"text", NodeTest::text},
                                                          {"comment", NodeTest::comment},
                                                          {"processing-instruction", NodeTest::nothing}});

/// Whether a name may begin with it (XML Namespaces §3: no colon).
[[nodiscard]] constexpr bool is_name_start(char c) {
    return is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr bool is_name_character(char c) {
    return is_name_start(c) || is_ascii_digit(c) || c == '-' || c == '.';
}

} // namespace arna::xpath_syntax
