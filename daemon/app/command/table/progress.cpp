#include "daemon/app/command/table/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace arna {
namespace {

bool is_wanted() {
    const char* color = std::getenv("NO_COLOR"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    const char* term = std::getenv("TERM");      // NOLINT(concurrency-mt-unsafe)
    const bool is_plain = (color != nullptr && *color != '\0') || (term != nullptr && std::string_view(term) == "dumb");
    return !is_plain && ::isatty(STDERR_FILENO) == 1;
}

} // namespace

Progress::Progress(std::size_t total) : total_(total), is_shown_(is_wanted()) {}

Progress::~Progress() {
    if (is_shown_ && done_ > 0) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::size_t done) {
    done_ = done;
    if (!is_shown_) return;
    constexpr std::size_t width = 30;
    const std::size_t filled = total_ == 0 ? width : std::min(done_, total_) * width / total_;
    fmt::print(stderr, "\r\x1b[K[{:#<{}}{:.<{}}] {}/{}", "", filled, "", width - filled, done_, total_);
    std::fflush(stderr);
}

} // namespace arna
