#include "daemon/app/terminal/local_time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace arna {

std::tm local_time(Time time) {
    const std::time_t moment = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    std::tm broken{};
    ::localtime_r(&moment, &broken);
    return broken;
}

std::string local_minute(Time time) {
    const auto at = local_time(time);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", at.tm_year + 1900, at.tm_mon + 1, at.tm_mday, at.tm_hour,
                       at.tm_min);
}

} // namespace arna
