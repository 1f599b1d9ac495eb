// The first byte says how the rest is split into a Content-Type value and a document.
#include "feeds/text/charset/charset.hpp"

#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t split = std::min<std::size_t>(data[0], input.size());
    const arna::Decoded decoded = arna::decode(std::string(input.substr(split)), input.substr(0, split));
    if (arna::utf8_prefix(decoded.text) != decoded.text.size()) std::abort();
    if (decoded.text.starts_with("\uFEFF") && !input.substr(split).contains("\uFEFF")) std::abort();
    if (decoded.encoding.empty()) std::abort();
    if (decoded.text.size() > input.size() * 3 + 3) std::abort();
    return 0;
}
