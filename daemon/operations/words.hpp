#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers and spans of time as operators read them.
namespace arna {

/// "18,204"
[[nodiscard]] std::string grouped(std::int64_t count);

/// "1 source", "18,204 sources"
[[nodiscard]] std::string counted(std::int64_t count, std::string_view noun);

/// The two greatest units: "40 s", "2 min", "1 h 55 min", "3 d 4 h". None is negative.
[[nodiscard]] std::string span_text(std::chrono::seconds length);

/// For times gone by, which need no rest: "2 min", "1 h", "3 d".
[[nodiscard]] std::string rough_span(std::chrono::seconds length);

} // namespace arna
