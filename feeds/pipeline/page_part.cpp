#include "feeds/pipeline/page_part.hpp"

#include "feeds/clean/clean.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// What a category's scheme is called that a page has as its section: `section:` finds it by that.
constexpr std::string_view section_scheme = "page:section";

Text plain(std::string value) { return {.value = std::move(value), .type = Text::Type::plain}; }

RawItem item_of(PageReading& reading) {
    RawItem item;
    item.title = plain(std::move(reading.title));
    item.summary = plain(std::move(reading.summary));
    if (!reading.content.empty()) item.content = {{.value = reading.content.str(), .type = Text::Type::html}};
    item.lang = std::move(reading.lang);
    item.authors = std::move(reading.authors);
    if (!reading.section.empty())
        item.categories.push_back({.term = std::move(reading.section), .scheme = std::string(section_scheme)});
    std::ranges::move(reading.categories, std::back_inserter(item.categories));
    item.published = reading.published;
    item.updated = reading.updated;
    item.image = reading.image.url;
    return item;
}

} // namespace

PagePart page_part(PageReading reading, const std::string& language, Time now) {
    PagePart part;
    part.evidence = std::move(reading.evidence);
    auto credit = std::move(reading.image.credit), caption = std::move(reading.image.caption);
    const auto image = reading.image.url;
    Cleaner cleaner({.base = reading.link, .language = language}, now);
    const RawFeed page;
    cleaner.add(page, item_of(reading));
    auto cleaned = cleaner.finish({});
    part.entry = std::move(cleaned.items.front().entry);
    part.entry.id.clear();
    part.entry.link.clear();
    auto& picture = part.entry.picture;
    if (image.empty()) picture = {}; // what the markup has is the page's choice already
    if (!picture.url.empty() && !credit.empty()) picture.credit = std::move(credit);
    if (!picture.url.empty() && picture.alt.empty()) picture.alt = std::move(caption);
    return part;
}

} // namespace arna
