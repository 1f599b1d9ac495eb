// Whole documents. What comes out must be UTF-8, and the same twice.
#include "feeds/parse/parse.hpp"

#include "tests/feeds/parse/judged_feed.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    const ParseOptions options{.base = "https://feeds.example/feed.xml", .content_language = "kk", .time_zone = {}};
    judge(parse(text, options), parse(text, options));
    return 0;
}
