#pragma once
#include "feeds/text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Collects what is odd about one document, each with its line; at most limits::problems, each code with its first places.
/// The text must outlive it.
class Problems {
public:
    explicit Problems(std::string_view text) : text_(text) {}

    /// `offset` is a place in the document's text.
    void add(std::string_view code, std::string message, std::size_t offset);

    /// Without a place.
    void add(std::string_view code, std::string message);

    /// Forgets everything from the first `count` on: a first reading gave up and another one begins.
    void rewind(std::size_t count) { problems_.resize(count); }

    [[nodiscard]] std::size_t size() const { return problems_.size(); }
    [[nodiscard]] std::vector<Problem> take() { return std::move(problems_); }

private:
    [[nodiscard]] bool is_full(std::string_view code) const;
    [[nodiscard]] std::uint32_t line_of(std::size_t offset);

    std::string_view text_;
    std::vector<Problem> problems_;
    std::size_t counted_ = 0; ///< up to here line_ is known
    std::uint32_t line_ = 1;
};

} // namespace arna
