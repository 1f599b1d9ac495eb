#include "feeds/html/select/program_builder.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {

char32_t ProgramBuilder::next() { return next_code_point(text_, at_); }

std::string ProgramBuilder::shown() const {
    if (is_at_end()) return "the end";
    std::size_t end = at_;
    (void)next_code_point(text_, end);
    return fmt::format("'{}'", text_.substr(at_, end - at_));
}

ExprId ProgramBuilder::add(Expr expr) {
    program_.expressions.push_back(std::move(expr));
    return static_cast<ExprId>(program_.expressions.size() - 1);
}

std::uint32_t ProgramBuilder::add_name(std::string_view name) {
    const auto found = std::ranges::find(program_.names, name, &SelectedName::written);
    if (found != program_.names.end()) return static_cast<std::uint32_t>(found - program_.names.begin());
    program_.names.push_back({.written = std::string(name), .lower = ascii_lowered(name)});
    return static_cast<std::uint32_t>(program_.names.size() - 1);
}

void ProgramBuilder::count_step(std::size_t begin) {
    if (++steps_ > Selector::most_steps)
        fail(begin, fmt::format("more than {} steps; make it shorter", Selector::most_steps));
}

void ProgramBuilder::count_operator(std::size_t begin) {
    if (++operators_ > Selector::most_steps)
        fail(begin, fmt::format("more than {} operators; make it shorter", Selector::most_steps));
}

bool ProgramBuilder::enter(std::size_t begin) {
    if (++depth_ > Selector::most_nesting)
        fail(begin, fmt::format("more than {} parentheses and brackets within each other; make it simpler",
                                Selector::most_nesting));
    return !has_failed();
}

void ProgramBuilder::fail(std::size_t offset, std::string message) {
    if (!error_) {
        std::size_t column = 1;
        for (std::size_t i = 0; i < offset && i < text_.size(); ++column) (void)next_code_point(text_, i);
        error_ = SelectorError{.message = std::move(message), .column = column};
    }
    at_ = text_.size();
}

} // namespace arna
