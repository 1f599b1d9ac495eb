#include "daemon/operations/status.hpp"

#include "daemon/store/store.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_offers = 20;

template <class Id>
SubjectCounts find(const std::map<Id, SubjectCounts>& counts, Id id) {
    const auto found = counts.find(id);
    return found == counts.end() ? SubjectCounts{} : found->second;
}

/// The records of what is configured by name: of what the store does not know new ones, made by `make`.
template <class Record, class Configured, class Make>
std::vector<Record> matched(std::vector<Record> stored, const std::map<std::string, Configured>& configured,
                            Make make) {
    std::erase_if(stored, [&](const Record& record) { return !configured.contains(record.name); });
    std::set<std::string_view> known;
    for (const auto& record : stored) known.insert(record.name);
    std::vector<Record> added;
    for (const auto& [name, one] : configured)
        if (!known.contains(name)) added.push_back(make(name, one));
    std::ranges::move(added, std::back_inserter(stored));
    return stored;
}

std::vector<SourceRecord> known_sources(StoreReader& reader, const StatusQuestion& question) {
    auto stored = reader.sources();
    if (question.configured)
        return matched(
            std::move(stored), question.configured->sources,
            [](const std::string& name, const std::string& url) { return SourceRecord{.name = name, .url = url}; });
    std::erase_if(stored, [](const SourceRecord& record) { return !record.is_configured; });
    return stored;
}

/// Without editions.
std::vector<TagRecord> known_tags(StoreReader& reader, const StatusQuestion& question) {
    auto stored = reader.tags();
    std::erase_if(stored, [](const TagRecord& record) { return record.edition_of != TagId{}; });
    if (question.configured)
        return matched(std::move(stored), question.configured->tags,
                       [](const std::string& name, const ConfiguredNow::Tag& tag) {
                           TagRecord record;
                           record.name = name;
                           record.slug = tag.slug;
                           record.is_private = tag.is_private;
                           return record;
                       });
    std::erase_if(stored, [](const TagRecord& record) { return !record.is_configured; });
    return stored;
}

void add_sources(ServiceStatus& status, StoreReader& reader, const StatusQuestion& question,
                 const ActivityCounts& activity) {
    std::map<SourceId, std::int64_t> totals;
    for (const auto& total : reader.source_totals()) totals[total.source] = total.articles;
    for (auto& record : known_sources(reader, question)) {
        const bool is_enabled = !question.switched_off.contains(record.name);
        const auto id = record.id;
        status.sources.push_back({.record = std::move(record), .is_enabled = is_enabled});
        auto& added = status.sources.back();
        added.health = is_enabled ? source_health(added.record) : SourceHealth::off;
        if (const auto total = totals.find(id); total != totals.end()) added.articles = total->second;
        added.activity = find(activity.sources, id);
    }
    std::ranges::sort(status.sources, {}, [](const SourceStatus& one) -> const auto& { return one.record.name; });
}

TagStatus* find_tag(ServiceStatus& status, TagId id) {
    const auto found = std::ranges::find(status.tags, id, [](const TagStatus& tag) { return tag.record.id; });
    return found == status.tags.end() ? nullptr : &*found;
}

void add_editions(ServiceStatus& status, StoreReader& reader) {
    for (const auto& record : reader.tags()) {
        if (!record.is_configured || record.edition_of == TagId{}) continue;
        if (auto* const tag = find_tag(status, record.edition_of)) tag->editions.push_back(record.language);
    }
}

void add_digests(ServiceStatus& status, StoreReader& reader) {
    for (const auto& digest : reader.digest_states())
        if (auto* const tag = find_tag(status, digest.tag); tag != nullptr && digest.is_configured)
            tag->digests.push_back(digest.kind);
}

void add_tokens(ServiceStatus& status, StoreReader& reader) {
    for (const auto& token : reader.tokens()) {
        if (token.revoked || (token.expires && *token.expires <= status.now)) continue;
        for (const auto id : token.tags)
            if (auto* const tag = find_tag(status, id); tag != nullptr && tag->record.is_private) ++tag->tokens;
    }
}

void add_tags(ServiceStatus& status, StoreReader& reader, const StatusQuestion& question,
              const ActivityCounts& activity) {
    for (auto& record : known_tags(reader, question)) {
        const auto id = record.id;
        status.tags.push_back(
            {.record = std::move(record), .members = reader.member_count(id), .activity = find(activity.tags, id)});
    }
    add_editions(status, reader);
    add_digests(status, reader);
    add_tokens(status, reader);
    std::ranges::sort(status.tags, {}, [](const TagStatus& one) -> const auto& { return one.record.name; });
}

} // namespace

ServiceStatus read_status(StoreReader& reader, const StatusQuestion& question) {
    ServiceStatus status{.version = question.version, .now = question.now, .articles = reader.article_count()};
    const auto saved = question.live ? ActivityCounts{} : counts_of(reader.activity());
    const auto& activity = question.live ? question.live->activity : saved;
    add_sources(status, reader, question, activity);
    add_tags(status, reader, question, activity);
    status.authority = reader.setting(authority_setting).value_or("");
    status.activity = activity.total;
    if (question.live) {
        status.started = question.live->started;
        status.is_ready = question.live->is_ready;
        status.history = question.live->history;
        status.tree = question.live->tree;
    }
    return status;
}

std::size_t count(const ServiceStatus& status, SourceHealth health) {
    return static_cast<std::size_t>(std::ranges::count(status.sources, health, &SourceStatus::health));
}

std::vector<std::string> offered_feeds(const SourceRecord& source) {
    constexpr std::string_view says_so = "; it offers ";
    std::vector<std::string> offers;
    const std::string_view error = source.poll.error;
    auto at = error.rfind(says_so);
    if (at == std::string_view::npos) return offers;
    at += says_so.size();
    while (at < error.size() && offers.size() < most_offers) {
        const auto end = std::min(error.find(", ", at), error.size());
        offers.emplace_back(error.substr(at, end - at));
        at = end + 2;
    }
    return offers;
}

std::string title_of(const SourceRecord& source) {
    if (!source.title.empty()) return source.title;
    return source.facts.title.empty() ? source.name : source.facts.title;
}

} // namespace arna
