#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace arna {

/// What a program writes to standard output, its last `limit` bytes; empty where it cannot be run or fails. No shell is
/// involved; it sees neither our standard input nor our standard error. `words`: its path and arguments.
[[nodiscard]] std::string output_of(std::span<const std::string> words, std::size_t limit);

} // namespace arna
