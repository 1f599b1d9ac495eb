// Whole documents. What comes out must be UTF-8, and the same twice.
#include "feeds/parse/parse.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    const ParseOptions options{.base = "https://feeds.example/feed.xml", .content_language = "kk", .time_zone = {}};
    const auto feed = parse(text, options);
    if (!feed) return 0;
    const auto json = model_json(*feed);
    if (utf8_prefix(json) != json.size()) std::abort();
    boost::system::error_code error;
    boost::json::parse(json, error);
    if (error) std::abort();
    if (parse(text, options).value() != *feed) std::abort();
    for (const auto& problem : feed->problems) {
        if (problem.code == "xml-not-repaired") std::abort();
    }
    return 0;
}
