#include "feeds/parse/module/itunes.hpp"

#include "feeds/parse/category.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

using namespace fields;

constexpr std::string_view itunes_scheme = "http://www.itunes.com/";

template <class Part>
auto& itunes_of(Part& part) {
    if (!part.itunes) part.itunes.emplace();
    return *part.itunes;
}

/// The part that has `itunes` of the type that the member belongs to.
template <auto Member>
using PartOf = std::conditional_t<std::is_same_v<Owner<Member>, ItunesFeed>, RawFeed, RawItem>;

template <auto Member>
void plain(Reader& reader, const Element& element, PartOf<Member>& part) {
    if (auto text = reader.value_or_markup(element); !text.empty()) itunes_of(part).*Member = std::move(text);
}

/// <itunes:image href="…"/>, and what is written instead.
template <class Part>
void image(Reader& reader, const Element& element, Part& part) {
    auto made = reader.url(element, element.attribute("href"));
    if (made.empty()) made = reader.url(element, element.attribute("url"));
    if (made.empty()) made = reader.url(element, reader.value_within(element));
    if (made.empty()) return;
    if constexpr (std::same_as<Part, RawItem>) part.image = made;
    itunes_of(part).image = std::move(made);
}

bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return equals_ignoring_case(word, text); });
}

template <class Part>
void is_explicit(Reader& reader, const Element& element, Part& part) {
    const auto word = reader.value(element);
    if (is_word(word, {"yes", "true", "explicit"})) itunes_of(part).is_explicit = true;
    if (is_word(word, {"no", "false", "clean"})) itunes_of(part).is_explicit = false;
}

template <auto Member>
void flag(Reader& reader, const Element& element, PartOf<Member>& part) {
    if (is_word(reader.value(element), {"yes", "true"})) itunes_of(part).*Member = true;
}

template <class Part>
void keywords(Reader& reader, const Element& element, Part& part) {
    for (auto& word : split_list(reader.value(element))) reader.room.add(itunes_of(part).keywords, std::move(word));
}

/// <itunes:owner> holds name and email; some write both in one line.
void owner(Reader& reader, const Element& element, RawFeed& feed) {
    if (!element.has_elements()) {
        auto person = read_person(reader.value(element));
        set(itunes_of(feed).owner_name, std::move(person.name));
        set(itunes_of(feed).owner_email, std::move(person.email));
        return;
    }
    element.each_child([&](const Element& child) {
        if (equals_ignoring_case(child.name, "name")) set(itunes_of(feed).owner_name, reader.value(child));
        if (equals_ignoring_case(child.name, "email")) set(itunes_of(feed).owner_email, reader.value(child));
    });
}

std::string category_name(Reader& reader, const Element& element) {
    constexpr std::size_t longest = 256;
    const auto attribute = trim_html_space(element.attribute("text"));
    auto name = attribute.empty() ? reader.value(element) : std::string(attribute);
    return name.size() <= longest ? name : std::string();
}

/// Categories hold their subcategories; deeper ones do not exist.
template <class Visit>
void each_category(Reader& reader, const Element& element, Visit visit) {
    const auto outer = category_name(reader, element);
    bool has_inner = false;
    element.each_child([&](const Element& child) {
        if (child.ns != Ns::itunes || !equals_ignoring_case(child.name, "category")) return;
        has_inner = true;
        visit(outer, category_name(reader, child));
    });
    if (!has_inner && !outer.empty()) visit(outer, std::string());
}

void feed_category(Reader& reader, const Element& element, RawFeed& feed) {
    each_category(reader, element, [&](const std::string& outer, const std::string& inner) {
        reader.room.add(itunes_of(feed).categories, inner.empty() ? outer : outer + "/" + inner, limits::categories);
    });
}

void item_category(Reader& reader, const Element& element, RawItem& item) {
    const auto add = [&](const std::string& term) {
        if (item.categories.size() >= limits::categories) return;
        Category made{.term = term, .scheme = std::string(itunes_scheme), .label = {}};
        if (!term.empty() && std::ranges::find(item.categories, made) == item.categories.end())
            add_category(reader.room, item.categories, std::move(made));
    };
    each_category(reader, element, [&](const std::string& outer, const std::string& inner) {
        add(outer);
        add(inner);
    });
}

void moved(Reader& reader, const Element& element, RawFeed& feed) {
    const auto made = reader.url(element);
    if (made.empty()) return;
    itunes_of(feed).new_feed_url = made;
    feed.moved_to = made;
}

void duration(Reader& reader, const Element& element, RawItem& item) {
    if (const auto seconds = read_duration(reader.value(element))) itunes_of(item).duration = seconds;
}

constexpr auto feed_rules = std::to_array<FieldRule<RawFeed>>({
    {Ns::itunes, "author", plain<&ItunesFeed::author>},
    {Ns::itunes, "owner", owner},
    {Ns::itunes, "subtitle", plain<&ItunesFeed::subtitle>},
    {Ns::itunes, "summary", plain<&ItunesFeed::summary>},
    {Ns::itunes, "image", image<RawFeed>},
    {Ns::itunes, "category", feed_category},
    {Ns::itunes, "keywords", keywords<RawFeed>},
    {Ns::itunes, "explicit", is_explicit<RawFeed>},
    {Ns::itunes, "block", flag<&ItunesFeed::is_blocked>},
    {Ns::itunes, "complete", flag<&ItunesFeed::is_complete>},
    {Ns::itunes, "type", plain<&ItunesFeed::type>},
    {Ns::itunes, "new-feed-url", moved, rank::module},
});

constexpr auto item_rules = std::to_array<FieldRule<RawItem>>({
    {Ns::itunes, "author", plain<&ItunesItem::author>},
    {Ns::itunes, "title", plain<&ItunesItem::title>},
    {Ns::itunes, "subtitle", plain<&ItunesItem::subtitle>},
    {Ns::itunes, "summary", plain<&ItunesItem::summary>},
    {Ns::itunes, "image", image<RawItem>, rank::module},
    {Ns::itunes, "category", item_category},
    {Ns::itunes, "keywords", keywords<RawItem>},
    {Ns::itunes, "explicit", is_explicit<RawItem>},
    {Ns::itunes, "block", flag<&ItunesItem::is_blocked>},
    {Ns::itunes, "duration", duration},
    {Ns::itunes, "episode", plain<&ItunesItem::episode>},
    {Ns::itunes, "season", plain<&ItunesItem::season>},
    {Ns::itunes, "episodetype", plain<&ItunesItem::episode_type>},
});

} // namespace

std::span<const FieldRule<RawFeed>> itunes_of_feeds() { return feed_rules; }
std::span<const FieldRule<RawItem>> itunes_of_items() { return item_rules; }

} // namespace arna
