#pragma once
#include <cstddef>
#include <string_view>

namespace arna {

/// Looks for a pattern again and again, from places that never go back, without reading any part of the text twice:
/// many beginnings without an end cost one search.
class PatternSearch {
public:
    PatternSearch(std::string_view text, std::string_view pattern) : text_(text), pattern_(pattern) {}

    /// Where it is next, from `from` on; npos if it is nowhere.
    [[nodiscard]] std::size_t next(std::size_t from) {
        if (!is_known_ || found_ < from) found_ = text_.find(pattern_, from);
        is_known_ = true;
        return found_;
    }

    [[nodiscard]] std::size_t size() const { return pattern_.size(); }

private:
    std::string_view text_;
    std::string_view pattern_;
    std::size_t found_ = 0;
    bool is_known_ = false;
};

} // namespace arna
