#include "daemon/publish/operations.hpp"

#include "daemon/store/store.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/write/xml_writer.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>

namespace arna {
namespace {

namespace json = boost::json;

std::string title_of(const SourceRecord& source) {
    if (!source.title.empty()) return source.title;
    return source.facts.title.empty() ? source.name : source.facts.title;
}

/// Empty for a moment that has not come: the epoch.
std::string moment(Time time) { return time == Time{} ? std::string() : format_rfc3339(time); }

void add(json::object& object, std::string_view key, std::string_view value) {
    if (!value.empty()) object[key] = value;
}

json::object source_json(const SourceRecord& source) {
    const PollState& poll = source.poll;
    json::object object;
    object["name"] = source.name;
    add(object, "title", title_of(source));
    add(object, "url", masked_url(source.url));
    object["health"] = health_name(health(poll));
    add(object, "last_poll", moment(poll.tried));
    add(object, "last_success", moment(poll.succeeded));
    add(object, "last_change", moment(poll.changed));
    add(object, "next_poll", moment(poll.due));
    object["wait_seconds"] = std::chrono::floor<std::chrono::seconds>(poll.wait).count();
    add(object, "lengthened_by", poll.lengthened_by);
    if (poll.status > 0) object["status"] = poll.status;
    object["failures"] = poll.failures;
    add(object, "error", poll.error);
    add(object, "moved_to", masked_url(poll.moved_url));
    return object;
}

json::object tag_json(const Operations::Tag& tag) {
    json::object object;
    object["name"] = tag.record.name;
    object["slug"] = tag.record.slug;
    object["members"] = tag.members;
    object["position"] = tag.record.state.position;
    object["version"] = tag.record.state.version;
    add(object, "last_change", moment(tag.record.state.changed));
    return object;
}

void cell(XmlWriter& html, std::string_view text) { html.element("td", text); }

void begin_table(XmlWriter& html, std::string_view title, std::initializer_list<std::string_view> columns) {
    html.line_break();
    html.element("h2", title);
    html.start("table");
    html.start("tr");
    for (const auto column : columns) html.element("th", column);
    html.end();
}

void source_row(XmlWriter& html, const SourceRecord& source) {
    const PollState& poll = source.poll;
    html.line_break();
    html.start("tr");
    html.attribute("class", health_name(health(poll)));
    html.start("td");
    html.element("b", source.name);
    html.text(" ");
    html.text(masked_url(source.url));
    html.end();
    cell(html, health_name(health(poll)));
    cell(html, poll.status > 0 ? fmt::format("{}", poll.status) : std::string());
    cell(html, moment(poll.tried));
    cell(html,
         poll.lengthened_by.empty() ? moment(poll.due) : fmt::format("{} ({})", moment(poll.due), poll.lengthened_by));
    cell(html, moment(poll.changed));
    cell(html, poll.failures > 0 ? fmt::format("{} in a row: {}", poll.failures, poll.error) : poll.error);
    html.end();
}

void tag_row(XmlWriter& html, const Operations::Tag& tag) {
    html.line_break();
    html.start("tr");
    cell(html, tag.record.name);
    cell(html, tag.record.slug);
    cell(html, fmt::format("{}", tag.members));
    cell(html, moment(tag.record.state.changed));
    html.end();
}

constexpr std::string_view status_style = R"css(
:root { color-scheme: light dark; }
body { margin: 1.5rem; font: 1rem/1.45 system-ui, "Noto Sans", sans-serif; }
table { border-collapse: collapse; }
td, th { padding: .25rem .7rem; text-align: start; vertical-align: top; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
.failing td, .disabled td { background: #e5484d22; }
)css";

/// The outage that a source is in, if it is in one.
struct Outage {
    std::string id, title, text;
    Time since;
};

std::optional<Outage> outage(const SourceRecord& source, std::string_view authority) {
    const PollState& poll = source.poll;
    const auto now = health(poll);
    if (now != SourceHealth::failing && now != SourceHealth::disabled) return std::nullopt;
    // The last success is before it and stays where it is while it lasts.
    const Time since = poll.succeeded;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since).time_since_epoch().count();
    return Outage{.id = fmt::format("tag:{},2026:ops/{}/{}/{}", authority, source.name, health_name(now), seconds),
                  .title = fmt::format("{}: {}", source.name, health_name(now)),
                  .text = fmt::format("{}. {}. {} in a row. Last success: {}.", masked_url(source.url), poll.error,
                                      poll.failures, since == Time{} ? "never" : moment(since)),
                  .since = since};
}

void write_outage(XmlWriter& xml, const Outage& outage) {
    xml.line_break();
    xml.start("entry");
    xml.element("id", outage.id);
    xml.element("title", outage.title);
    xml.element("updated", format_rfc3339(outage.since));
    xml.element("content", outage.text);
    xml.end();
}

} // namespace

Operations read_operations(StoreReader& reader) {
    Operations operations;
    operations.sources = reader.sources();
    std::erase_if(operations.sources, [](const SourceRecord& source) { return !source.is_configured; });
    std::ranges::sort(operations.sources, {}, &SourceRecord::name);
    for (TagRecord& record : reader.tags()) {
        if (!record.is_configured) continue;
        const auto members = reader.member_count(record.id);
        operations.tags.push_back({std::move(record), members});
    }
    std::ranges::sort(operations.tags, {},
                      [](const Operations::Tag& tag) -> const std::string& { return tag.record.name; });
    return operations;
}

SourceHealth health(const PollState& poll) {
    if (poll.is_disabled) return SourceHealth::disabled;
    if (poll.tried == Time{}) return SourceHealth::never_polled;
    return poll.failures > 0 ? SourceHealth::failing : SourceHealth::ok;
}

std::string_view health_name(SourceHealth health) {
    switch (health) {
    case SourceHealth::never_polled: return "never-polled";
    case SourceHealth::ok: return "ok";
    case SourceHealth::failing: return "failing";
    case SourceHealth::disabled: return "disabled";
    }
    return {};
}

std::string status_html(const Operations& operations, std::string_view version, Time now) {
    XmlWriter html(XmlWriter::Syntax::html);
    html.start("html");
    html.attribute("lang", "en");
    html.start("head");
    html.start("meta");
    html.attribute("charset", "utf-8");
    html.end();
    html.element("title", "arna: status");
    html.element("style", status_style);
    html.end();
    html.start("body");
    html.element("h1", fmt::format("arna {}", version));
    html.element("p", fmt::format("{} (UTC)", format_rfc3339(now)));
    begin_table(html, fmt::format("Sources: {}", operations.sources.size()),
                {"source", "health", "status", "last poll", "next poll", "last change", "error"});
    for (const SourceRecord& source : operations.sources) source_row(html, source);
    html.end();
    begin_table(html, fmt::format("Tags: {}", operations.tags.size()), {"tag", "slug", "members", "last change"});
    for (const Operations::Tag& tag : operations.tags) tag_row(html, tag);
    html.end();
    html.end();
    html.end();
    return std::move(html).take();
}

std::string status_json(const Operations& operations, std::string_view version, Time now) {
    json::object status;
    status["version"] = version;
    status["time"] = format_rfc3339(now);
    json::array sources;
    for (const SourceRecord& source : operations.sources) sources.push_back(source_json(source));
    status["sources"] = std::move(sources);
    json::array tags;
    for (const Operations::Tag& tag : operations.tags) tags.push_back(tag_json(tag));
    status["tags"] = std::move(tags);
    return json::serialize(status) + "\n";
}

std::string operations_atom(const Operations& operations, std::string_view base_url, std::string_view authority) {
    std::vector<Outage> outages;
    Time updated{};
    for (const SourceRecord& source : operations.sources) {
        auto found = outage(source, authority);
        if (!found) continue;
        updated = std::max(updated, found->since);
        outages.push_back(std::move(*found));
    }
    std::ranges::sort(outages, [](const Outage& a, const Outage& b) {
        return std::tie(b.since, a.id) < std::tie(a.since, b.id); // newest first
    });
    XmlWriter xml;
    xml.start("feed");
    xml.attribute("xmlns", "http://www.w3.org/2005/Atom");
    xml.attribute("xml:lang", "en");
    xml.element("id", fmt::format("tag:{},2026:ops", authority));
    xml.element("title", fmt::format("{}: sources that fail", authority));
    xml.element("updated", format_rfc3339(updated));
    xml.start("link");
    xml.attribute("rel", "related");
    xml.attribute("href", fmt::format("{}/", base_url));
    xml.end();
    xml.start("author");
    xml.element("name", "arna");
    xml.end();
    for (const Outage& one : outages) write_outage(xml, one);
    xml.line_break();
    xml.end();
    return std::move(xml).take();
}

} // namespace arna
