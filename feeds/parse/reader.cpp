#include "feeds/parse/reader.hpp"

#include "feeds/parse/markup.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// What an element without text says: the attribute that carries its value, or else the only one that it has.
std::string main_attribute(Reader& reader, const Element& element) {
    struct Name {
        std::string_view name;
        bool is_url;
    };
    constexpr auto names = std::to_array<Name>({{"url", true},
                                                {"href", true},
                                                {"resource", true},
                                                {"value", false},
                                                {"content", false},
                                                {"text", false},
                                                {"src", true},
                                                {"uri", false},
                                                {"ref", false}});
    for (const auto& [name, is_url] : names) {
        const auto value = trim_html_space(element.attribute(name));
        if (!value.empty()) return is_url ? reader.url(element, value) : std::string(value);
    }
    const auto only = element.node.first_attribute();
    const bool is_alone = only && !only.next_attribute() && !element.node.first_child();
    if (!is_alone || std::string_view(only.name()).starts_with("xml")) return {};
    return std::string(trim_html_space(only.value()));
}

std::string extension_name(const Element& element) {
    const auto prefix = usual_prefix(element.ns);
    if (!prefix.empty()) return fmt::format("{}:{}", prefix, element.name);
    return element.node.name();
}

} // namespace

std::string absolute_url(std::string_view reference, std::string_view base) {
    reference = trim_html_space(reference);
    if (reference.empty()) return {};
    const bool has_blanks = reference.find_first_of(" \t\r\n") != std::string_view::npos;
    if (!has_blanks && is_absolute_url(reference)) return std::string(reference);
    return resolve_url(reference, base);
}

Reader::Reader(XmlDocument& its_document, Problems& its_problems, const ParseOptions& its_options, Room& its_room,
               FeedFormat its_format, const TakeItem& its_take)
    : document(its_document),
      problems(its_problems),
      options(its_options),
      room(its_room),
      dates{.time_zone = its_options.time_zone},
      format(its_format),
      take(its_take) {}

void Reader::collect(const Element& item) {
    if (items.size() < limits::items && room.take(sizeof(RawItem))) {
        items.push_back(item);
    } else {
        problems.add("feed-too-long", item.offset(), "further items are left out");
    }
}

void Reader::read_items(const RawFeed& feed, RawItem (*read)(Reader& reader, const Element& item)) {
    for (const auto& element : items) {
        const auto scopes = document.known_scopes();
        auto item = read(*this, element);
        room.count(item);
        take(feed, std::move(item));
        document.forget(scopes);
        document.drop(element);
    }
    items.clear();
}

std::string Reader::value(const Element& element) { return std::string(trim_html_space(element.text(room_))); }

std::string Reader::value_or_markup(const Element& element) {
    if (!element.has_elements()) return value(element);
    const auto markup = inner_markup(element, Between::escaped);
    return std::string(trim_html_space(markup));
}

std::string Reader::all_text(const Element& element) {
    if (!element.has_elements()) return value(element);
    std::string all;
    const auto top = element.node;
    for (auto node = top; node;) {
        all += node.value();
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) node = node.parent();
        node = node == top ? pugi::xml_node() : node.next_sibling();
    }
    return std::string(trim_html_space(all));
}

std::string Reader::value_within(const Element& element) {
    auto found = value(element);
    const auto top = element.node;
    auto node = top.first_child();
    while (found.empty() && node) {
        found = trim_html_space(node.value());
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) node = node.parent();
        node = node == top ? pugi::xml_node() : node.next_sibling();
    }
    return found;
}

std::string Reader::url(const Element& element) { return url(element, element.text(room_)); }

std::string Reader::url(const Element& element, std::string_view reference) {
    return absolute_url(reference, element.base());
}

std::string Reader::identifier(const Element& element) {
    const auto id = trim_html_space(element.text(room_));
    const bool is_path =
        id.find('/') != std::string_view::npos && id.find_first_of(" \t\r\n") == std::string_view::npos;
    if (!is_path || is_absolute_url(id)) return std::string(id);
    return resolve_url(id, element.base());
}

std::optional<Time> Reader::date(const Element& element) { return date(element, element.text(room_)); }

std::optional<Time> Reader::date(const Element& element, std::string_view text) {
    text = trim_html_space(text);
    if (text.empty()) return std::nullopt;
    auto time = parse_date(text, dates);
    if (!time) {
        problems.add("date-unreadable", element.offset(), "<{:.80}>: {:.80}", element.node.name(), text);
    }
    return time;
}

void add_extension(Reader& reader, const Element& element, Extensions& extensions) {
    auto value = reader.value(element);
    if (value.empty()) {
        value = main_attribute(reader, element);
    } else if (element.has_elements()) {
        value = reader.value_or_markup(element);
    }
    add_extension(reader, element, extensions, std::move(value));
}

void add_extension(Reader& reader, const Element& element, Extensions& extensions, std::string value) {
    if (value.empty()) return;
    auto name = extension_name(element);
    const auto found = std::ranges::find(extensions, name, &Extensions::value_type::first);
    if (found != extensions.end()) {
        reader.room.add(found->second, std::move(value));
    } else if (extensions.size() < limits::extensions &&
               reader.room.take(sizeof(Extensions::value_type) + sizeof value + heap_bytes(value))) {
        extensions.emplace_back(std::move(name), std::vector{std::move(value)});
    }
}

} // namespace arna
