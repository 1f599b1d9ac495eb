#pragma once

namespace arna {

/// Whether a terminal obeys a character rather than shows it, or shows others out of their order for it: controls (C0
/// with tab and line feed, U+007F, C1), line and paragraph separators, and the bidirectional controls. Foreign text
/// must not bring them into a message.
[[nodiscard]] constexpr bool is_terminal_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace arna
