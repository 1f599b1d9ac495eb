#pragma once
#include "feeds/parse/xml/pattern_search.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace arna {

/// Tells in damaged markup whether the end of a feed is one: while more items come, it is not. Asked from places that
/// never go back.
class ItemsAhead {
public:
    explicit ItemsAhead(std::string_view text)
        : text_(text), item_(text, "<item"), entry_(text, "<entry"), root_(text, {}) {}

    /// Another feed begins with the same tag as this one: "<rss", which stands at `begin`.
    void set_root(std::size_t begin, std::size_t size) { root_ = PatternSearch(text_, text_.substr(begin, size)); }

    /// Whether an item follows before another feed begins.
    [[nodiscard]] bool any(std::size_t from) {
        return std::min(item_.next(from), entry_.next(from)) < root_.next(from);
    }

private:
    std::string_view text_;
    PatternSearch item_, entry_, root_;
};

} // namespace arna
