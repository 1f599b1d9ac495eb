// Plain text has no blank at its ends, no empty line, no tab, and is not longer than its markup by more than references
// allow.
#include "feeds/html/plain_text.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = arna::plain_text({reinterpret_cast<const char*>(data), size});
    const auto is_gap = [](char c) { return c == ' ' || c == '\n'; };
    if (!text.empty() && (is_gap(text.front()) || is_gap(text.back()))) std::abort();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\t' || text[i] == '\r' || text[i] == '\f') std::abort();
        if (i > 0 && is_gap(text[i]) && is_gap(text[i - 1])) std::abort();
    }
    if (text.size() > 3 * size) std::abort();
    return 0;
}
