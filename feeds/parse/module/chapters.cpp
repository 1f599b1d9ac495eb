#include "feeds/parse/module/chapters.hpp"

#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <array>
#include <utility>

namespace arna {
namespace {

/// The first list counts.
void chapters(Reader& reader, const Element& element, RawItem& item) {
    if (!item.chapters.empty()) return;
    element.each_child([&](const Element& child) {
        if (!child.is(Ns::podlove, "chapter")) return;
        const auto start = read_duration(child.attribute("start"));
        if (!start) return;
        reader.room.add(item.chapters, Chapter{.start = *start,
                                               .title = std::string(trim_html_space(child.attribute("title"))),
                                               .link = reader.url(child, child.attribute("href")),
                                               .image = reader.url(child, child.attribute("image"))});
    });
}

constexpr auto rules = std::to_array<FieldRule<RawItem>>({{Ns::podlove, "chapters", chapters}});

} // namespace

std::span<const FieldRule<RawItem>> chapters_of_items() { return rules; }

} // namespace arna
