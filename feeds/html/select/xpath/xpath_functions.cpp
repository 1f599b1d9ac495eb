#include "feeds/html/select/xpath/xpath_functions.hpp"

#include <array>

namespace arna {
namespace {

using enum XpathType;
using F = XpathFunction;

constexpr std::uint8_t any_number = 255;

constexpr auto functions = std::to_array<XpathFunctionRow>({
    {"last", F::last, number, 0, 0},
    {"position", F::position, number, 0, 0},
    {"count", F::count, number, 1, 1, true},
    {"id", F::id, nodes, 1, 1},
    {"local-name", F::local_name, string, 0, 1, true},
    {"namespace-uri", F::namespace_uri, string, 0, 1, true},
    {"name", F::name, string, 0, 1, true},
    {"string", F::string, string, 0, 1},
    {"concat", F::concat, string, 2, any_number},
    {"starts-with", F::starts_with, boolean, 2, 2},
    {"contains", F::contains, boolean, 2, 2},
    {"substring-before", F::substring_before, string, 2, 2},
    {"substring-after", F::substring_after, string, 2, 2},
    {"substring", F::substring, string, 2, 3},
    {"string-length", F::string_length, number, 0, 1},
    {"normalize-space", F::normalize_space, string, 0, 1},
    {"translate", F::translate, string, 3, 3},
    {"boolean", F::boolean, boolean, 1, 1},
    {"not", F::not_, boolean, 1, 1},
    {"true", F::true_, boolean, 0, 0},
    {"false", F::false_, boolean, 0, 0},
    {"lang", F::lang, boolean, 1, 1},
    {"number", F::number, number, 0, 1},
    {"sum", F::sum, number, 1, 1, true},
    {"floor", F::floor, number, 1, 1},
    {"ceiling", F::ceiling, number, 1, 1},
    {"round", F::round, number, 1, 1},
});

} // namespace

std::span<const XpathFunctionRow> xpath_functions() { return functions; }

} // namespace arna
