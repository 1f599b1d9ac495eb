#include "feeds/parse/module/media_rss.hpp"

#include "feeds/parse/category.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace arna {
namespace {

using namespace fields;

std::string at(const Element& element, std::string_view name) {
    return std::string(trim_html_space(element.attribute(name)));
}

std::string url_of(Reader& reader, const Element& element) {
    auto made = reader.url(element, element.attribute("url"));
    return made.empty() ? reader.url(element) : made;
}

/// media:title and media:description say themselves what they are: type="plain" or "html".
Text media_text(Reader& reader, const Element& element) {
    const auto type = trim_html_space(element.attribute("type"));
    auto made = rss_text(reader, element, equals_ignoring_case(type, "html") ? RssText::html : RssText::plain_or_html);
    if (equals_ignoring_case(type, "plain") && made.type == Text::Type::html) made.type = Text::Type::plain;
    return made;
}

template <auto Member>
void media_text_of(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, media_text(reader, element));
}

void thumbnail(Reader& reader, const Element& element, Media& media) {
    Media::Thumbnail made{.url = url_of(reader, element),
                          .width = read_small_count(element.attribute("width")),
                          .height = read_small_count(element.attribute("height")),
                          .time = at(element, "time")};
    if (!made.url.empty()) reader.room.add(media.thumbnails, std::move(made));
}

void credit(Reader& reader, const Element& element, Media& media) {
    Media::Credit made{.name = reader.value(element), .role = at(element, "role"), .scheme = at(element, "scheme")};
    if (!made.name.empty()) reader.room.add(media.credits, std::move(made));
}

void player(Reader& reader, const Element& element, Media& media) { set(media.player, url_of(reader, element)); }

/// What may stand in a media:content, in a media:group, or in the item for all of its media.
constexpr auto shared_rules = std::to_array<FieldRule<Media>>({
    {Ns::media, "title", media_text_of<&Media::title>},
    {Ns::media, "description", media_text_of<&Media::description>},
    {Ns::media, "thumbnail", thumbnail},
    {Ns::media, "credit", credit},
    {Ns::media, "rating", value<&Media::rating>},
    {Ns::media, "player", player},
});

template <class Part>
void category(Reader& reader, const Element& element, Part& part) {
    Category made{.term = reader.value(element), .scheme = at(element, "scheme"), .label = at(element, "label")};
    add_category(reader.room, part.categories, std::move(made));
}

const ElementTable<Media>& table_of_media() {
    static const ElementTable<Media> table(shared_rules);
    return table;
}

/// Categories of a content or group are the item's, and so is what the model does not hold.
void leave_to_item(Reader& reader, const Element& child, RawItem& item) {
    if (child.is(Ns::media, "category")) {
        category(reader, child, item);
    } else if (table_of_media().find(child.ns, child.name) == nullptr) {
        add_extension(reader, child, item.ext);
    }
}

Media read_content(Reader& reader, const Element& element, RawItem& item) {
    Media made;
    made.url = reader.url(element, element.attribute("url"));
    made.type = at(element, "type");
    made.medium = at(element, "medium");
    made.width = read_small_count(element.attribute("width"));
    made.height = read_small_count(element.attribute("height"));
    made.duration = read_duration(element.attribute("duration"));
    made.size = read_count(element.attribute("fileSize"));
    made.expression = at(element, "expression");
    made.is_default = equals_ignoring_case(at(element, "isDefault"), "true");
    read_children(reader, element, table_of_media(), made);
    element.each_child([&](const Element& child) { leave_to_item(reader, child, item); });
    return made;
}

/// Adds an object, within limits::media.
void keep(Reader& reader, std::vector<Media>& contents, Media media) {
    if (media == Media{} || reader.media_left == 0) return;
    if (reader.room.add(contents, std::move(media))) --reader.media_left;
}

/// What is said for all contents of a level: single values hold for each that does not say otherwise; pictures and
/// credits go to the first, so that none is told twice. Without contents it makes an entry of its own.
void spread(Reader& reader, const Media& shared, std::vector<Media>& contents, std::size_t first) {
    constexpr std::size_t longest = 4096; // longer texts are not copied, but for the first content
    if (shared == Media{}) return;
    if (contents.size() == first) return keep(reader, contents, shared);
    const auto size = heap_bytes(shared);
    for (auto i = first; i < contents.size(); ++i) {
        if (i > first && (size > longest || !reader.room.take(size))) break;
        auto& content = contents[i];
        if (content.title.empty()) content.title = shared.title;
        if (content.description.empty()) content.description = shared.description;
        if (content.rating.empty()) content.rating = shared.rating;
        if (content.player.empty()) content.player = shared.player;
    }
    auto& head = contents[first];
    std::ranges::copy(shared.thumbnails, std::back_inserter(head.thumbnails));
    std::ranges::copy(shared.credits, std::back_inserter(head.credits));
}

/// One level: a group, or the item itself, which may hold groups.
void read_level(Reader& reader, const Element& level, RawItem& item) {
    const bool is_group = level.is(Ns::media, "group");
    const auto first = item.media.size();
    Media shared;
    read_children(reader, level, table_of_media(), shared);
    if (item.title.empty()) item.title = shared.title;
    if (item.summary.empty()) item.summary = shared.description;
    level.each_child([&](const Element& child) {
        if (child.is(Ns::media, "content")) {
            keep(reader, item.media, read_content(reader, child, item));
        } else if (child.is(Ns::media, "group") && !is_group) {
            read_level(reader, child, item);
        } else if (is_group) {
            leave_to_item(reader, child, item);
        }
    });
    spread(reader, shared, item.media, first);
}

/// Leaves the element to settle_media().
void later(Reader& reader, const Element&, RawItem&) { reader.has_media = true; }

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::media, "category", category<RawItem>},
    {Ns::media, "content", later},
    {Ns::media, "group", later},
    {Ns::media, "title", later},
    {Ns::media, "description", later},
    {Ns::media, "thumbnail", later},
    {Ns::media, "credit", later},
    {Ns::media, "rating", later},
    {Ns::media, "player", later},
});

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({
    {Ns::media, "category", category<RawFeed>},
    {Ns::media, "title", media_text_of<&RawFeed::title>, rank::module},
});

} // namespace

std::span<const FieldRule<RawFeed>> media_of_feeds() { return feed_rules; }
std::span<const FieldRule<RawItem>> media_of_items() { return item_rules; }

void settle_media(Reader& reader, const Element& element, RawItem& item) {
    if (!std::exchange(reader.has_media, false)) return;
    read_level(reader, element, item);
}

} // namespace arna
