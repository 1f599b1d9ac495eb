#include "feeds/parse/problems.hpp"

#include "feeds/parse/limits.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t of_one_code = 10; ///< so that one kind of damage does not hide the others

} // namespace

void Problems::list(std::string_view code, std::string message, std::uint32_t line) {
    problems_.push_back({std::string(code), std::move(message), line});
}

void Problems::rewind(std::size_t count) {
    problems_.resize(count);
    counts_.clear();
}

bool Problems::has_room(std::string_view code) {
    if (problems_.size() >= limits::problems) return false;
    auto found = std::ranges::find(counts_, code, &std::pair<std::string_view, std::size_t>::first);
    if (found == counts_.end()) found = counts_.insert(counts_.end(), {code, 0});
    return ++found->second <= of_one_code;
}

bool Problems::detach() {
    constexpr std::size_t bytes_of_a_line = 16; // the table takes half of the text's memory at most
    if (is_detached_) return true;
    const auto most = text_.size() / bytes_of_a_line;
    for (auto end = text_.find('\n'); end != std::string_view::npos; end = text_.find('\n', end + 1)) {
        if (line_ends_.size() > most) {
            line_ends_ = {};
            return false;
        }
        line_ends_.push_back(static_cast<std::uint32_t>(end));
    }
    text_ = {};
    is_detached_ = true;
    return true;
}

std::uint32_t Problems::line_of(std::size_t offset) {
    if (!is_detached_) return line_in_text(offset);
    return static_cast<std::uint32_t>(std::ranges::lower_bound(line_ends_, offset) - line_ends_.begin()) + 1;
}

std::uint32_t Problems::line_in_text(std::size_t offset) {
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
