// JSON Feeds, whole, damaged and cut.
#include "feeds/parse/json_feed.hpp"

#include "tests/feeds/parse/judged_feed.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    const ParseOptions options{.base = "https://feeds.example/feed.json"};
    judge(read_json_feed(text, options), read_json_feed(text, options));
    return 0;
}
