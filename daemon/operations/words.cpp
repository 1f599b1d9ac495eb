#include "daemon/operations/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arna {

std::string grouped(std::int64_t count) {
    auto digits = std::to_string(count);
    const std::ptrdiff_t first = count < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string span_text(std::chrono::seconds length) {
    const auto count = std::max<std::int64_t>(length.count(), 0);
    if (count < 60) return fmt::format("{} s", count);
    const auto minutes = (count + 30) / 60;
    if (minutes < 60) return fmt::format("{} min", minutes);
    const auto with_rest = [](std::int64_t whole, std::string_view unit, std::int64_t rest, std::string_view less) {
        return rest == 0 ? fmt::format("{} {}", whole, unit) : fmt::format("{} {} {} {}", whole, unit, rest, less);
    };
    if (minutes < std::int64_t{24} * 60) return with_rest(minutes / 60, "h", minutes % 60, "min");
    const auto hours = (minutes + 30) / 60;
    return with_rest(hours / 24, "d", hours % 24, "h");
}

std::string rough_span(std::chrono::seconds length) {
    const auto minutes = (std::max<std::int64_t>(length.count(), 0) + 30) / 60;
    if (minutes < 60) return span_text(length);
    const auto hours = (minutes + 30) / 60;
    return hours < 48 ? fmt::format("{} h", hours) : fmt::format("{} d", (hours + 12) / 24);
}

} // namespace arna
