#include "daemon/app/terminal/shown_text.hpp"

#include "feeds/text/terminal.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace arna {

std::string shown_text(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = i;
        const char32_t c = next_code_point(text, i);
        if (is_terminal_control(c))
            fmt::format_to(std::back_inserter(shown), "\\u{:04x}", static_cast<std::uint32_t>(c));
        else
            shown.append(text, begin, i - begin);
    }
    return shown;
}

} // namespace arna
