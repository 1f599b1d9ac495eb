#pragma once
#include "feeds/parse/xml/source_map.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// A copy of a text with edits. What is unchanged is copied in long runs; edits come in the order of the text.
class EditedCopy {
public:
    explicit EditedCopy(std::string_view text) : text_(text) { made_.reserve(text.size() + text.size() / 64 + 64); }

    /// Puts `with` in place of the text from `begin` to `end`.
    void replace(std::size_t begin, std::size_t end, std::string_view with) {
        copy_up_to(begin);
        made_ += with;
        copied_ = end;
        map_.note(made_.size(), end);
    }

    void drop(std::size_t begin, std::size_t end) { replace(begin, end, {}); }
    void insert(std::size_t at, std::string_view what) { replace(at, at, what); }

    void copy_up_to(std::size_t end) {
        if (end <= copied_) return;
        made_.append(text_, copied_, end - copied_);
        copied_ = end;
    }

    /// Where the text at `at`, behind the last edit, will stand in the copy. The map will know it.
    [[nodiscard]] std::size_t place_of(std::size_t at) {
        map_.keep();
        return made_.size() + (at - copied_);
    }

    /// Size of the copy up to the last edit.
    [[nodiscard]] std::size_t size() const { return made_.size(); }
    [[nodiscard]] std::string take_text() { return std::move(made_); }
    [[nodiscard]] SourceMap take_map() { return std::move(map_); }

private:
    std::string_view text_;
    std::string made_;
    std::size_t copied_ = 0; ///< up to here the text is in the copy, or edited out
    SourceMap map_;
};

} // namespace arna
