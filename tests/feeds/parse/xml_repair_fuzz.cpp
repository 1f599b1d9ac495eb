// Whatever comes in, what comes out must be XML to pugixml, and repairing it again must find nothing to repair.
#include "feeds/parse/xml/repair.hpp"
#include "feeds/text/unicode.hpp"

#include <pugixml.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const auto text = xml_characters(std::string_view(reinterpret_cast<const char*>(data), size));
    Problems problems(text);
    const auto repaired = repair_xml(text, problems);
    if (!repaired || repaired->text.empty()) return 0;
    pugi::xml_document document;
    if (!document.load_buffer(repaired->text.data(), repaired->text.size(), pugi::parse_default, pugi::encoding_utf8))
        std::abort();
    for (const auto& item : repaired->items) {
        if (item.begin >= item.end || item.end > text.size() || text[item.begin] != '<') std::abort();
        if (repaired->map.original(item.name) != item.begin + 1) std::abort();
    }
    Problems none(repaired->text);
    const auto again = repair_xml(repaired->text, none);
    if (!again || again->text != repaired->text) std::abort();
    return 0;
}
