#include "daemon/app/terminal/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <limits>
#include <string_view>

namespace arna {
namespace {

std::string_view code_of(Style style) {
    switch (style) {
    case Style::plain: return "";
    case Style::bold: return "1";
    case Style::dim: return "2";
    case Style::red: return "31";
    case Style::green: return "32";
    case Style::yellow: return "33";
    }
    return "";
}

std::string in_style(Style style, std::string text) {
    if (style == Style::plain || text.empty()) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m", code_of(style), text);
}

} // namespace

bool is_capable_terminal(int descriptor) {
    const char* color = std::getenv("NO_COLOR"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    const char* term = std::getenv("TERM");      // NOLINT(concurrency-mt-unsafe)
    const bool is_plain =
        (color != nullptr && *color != '\0') || term == nullptr || *term == '\0' || std::string_view(term) == "dumb";
    return !is_plain && ::isatty(descriptor) == 1;
}

std::size_t terminal_columns(int descriptor) {
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::size_t output_columns() {
    return ::isatty(STDOUT_FILENO) == 1 ? terminal_columns(STDOUT_FILENO) : std::numeric_limits<std::size_t>::max();
}

std::string styled(Style style, std::string text) {
    static const bool is_wanted = is_capable_terminal(STDOUT_FILENO);
    return is_wanted ? in_style(style, std::move(text)) : text;
}

std::string styled_error(Style style, std::string text) {
    static const bool is_wanted = is_capable_terminal(STDERR_FILENO);
    return is_wanted ? in_style(style, std::move(text)) : text;
}

} // namespace arna
