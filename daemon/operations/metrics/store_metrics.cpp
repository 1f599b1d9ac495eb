#include "daemon/operations/metrics/store_metrics.hpp"

#include "daemon/operations/metrics/process_figures.hpp"
#include "daemon/store/source_health.hpp"
#include "daemon/store/store_thread.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>

namespace arna {
namespace {

/// More series than this of one family are a burden on whoever scrapes them.
constexpr std::ptrdiff_t most_source_series = 2'000;

double unix_seconds(Time time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

std::uint64_t size_of(const std::filesystem::path& file) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    return failure ? 0 : size;
}

} // namespace

void add_sources(MetricText& metrics, StoreReader& reader, const std::set<std::string>& switched_off) {
    auto sources = reader.sources();
    std::erase_if(sources, [](const SourceRecord& source) { return !source.is_configured; });
    std::ranges::sort(sources, {}, &SourceRecord::name);
    const auto health_of = [&](const SourceRecord& source) {
        return switched_off.contains(source.name) ? SourceHealth::off : source_health(source);
    };
    metrics.family("arna_sources", "gauge", "Configured sources by health.");
    for (const auto one : {SourceHealth::ok, SourceHealth::silent, SourceHealth::broken, SourceHealth::failing,
                           SourceHealth::off, SourceHealth::never})
        metrics.value({{"health", health_name(one)}},
                      std::ranges::count_if(sources, [&](const auto& source) { return health_of(source) == one; }));
    metrics.family("arna_source_failures", "gauge", "Failed polls in a row, of sources that fail.");
    for (const SourceRecord& source : sources)
        if (source.poll.failures > 0) metrics.value({{"source", source.name}}, source.poll.failures);
    metrics.family("arna_source_failing_since_timestamp_seconds", "gauge",
                   "When the failures in a row began, of sources that fail.");
    for (const SourceRecord& source : sources)
        if (source.poll.failures > 0) metrics.value({{"source", source.name}}, unix_seconds(source.poll.failing_since));
    const bool is_few = std::ssize(sources) <= most_source_series;
    metrics.family("arna_source_last_success_timestamp_seconds", "gauge",
                   "When a source was last polled with success; of over 2,000 sources only those that fail.");
    for (const SourceRecord& source : sources)
        if (source.poll.succeeded != Time{} && (is_few || source.poll.failures > 0))
            metrics.value({{"source", source.name}}, unix_seconds(source.poll.succeeded));
    metrics.family("arna_source_gaps_total", "counter",
                   "Documents that shared no item with the one before, of sources that had any.");
    for (const SourceRecord& source : sources)
        if (source.watch.gaps > 0) metrics.value({{"source", source.name}}, source.watch.gaps);
    metrics.family("arna_source_held", "gauge", "Articles that are held back, of sources that have any.");
    for (const SourceRecord& source : sources)
        if (source.watch.held > 0) metrics.value({{"source", source.name}}, source.watch.held);
    Time latest{};
    for (const SourceRecord& source : sources) latest = std::max(latest, source.poll.succeeded);
    metrics.gauge("arna_last_success_timestamp_seconds", "When any source was last polled with success.",
                  unix_seconds(latest));
}

void add_tags(MetricText& metrics, StoreReader& reader) {
    auto tags = reader.tags();
    std::erase_if(tags, [](const TagRecord& tag) { return !tag.is_configured || tag.edition_of != TagId{}; });
    std::ranges::sort(tags, {}, &TagRecord::name);
    std::int64_t memberships = 0;
    metrics.family("arna_tag_members", "gauge", "Articles in a tag.");
    for (const auto& tag : tags) {
        const auto members = reader.member_count(tag.id);
        memberships += members;
        metrics.value({{"tag", tag.slug}}, members);
    }
    metrics.family("arna_tag_positions_total", "counter", "Positions given in a tag.");
    for (const auto& tag : tags) metrics.value({{"tag", tag.slug}}, tag.state.position);
    metrics.family("arna_tag_last_change_timestamp_seconds", "gauge", "When a tag last changed.");
    for (const auto& tag : tags) metrics.value({{"tag", tag.slug}}, unix_seconds(tag.state.changed));
    metrics.gauge("arna_memberships", "Articles in tags, once for each tag.", memberships);
}

void add_store(MetricText& metrics, StoreReader& reader, const StoreThread& store, const std::filesystem::path& state) {
    metrics.gauge("arna_articles", "Articles in the store.", reader.article_count());
    const auto kept = reader.kept_counts();
    metrics.gauge("arna_stories", "Stories in the store.", kept.stories);
    metrics.counter("arna_articles_removed_total", "Articles that nobody needed any longer, since the store was made.",
                    kept.removed);
    metrics.gauge("arna_tombstones", "Articles that were removed and do not come again.", kept.tombstones);
    metrics.family("arna_store_commit_seconds", "histogram", "Time of a commit of polls.");
    metrics.histogram(store.commit_seconds());
    metrics.gauge("arna_store_queue", "Polls that wait for a commit.", store.queue());
    metrics.family("arna_store_bytes", "gauge", "Size of the database and of its log.");
    metrics.value({{"file", "db"}}, size_of(state / "arna.db"));
    metrics.value({{"file", "wal"}}, size_of(state / "arna.db-wal"));
    metrics.gauge("arna_store_healthy", "Whether the store can be written.", store.is_healthy() ? 1 : 0);
    const auto room = disk_room(state);
    metrics.gauge("arna_state_free_bytes", "Free room where the database is.", room.free_bytes);
    metrics.gauge("arna_state_bytes", "Size of the file system where the database is.", room.bytes);
}

} // namespace arna
