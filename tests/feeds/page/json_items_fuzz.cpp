// Whatever the rules and the answer, items have links of http(s), and within the bounds. The first lines are rules, the
// rest is the answer.
#include "feeds/page/ruled/json_items.hpp"

#include "feeds/page/limits.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace arna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    ItemRules rules;
    for (const auto& key : item_rule_keys) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) break;
        if (end > 0) rules.*key.member = std::string(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    if (!rules.each) rules.each = "";
    const auto compiled = compile_json_rules(rules);
    if (!compiled) return 0;
    const auto reading = read_json_items({.bytes = std::string(rest), .url = "https://api.qala.kz/"}, &*compiled, {},
                                         Time(std::chrono::seconds(1'771'826'100)));
    if (reading.items.size() > page_limits::items) std::abort();
    for (const RawItem& item : reading.items) {
        if (!is_http_url(item.link)) std::abort();
        if (item.title.value.size() > 4 * page_limits::field_bytes) std::abort();
    }
    return 0;
}
