#include "feeds/html/select/css/pseudo_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr auto pseudo_classes = std::to_array<PseudoClass>({
    {.name = "not", .kind = PseudoClass::Kind::list, .expr = ExprKind::none},
    {.name = "is", .kind = PseudoClass::Kind::list, .expr = ExprKind::any},
    {.name = "where", .kind = PseudoClass::Kind::list, .expr = ExprKind::any},
    {.name = "matches", .kind = PseudoClass::Kind::list, .expr = ExprKind::any},
    {.name = "any", .kind = PseudoClass::Kind::list, .expr = ExprKind::any},
    {.name = "has", .kind = PseudoClass::Kind::has},
    {.name = "nth-child", .kind = PseudoClass::Kind::nth},
    {.name = "nth-last-child", .kind = PseudoClass::Kind::nth, .nth = {.from_end = true}},
    {.name = "nth-of-type", .kind = PseudoClass::Kind::nth, .nth = {.among = Siblings::of_type}},
    {.name = "nth-last-of-type", .kind = PseudoClass::Kind::nth, .nth = {.among = Siblings::of_type, .from_end = true}},
    {.name = "first-child", .kind = PseudoClass::Kind::fixed_nth, .nth = {.offset = 1}},
    {.name = "last-child", .kind = PseudoClass::Kind::fixed_nth, .nth = {.offset = 1, .from_end = true}},
    {.name = "only-child", .kind = PseudoClass::Kind::fixed_nth, .nth = {.offset = 1}, .is_only = true},
    {.name = "first-of-type", .kind = PseudoClass::Kind::fixed_nth, .nth = {.offset = 1, .among = Siblings::of_type}},
    {.name = "last-of-type",
     .kind = PseudoClass::Kind::fixed_nth,
     .nth = {.offset = 1, .among = Siblings::of_type, .from_end = true}},
    {.name = "only-of-type",
     .kind = PseudoClass::Kind::fixed_nth,
     .nth = {.offset = 1, .among = Siblings::of_type},
     .is_only = true},
    {.name = "empty", .kind = PseudoClass::Kind::simple, .expr = ExprKind::is_empty},
    {.name = "root", .kind = PseudoClass::Kind::simple, .expr = ExprKind::is_root},
    {.name = "scope", .kind = PseudoClass::Kind::simple, .expr = ExprKind::is_scope},
    {.name = "contains", .kind = PseudoClass::Kind::contains},
    {.name = "-soup-contains", .kind = PseudoClass::Kind::contains},
    {.name = "link", .kind = PseudoClass::Kind::link},
    {.name = "any-link", .kind = PseudoClass::Kind::link},
});

/// What jQuery has and CSS has not.
constexpr auto jquery_classes =
    std::to_array<std::string_view>({"eq", "first", "last", "gt", "lt", "odd", "even", "header", "parent"});

} // namespace

const PseudoClass* find_pseudo_class(std::string_view name) {
    const auto* found = std::ranges::find(pseudo_classes, name, &PseudoClass::name);
    return found == pseudo_classes.end() ? nullptr : found;
}

std::string about_unknown_class(std::string_view name) {
    if (std::ranges::find(jquery_classes, name) != jquery_classes.end())
        return fmt::format("':{}' is of jQuery; write :nth-child(), :has() or XPath", name);
    if (name == "before" || name == "after" || name == "first-line" || name == "first-letter" || name == "text")
        return fmt::format("':{}' is no pseudo-class; there are ::attr(name) and ::text", name);
    return fmt::format("':{}' is unknown; docs/selectors.md lists what there is", name);
}

} // namespace arna
