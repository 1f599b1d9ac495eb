#include "daemon/operations/operations_feed.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/write/xml_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arna {
namespace {

Time updated(const StoredEvent& event) { return std::max(event.at, event.ended); }

/// In the words of a reader: "later: failing", "zakon-kk: works again", "backup failed".
std::string title_of(const StoredEvent& event) {
    std::string what = event.kind == "ok" ? "works again" : event.kind;
    std::ranges::replace(what, '-', ' ');
    return event.source.empty() ? what : event.source + ": " + what;
}

std::string id_of(const StoredEvent& event, std::string_view authority) {
    const auto subject = event.source.empty() ? std::string() : event.source + "/";
    return fmt::format("tag:{},2026:ops/{}{}/{}", authority, subject, event.kind, event.id);
}

void write_entry(XmlWriter& xml, const StoredEvent& event, std::string_view authority) {
    xml.line_break();
    xml.start("entry");
    xml.element("id", id_of(event, authority));
    xml.element("title", title_of(event));
    xml.element("published", format_rfc3339(event.at));
    xml.element("updated", format_rfc3339(updated(event)));
    xml.start("category");
    xml.attribute("term", event.kind);
    xml.end();
    xml.element("content", event.text);
    xml.end();
}

} // namespace

std::string operations_feed(std::span<const StoredEvent> events, std::string_view base_url, std::string_view authority,
                            Time started) {
    Time latest{};
    for (const auto& event : events) latest = std::max(latest, updated(event));
    XmlWriter xml;
    xml.start("feed");
    xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
    xml.attribute("xml:lang", "en");
    xml.element("id", fmt::format("tag:{},2026:ops", authority));
    xml.element("title", fmt::format("{}: operations", authority));
    xml.element("updated", format_rfc3339(latest == Time{} ? started : latest));
    xml.start("link");
    xml.attribute("rel", "related");
    xml.attribute("href", fmt::format("{}/", base_url));
    xml.end();
    xml.start("author");
    xml.element("name", "arna");
    xml.end();
    for (const auto& event : events) write_entry(xml, event, authority);
    xml.line_break();
    xml.end();
    return std::move(xml).take();
}

} // namespace arna
