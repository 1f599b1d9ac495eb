#pragma once
#include "feeds/rules/query.hpp"

#include <memory>
#include <optional>
#include <string>

namespace re2 {
class RE2;
}

namespace arna {

/// A compiled regular expression, and what RE2 says if it is none. Its memory and so its time per byte are bounded.
[[nodiscard]] std::unique_ptr<const re2::RE2> compile_regex(const RegexTerm& term);

/// What is wrong with a regular expression, if something is.
[[nodiscard]] std::optional<std::string> regex_problem(const RegexTerm& term);

} // namespace arna
