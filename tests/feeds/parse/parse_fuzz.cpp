// Whole documents. What comes out must be UTF-8, and the same when its items come one at a time and the text is freed.
#include "feeds/parse/parse.hpp"

#include "tests/feeds/parse/judged_feed.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    const ParseOptions options{.base = "https://feeds.example/feed.xml", .content_language = "kk", .time_zone = {}};
    std::deque<RawItem> items;
    auto again = parse(DocumentText(std::string(text)), options,
                       [&](const RawFeed&, RawItem item) { items.push_back(std::move(item)); });
    if (again) again->items = std::move(items);
    judge(parse(text, options), again);
    return 0;
}
