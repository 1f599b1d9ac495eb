#pragma once
#include "feeds/html/select/program.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// What the compilers of CSS and XPath have in common: the text and a place in it, the program they make, its bounds,
/// and the first error. After an error the place is the end of the text, so that whoever reads on sees nothing more.
class ProgramBuilder {
public:
    /// Begins at `begin`; columns count from the start of the text.
    ProgramBuilder(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool is_at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
    [[nodiscard]] char byte(std::size_t offset) const { return text_[offset]; }
    /// From `begin` to the place.
    [[nodiscard]] std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    void skip(std::size_t bytes = 1) { at_ = at_ + bytes < text_.size() ? at_ + bytes : text_.size(); }
    bool take(std::string_view expected) {
        if (!sees(expected)) return false;
        skip(expected.size());
        return true;
    }
    /// The code point at the place, which is moved behind it.
    /// Requires: it is not the end.
    char32_t next();
    /// The same without moving, in quotes, for a message; "the end" at the end.
    [[nodiscard]] std::string shown() const;

    ExprId add(Expr expr);
    [[nodiscard]] Expr& expr(ExprId id) { return program_.expressions[id]; }
    std::uint32_t add_name(std::string_view name);
    SelectorProgram& program() { return program_; }

    /// Counts a step or an operator that begins at `begin`; an error if they are too many.
    void count_step(std::size_t begin);
    void count_operator(std::size_t begin);

    /// Goes a level deeper, behind a parenthesis or bracket at `begin`. No, after an error, where that is too deep.
    bool enter(std::size_t begin);
    void leave() { --depth_; }

    /// Notes what is wrong at an offset in the text, unless something is already.
    void fail(std::size_t offset, std::string message);
    [[nodiscard]] bool has_failed() const { return error_.has_value(); }
    [[nodiscard]] const std::optional<SelectorError>& error() const { return error_; }

private:
    std::string_view text_;
    std::size_t at_;
    SelectorProgram program_;
    std::size_t steps_ = 0, operators_ = 0, depth_ = 0;
    std::optional<SelectorError> error_;
};

} // namespace arna
