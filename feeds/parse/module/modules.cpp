#include "feeds/parse/module/modules.hpp"

#include "feeds/parse/category.hpp"
#include "feeds/parse/fields.hpp"
#include "feeds/parse/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace arna {
namespace {

using namespace fields;

template <class Part>
void subject(Reader& reader, const Element& element, Part& part) {
    reader.each_value_within(
        element, [&](std::string term) { add_category(reader.room, part.categories, {.term = std::move(term)}); });
}

/// A category whose element says that it is a section; the element's name stands for the scheme.
template <class Part>
void section(Reader& reader, const Element& element, Part& part) {
    auto term = reader.value(element);
    if (term.empty()) return;
    add_category(reader.room, part.categories,
                 {.term = std::move(term), .scheme = fmt::format("{}:{}", usual_prefix(element.ns), element.name)});
}

/// Only where xml:lang says nothing.
void language(Reader& reader, const Element& element, RawItem& item) {
    if (item.lang.empty()) item.lang = language_tag(reader.value(element));
}

/// Only where rdf:about says nothing.
template <class Part>
void identifier(Reader& reader, const Element& element, Part& part) {
    if (part.id.empty()) part.id = reader.value(element);
}

template <class Part>
void license(Reader& reader, const Element& element, Part& part) {
    const auto resource = element.attribute("resource");
    set(part.license, resource.empty() ? reader.url(element) : reader.url(element, resource));
}

/// dcterms:valid: "start=2002-10-13T09:00+01:00; end=…; scheme=W3C-DTF".
template <class Part>
void validity(Reader& reader, const Element& element, Part& part) {
    const auto text = reader.value(element);
    Validity valid;
    for (std::string_view rest = text; !rest.empty();) {
        const auto piece = trim_html_space(rest.substr(0, rest.find(';')));
        rest.remove_prefix(
            std::min(rest.size(), rest.find(';') == std::string_view::npos ? rest.size() : rest.find(';') + 1));
        const auto equals = std::min(piece.find('='), piece.size());
        const auto name = trim_html_space(piece.substr(0, equals));
        const auto date = piece.substr(std::min(equals + 1, piece.size()));
        if (equals_ignoring_case(name, "start")) valid.start = reader.date(element, date);
        if (equals_ignoring_case(name, "end")) valid.end = reader.date(element, date);
    }
    if (valid != Validity{}) part.valid = valid;
}

void generator_agent(Reader& reader, const Element& element, RawFeed& feed) {
    const auto resource = element.attribute("resource");
    auto uri = resource.empty() ? reader.url(element) : reader.url(element, resource);
    if (!uri.empty()) feed.generator = Generator{.uri = std::move(uri)};
}

void update_frequency(Reader& reader, const Element& element, RawFeed& feed) {
    set(feed.update_frequency, read_small_count(reader.value(element)));
}

template <bool RawFeed::* Flag>
void flag(Reader&, const Element&, RawFeed& feed) {
    feed.*Flag = true;
}

void comments_count(Reader& reader, const Element& element, RawItem& item) {
    set(item.comments_count, read_count(reader.value(element)));
}

void in_reply_to(Reader& reader, const Element& element, RawItem& item) {
    Reply reply{.ref = std::string(trim_html_space(element.attribute("ref"))),
                .href = reader.url(element, element.attribute("href")),
                .type = std::string(trim_html_space(element.attribute("type"))),
                .source = reader.url(element, element.attribute("source"))};
    if (reply != Reply{}) reader.room.add(item.in_reply_to, std::move(reply));
}

/// The form of the content module before "encoded": rdf:Bag, rdf:li, content:item, and in each of these an rdf:value.
void content_items(Reader& reader, const Element& element, RawItem& item) {
    constexpr auto walk = [](const auto& self, Reader& its, const Element& outer, RawItem& part, int layers) -> void {
        outer.each_child([&](const Element& child) {
            if (child.is(Ns::rdf, "value")) {
                html_of_list<&RawItem::content>(its, child, part);
            } else if (layers > 1) {
                self(self, its, child, part, layers - 1);
            }
        });
    };
    walk(walk, reader, element, item, 4);
}

/// An element that the model does not hold, but whose value is a URL.
template <class Part>
void url_extension(Reader& reader, const Element& element, Part& part) {
    add_extension(reader, element, part.ext, reader.url(element));
}

/// What feeds and items share.
template <class Part>
constexpr auto shared = std::to_array<FieldRule<Part>>({
    {Ns::dc, "title", text<&Part::title>, rank::dc},
    {Ns::dc, "creator", person_of_list<&Part::authors>},
    {Ns::dc, "author", person_of_list<&Part::authors>},
    {Ns::dc, "contributor", person_of_list<&Part::contributors>},
    {Ns::dc, "publisher", person<&Part::publisher>},
    {Ns::dc, "subject", subject<Part>},
    {Ns::dc, "rights", text<&Part::rights>, rank::dc},
    {Ns::dc, "date", date<&Part::updated>, rank::dc},
    {Ns::dc, "identifier", identifier<Part>, rank::dc},
    {Ns::dcterms, "title", text<&Part::title>, rank::dcterms},
    {Ns::dcterms, "creator", person_of_list<&Part::authors>},
    {Ns::dcterms, "contributor", person_of_list<&Part::contributors>},
    {Ns::dcterms, "publisher", person<&Part::publisher>},
    {Ns::dcterms, "subject", subject<Part>},
    {Ns::dcterms, "rights", text<&Part::rights>, rank::dcterms},
    {Ns::dcterms, "issued", date<&Part::published>, rank::dcterms},
    {Ns::dcterms, "created", date<&Part::created>, rank::dcterms},
    {Ns::dcterms, "modified", date<&Part::updated>, rank::dcterms},
    {Ns::dcterms, "date", date<&Part::updated>, rank::module},
    {Ns::dcterms, "valid", validity<Part>},
    {Ns::dcterms, "identifier", identifier<Part>, rank::dcterms},
    {Ns::dcterms, "license", license<Part>, rank::dcterms},
    {Ns::cc, "license", license<Part>},
    {Ns::creative_commons, "license", license<Part>},
});

constexpr auto only_feed = std::to_array<FieldRule<RawFeed>>({
    {Ns::dc, "description", text<&RawFeed::subtitle>, rank::dc},
    {Ns::dcterms, "description", text<&RawFeed::subtitle>, rank::dcterms},
    {Ns::dc, "language", ignore<RawFeed>}, // settle_inheritance() reads it
    {Ns::dcterms, "language", ignore<RawFeed>},
    {Ns::admin, "generatoragent", generator_agent, rank::module},
    {Ns::syndication, "updateperiod", value<&RawFeed::update_period>},
    {Ns::syndication, "updatefrequency", update_frequency},
    {Ns::syndication, "updatebase", date<&RawFeed::update_base>},
    {Ns::history, "complete", flag<&RawFeed::is_complete>},
    {Ns::history, "archive", flag<&RawFeed::is_archive>},
    {Ns::feedburner, "browserfriendly", text<&RawFeed::info>, rank::module},
});

constexpr auto only_item = std::to_array<FieldRule<RawItem>>({
    {Ns::dc, "description", text<&RawItem::summary>, rank::dc},
    {Ns::dcterms, "description", text<&RawItem::summary>, rank::dcterms},
    {Ns::dc, "language", language},
    {Ns::dcterms, "language", language, rank::dcterms},
    {Ns::dcterms, "abstract", text<&RawItem::summary>, rank::dcterms},
    {Ns::content, "encoded", html_of_list<&RawItem::content>},
    {Ns::content, "items", content_items},
    {Ns::xhtml, "body", html_of_list<&RawItem::content>},
    {Ns::xhtml, "div", html_of_list<&RawItem::content>},
    {Ns::yandex, "full-text", html_of_list<&RawItem::content>},
    {Ns::turbo, "content", html_of_list<&RawItem::content>},
    {Ns::yandex, "genre", section<RawItem>},
    {Ns::slash, "section", section<RawItem>},
    {Ns::slash, "comments", comments_count},
    {Ns::thread, "total", comments_count, rank::module},
    {Ns::thread, "in-reply-to", in_reply_to},
    {Ns::wfw, "commentrss", url<&RawItem::comments_feed>},
    {Ns::wfw, "comment", url_extension<RawItem>},
});

constexpr auto feed_rules = joined(shared<RawFeed>, only_feed);
constexpr auto item_rules = joined(shared<RawItem>, only_item);

} // namespace

std::span<const FieldRule<RawFeed>> feed_modules() { return feed_rules; }
std::span<const FieldRule<RawItem>> item_modules() { return item_rules; }

} // namespace arna
