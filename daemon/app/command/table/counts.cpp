#include "daemon/app/command/table/counts.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

namespace arna {

std::expected<std::optional<std::size_t>, CommandError> count_of(const Arguments& arguments, std::string_view option,
                                                                 std::size_t most) {
    if (!arguments.has(option)) return std::nullopt;
    const std::string& text = arguments.text(option);
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc{} && end == text.data() + text.size() && count >= 1 && count <= most) return count;
    return std::unexpected(CommandError{.status = ExitStatus::wrong,
                                        .where = std::string(option),
                                        .what = fmt::format("'{}' is no number from 1 to {}", text, most)});
}

} // namespace arna
