// The first line is the base, the rest the reference.
#include "feeds/text/url/url.hpp"

#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view base = input.substr(0, line);
    const std::string_view reference = input.substr(std::min(line + 1, input.size()));

    const std::string resolved = arna::resolve_url(reference, base);
    if (arna::is_absolute_url(resolved)) {
        const bool printable = std::ranges::all_of(resolved, [](char c) { return c > ' ' && c < '\x7F'; });
        if (!printable || arna::resolve_url(resolved, base) != resolved) std::abort();
    }
    const std::string canonical = arna::canonical_url(resolved);
    if (arna::canonical_url(canonical) != canonical) std::abort();
    const std::string stripped = arna::strip_tracking(reference);
    if (stripped.size() > reference.size() || arna::strip_tracking(stripped) != stripped) std::abort();
    static_cast<void>(arna::registrable_domain(arna::url_host(resolved)));
    static_cast<void>(arna::masked_url(reference));
    return 0;
}
