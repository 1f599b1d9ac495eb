#include "feeds/text/date/date.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(arna::parse_date(text, {.time_zone = "Asia/Almaty"}));
    static_cast<void>(arna::parse_http_date(text));
    const auto time = arna::parse_date(text);
    if (!time) return 0;
    // What was read can be written in every form and read again.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*time);
    if (seconds < std::chrono::sys_days(std::chrono::year(1) / 1 / 1)) return 0;
    if (seconds >= std::chrono::sys_days(std::chrono::year(10000) / 1 / 1)) return 0;
    if (arna::parse_date(arna::format_rfc3339(*time)) != seconds) std::abort();
    if (arna::parse_date(arna::format_rfc2822(*time)) != seconds) std::abort();
    if (arna::parse_http_date(arna::format_http_date(*time)) != seconds) std::abort();
    return 0;
}
