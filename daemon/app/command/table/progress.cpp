#include "daemon/app/command/table/progress.hpp"

#include "daemon/app/terminal/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace arna {
Progress::Progress(std::size_t total) : total_(total), is_shown_(is_capable_terminal(STDERR_FILENO)) {}

Progress::~Progress() {
    if (is_shown_ && done_ > 0) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::size_t done) {
    done_ = done;
    if (!is_shown_) return;
    constexpr std::size_t widest = 30, narrowest = 5;
    const auto count = fmt::format("{}/{}", done_, total_);
    const auto taken = count.size() + 4; // brackets, a blank, and the cursor's place
    const auto columns = terminal_columns(STDERR_FILENO);
    const auto width = columns < taken + narrowest ? 0 : std::min(widest, columns - taken);
    const auto filled = total_ == 0 ? width : std::min(done_, total_) * width / total_;
    const auto bar = width == 0 ? std::string() : fmt::format("[{:#<{}}{:.<{}}] ", "", filled, "", width - filled);
    fmt::print(stderr, "\r\x1b[K{}{}", bar, count);
    std::fflush(stderr);
}

} // namespace arna
