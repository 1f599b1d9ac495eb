#pragma once
#include "feeds/html/select/program.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace arna {

/// A pseudo-class: what it takes in parentheses, and the test it makes.
struct PseudoClass {
    std::string_view name;
    enum class Kind : std::uint8_t { list, has, nth, fixed_nth, simple, contains, link } kind;
    ExprKind expr = ExprKind::any; ///< of list and simple
    NthTest nth = {};
    bool is_only = false; ///< of fixed_nth: also the last
};

/// The pseudo-class of a name in lower case; null for one that is unknown.
[[nodiscard]] const PseudoClass* find_pseudo_class(std::string_view name);

/// What to say of a name that is none.
[[nodiscard]] std::string about_unknown_class(std::string_view name);

} // namespace arna
