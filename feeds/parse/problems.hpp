#pragma once
#include "feeds/text/error.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// Collects what is odd about one document, each with its line; at most limits::problems, each code with its first
/// places. The text must stay as long as it is not detached.
class Problems {
public:
    explicit Problems(std::string_view text) : text_(text) {}

    /// `code` is a literal, `offset` a place in the document's text. The message is only made if it will be listed, for
    /// damage may repeat a million times; foreign text in it is cut by a precision ("{:.80}").
    template <class... Args>
    void add(std::string_view code, std::size_t offset, fmt::format_string<Args...> message, Args&&... args) {
        if (has_room(code)) list(code, fmt::format(message, std::forward<Args>(args)...), line_of(offset));
    }

    /// Without a place.
    template <class... Args>
    void add_without_place(std::string_view code, fmt::format_string<Args...> message, Args&&... args) {
        if (has_room(code)) list(code, fmt::format(message, std::forward<Args>(args)...), 0);
    }

    /// Makes itself independent of the text, which may go then. False if it cannot, for a text that is mostly line
    /// ends.
    [[nodiscard]] bool detach();

    /// Forgets everything from the first `count` on: a first reading gave up and another one begins.
    void rewind(std::size_t count);

    [[nodiscard]] std::size_t size() const { return problems_.size(); }
    [[nodiscard]] std::vector<Problem> take() { return std::move(problems_); }

private:
    [[nodiscard]] bool has_room(std::string_view code);
    void list(std::string_view code, std::string message, std::uint32_t line);
    [[nodiscard]] std::uint32_t line_of(std::size_t offset);
    [[nodiscard]] std::uint32_t line_in_text(std::size_t offset);

    std::string_view text_;
    std::vector<Problem> problems_;
    std::vector<std::pair<std::string_view, std::size_t>> counts_; ///< of each code
    std::size_t counted_ = 0;                                      ///< up to here line_ is known
    std::uint32_t line_ = 1;
    bool is_detached_ = false;
    std::vector<std::uint32_t> line_ends_; ///< their offsets, if detached
};

} // namespace arna
