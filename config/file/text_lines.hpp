#pragma once
#include "config/config.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace arna {

/// The place of the byte at `offset` of a file's text. Linear in the offset.
[[nodiscard]] Place place_at(std::string_view text, std::size_t offset, std::uint32_t file);

/// Where the lines of a text begin, for many places in it. The text outlives it and is under 4 GiB.
class TextLines {
public:
    explicit TextLines(std::string_view text);

    /// The text from a line on, which counts from 1; empty behind the last one.
    [[nodiscard]] std::string_view from(std::uint32_t line) const;

private:
    std::string_view text_;
    std::vector<std::uint32_t> begins_;
};

} // namespace arna
