#include "daemon/operations/status.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;

/// A moment that has not come is left out.
void add(json::object& object, std::string_view key, Time time) {
    if (time != Time{}) object[key] = format_rfc3339(time);
}

void add(json::object& object, std::string_view key, std::string_view value) {
    if (!value.empty()) object[key] = value;
}

json::object polls_json(const PollCounts& polls) {
    return {{"new", polls.fresh}, {"unchanged", polls.unchanged}, {"failed", polls.failed}};
}

/// Of the pages of its articles; empty where none was ever wanted.
json::object pages_json(const SourceWatch& watch, Time now) {
    json::object pages;
    if (watch.pages_waiting + watch.pages_read + watch.pages_refused > 0)
        pages = {{"waiting", watch.pages_waiting}, {"read", watch.pages_read}, {"refused", watch.pages_refused}};
    if (watch.pages_paused && *watch.pages_paused > now) {
        pages["paused_until"] = format_rfc3339(*watch.pages_paused);
        pages["paused_for"] = watch.pages_paused_for;
    }
    return pages;
}

json::object source_json(const SourceStatus& source, Time now) {
    const auto& poll = source.record.poll;
    const auto day = source.activity.last_24_hours(now);
    const bool is_polled = source.health != SourceHealth::off;
    json::object object{{"name", source.record.name}};
    add(object, "title", title_of(source.record));
    add(object, "url", masked_url(source.record.url));
    object["health"] = health_name(source.health);
    object["enabled"] = source.is_enabled;
    add(object, "last_poll", poll.tried);
    add(object, "last_success", poll.succeeded);
    add(object, "last_change", poll.changed);
    if (is_polled) {
        add(object, "next_poll", poll.due);
        object["wait_seconds"] = std::chrono::floor<std::chrono::seconds>(poll.wait).count();
        add(object, "lengthened_by", poll.lengthened_by);
    }
    if (poll.status > 0) object["status"] = poll.status;
    object["failures"] = poll.failures;
    add(object, "failing_since", poll.failing_since);
    add(object, "error", poll.error);
    if (const auto offers = offered_feeds(source.record); !offers.empty())
        object["offers"] = json::array(offers.begin(), offers.end());
    const auto& watch = source.record.watch;
    add(object, "silent_since", watch.silent_since.value_or(Time{}));
    object["gaps"] = watch.gaps;
    add(object, "last_gap", watch.last_gap.value_or(Time{}));
    object["held"] = watch.held;
    if (auto pages = pages_json(watch, now); !pages.empty()) object["pages"] = std::move(pages);
    add(object, "moved_to", masked_url(poll.moved_url));
    object["articles"] = source.articles;
    object["articles_24h"] = day.articles;
    object["polls_24h"] = polls_json(day.polls);
    return object;
}

json::object tag_json(const TagStatus& tag, Time now) {
    json::object object{{"name", tag.record.name},
                        {"slug", tag.record.slug},
                        {"members", tag.members},
                        {"position", tag.record.state.position},
                        {"version", tag.record.state.version},
                        {"members_24h", tag.activity.last_24_hours(now).articles}};
    add(object, "last_change", tag.record.state.changed);
    object["private"] = tag.record.is_private;
    object["tokens"] = tag.tokens;
    object["editions"] = json::array(tag.editions.begin(), tag.editions.end());
    json::array digests;
    for (const auto kind : tag.digests) digests.emplace_back(digest_name(kind));
    object["digests"] = std::move(digests);
    return object;
}

json::object job_json(const HistoryStatus& job) {
    return {{"name", job.name},
            {"position", static_cast<std::int64_t>(job.done)},
            {"of", static_cast<std::int64_t>(job.of)}};
}

} // namespace

std::string status_json(const ServiceStatus& status) {
    json::object object{{"version", status.version}, {"time", format_rfc3339(status.now)}};
    if (status.started) add(object, "started", *status.started);
    object["ready"] = status.is_ready;
    add(object, "authority", status.authority);
    object["articles"] = status.articles;
    json::array sources;
    for (const auto& source : status.sources) sources.push_back(source_json(source, status.now));
    object["sources"] = std::move(sources);
    json::array tags;
    for (const auto& tag : status.tags) tags.push_back(tag_json(tag, status.now));
    object["tags"] = std::move(tags);
    json::array history;
    for (const auto& job : status.history) history.push_back(job_json(job));
    object["history"] = std::move(history);
    if (!status.tree.directory.empty()) {
        json::object tree{{"directory", status.tree.directory}, {"files", status.tree.files}};
        add(tree, "error", status.tree.error);
        object["tree"] = std::move(tree);
    }
    return json::serialize(object) + "\n";
}

} // namespace arna
