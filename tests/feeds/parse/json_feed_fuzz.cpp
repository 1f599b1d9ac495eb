// JSON Feeds, whole, damaged and cut.
#include "feeds/parse/format/json_feed.hpp"

#include "tests/feeds/parse/judged_feed.hpp"

#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    const ParseOptions options{.base = "https://feeds.example/feed.json"};
    const auto read = [&] {
        std::deque<RawItem> items;
        auto feed = read_json_feed(DocumentText(std::string_view(text)), options,
                                   [&](const RawFeed&, RawItem item) { items.push_back(std::move(item)); });
        if (feed) feed->items = std::move(items);
        return feed;
    };
    judge(read(), read());
    return 0;
}
