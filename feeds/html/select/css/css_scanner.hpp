#pragma once
#include "feeds/html/select/program_builder.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// The tokens of CSS that selectors are made of (CSS Syntax 3 §4), read where they are expected. Each notes an error in
/// the builder where it is not there.
namespace arna {

/// Moves over comments.
void skip_css_comments(ProgramBuilder& in);

/// Moves over white space and comments. Whether there was white space.
bool skip_css_space(ProgramBuilder& in);

/// Whether a name begins here.
[[nodiscard]] bool sees_css_name(const ProgramBuilder& in);

/// A name with its escapes undone; empty, after an error that says `what` is missing, where none begins.
std::string css_name(ProgramBuilder& in, std::string_view what);

/// A string in quotes with its escapes undone.
/// Requires: a quote is here.
std::string css_string(ProgramBuilder& in);

/// What stands behind the "(" at `open` as far as its ")", which is left: a string in quotes, or all characters.
std::string css_argument(ProgramBuilder& in, std::size_t open);

/// What to say of what stands here, where a selector cannot go on with it.
[[nodiscard]] std::string unexpected_css(const ProgramBuilder& in);

/// "odd", "even", "3", "2n+1", "-n+3" and the like (CSS Syntax 3 §6).
struct AnPlusB {
    std::int32_t step = 0, offset = 0;
};
std::optional<AnPlusB> css_an_plus_b(ProgramBuilder& in);

} // namespace arna
