#include "feeds/parse/problems.hpp"

#include "feeds/parse/limits.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t of_one_code = 10; ///< so that one kind of damage does not hide the others

} // namespace

void Problems::add(std::string_view code, std::string message, std::size_t offset) {
    if (is_full(code)) return;
    problems_.push_back({std::string(code), std::move(message), line_of(offset)});
}

void Problems::add(std::string_view code, std::string message) {
    if (is_full(code)) return;
    problems_.push_back({std::string(code), std::move(message), 0});
}

bool Problems::is_full(std::string_view code) const {
    if (problems_.size() >= limits::problems) return true;
    return std::ranges::count(problems_, code, &Problem::code) >= static_cast<std::ptrdiff_t>(of_one_code);
}

std::uint32_t Problems::line_of(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < counted_) {
        counted_ = 0;
        line_ = 1;
    }
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(counted_, offset - counted_), '\n'));
    counted_ = offset;
    return line_;
}

} // namespace arna
