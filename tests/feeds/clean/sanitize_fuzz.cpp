// What comes out holds only what the rules allow, is balanced, is not longer than six times what went in (and a
// little), and a
// second pass changes nothing.
#include "feeds/clean/markup/sanitize.hpp"

#include "feeds/text/characters.hpp"
#include "tests/feeds/clean/safe_markup.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

using namespace arna;

namespace {

void require(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << what << '\n';
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    const SanitizeOptions options{
        .base = size % 2 == 0 ? "https://example.kz/a/b" : "", .is_xml = size % 3 == 0, .as_written = size % 5 == 0};
    const std::string safe = sanitize(html, options).str();
    require(text_prefix(safe) == safe.size(), "not of XML characters");
    require(safe.size() <= 6 * size + 8192, "grew");
    const std::string fault = fault_in(safe);
    require(fault.empty(), fault);
    require(sanitize(safe, {.base = options.base, .as_written = options.as_written}).str() == safe,
            "a second pass changed it");
    return 0;
}
