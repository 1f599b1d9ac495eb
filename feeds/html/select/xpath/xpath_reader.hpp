#pragma once
#include "feeds/html/select/program_builder.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace arna {

/// Reads the smallest pieces of XPath where they are expected. Each notes an error in the builder where it is not
/// there.
class XpathReader {
protected:
    XpathReader(std::string_view text, std::size_t begin) : in_(text, begin) {}

    void skip_space();
    /// A name as far as it goes; empty where none begins.
    std::string_view name();
    /// A string in quotes. Requires: a quote is here.
    std::string literal();
    /// Requires: a digit is here, or a point and a digit.
    double number_literal();
    /// "@" or "name::" with the white space around; `child` where there is none.
    Axis axis();
    /// Whether what begins here is no location path: a literal, a number, a call, something in parentheses.
    [[nodiscard]] bool sees_primary() const;

    /// Something must stand behind what `open` opens.
    void need_more(std::size_t open);
    /// What `open` opens must be closed here.
    void close(std::size_t open, char closing);
    /// What to say of what stands here.
    [[nodiscard]] std::string unexpected() const;

    ProgramBuilder in_;

private:
    void not_closed(std::size_t open);
};

} // namespace arna
