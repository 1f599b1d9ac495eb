#include "daemon/app/command/source/clean_json.hpp"

#include "feeds/text/date/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace json = boost::json;

void set(json::object& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

void set(json::object& object, std::string_view key, const std::optional<Time>& time) {
    if (time) object[key] = format_rfc3339(*time);
}

template <class Number>
void set(json::object& object, std::string_view key, const std::optional<Number>& number) {
    if (number) object[key] = *number;
}

template <class Element, class Convert>
void set_list(json::object& object, std::string_view key, const std::vector<Element>& elements, Convert convert) {
    if (elements.empty()) return;
    json::array list;
    for (const Element& element : elements) list.push_back(convert(element));
    object[key] = std::move(list);
}

json::value person(const Person& person) {
    json::object object;
    set(object, "name", person.name);
    set(object, "email", person.email);
    set(object, "uri", person.uri);
    set(object, "avatar", person.avatar);
    return object;
}

json::value category(const Category& category) {
    json::object object;
    set(object, "term", category.term);
    set(object, "scheme", category.scheme);
    set(object, "label", category.label);
    if (category.is_section) object["section"] = true;
    return object;
}

json::value enclosure(const Enclosure& enclosure) {
    json::object object;
    set(object, "url", enclosure.url);
    set(object, "type", enclosure.type);
    set(object, "length", enclosure.length);
    return object;
}

json::value text(const std::string& text) { return json::string(text); }

json::object picture(const Picture& picture) {
    json::object object;
    set(object, "url", picture.url);
    set(object, "type", picture.type);
    set(object, "alt", picture.alt);
    set(object, "credit", picture.credit);
    set(object, "width", picture.width);
    set(object, "height", picture.height);
    return object;
}

json::object provenance(const Provenance& source) {
    json::object object;
    set(object, "id", source.id);
    set(object, "title", source.title);
    set(object, "link", source.link);
    set(object, "self", source.self);
    return object;
}

} // namespace

json::object json_of(const FeedFacts& facts) {
    json::object object;
    set(object, "id", facts.id);
    set(object, "title", facts.title);
    set(object, "subtitle", facts.subtitle);
    set(object, "link", facts.link);
    set(object, "self", facts.self);
    set(object, "language", facts.lang);
    set(object, "rights", facts.rights);
    set(object, "icon", facts.icon);
    set(object, "logo", facts.logo);
    set_list(object, "authors", facts.authors, person);
    set(object, "updated", facts.updated);
    return object;
}

json::object json_of(const Entry& entry) {
    json::object object;
    set(object, "id", entry.id);
    set(object, "link", entry.link);
    set(object, "title", entry.title);
    set(object, "summary", entry.summary.str());
    set(object, "content", entry.content.str());
    set(object, "language", entry.lang);
    set_list(object, "authors", entry.authors, person);
    set_list(object, "contributors", entry.contributors, person);
    set_list(object, "categories", entry.categories, category);
    set_list(object, "hashtags", entry.hashtags, text);
    set_list(object, "enclosures", entry.enclosures, enclosure);
    if (!entry.picture.url.empty()) object["picture"] = picture(entry.picture);
    set(object, "rights", entry.rights);
    set(object, "comments", entry.comments);
    set(object, "via", entry.via);
    if (const auto source = provenance(entry.provenance); !source.empty()) object["source"] = source;
    set(object, "published", entry.published);
    set(object, "updated", entry.updated);
    return object;
}

} // namespace arna
