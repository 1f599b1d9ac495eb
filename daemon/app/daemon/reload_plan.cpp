#include "daemon/app/daemon/reload_plan.hpp"

#include "config/difference.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/log/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

using Kind = ReloadAction::Kind;

/// Names of the tags that are in both configurations and are decided otherwise.
std::set<std::string> tags_to_match_again(const LoadedConfig& running, const LoadedConfig& next) {
    std::unordered_map<std::string, std::string> rules;
    for (auto& tag : tag_setups(running)) rules.emplace(std::move(tag.name), std::move(tag.rule));
    std::set<std::string> changed;
    for (auto& tag : tag_setups(next)) {
        if (!tag.edition_of.empty()) continue; // it goes with its tag
        const auto before = rules.find(tag.name);
        if (before != rules.end() && before->second != tag.rule) changed.insert(std::move(tag.name));
    }
    return changed;
}

/// Appends an action of that kind for each name.
void append(std::vector<ReloadAction>& plan, Kind kind, const auto& names) {
    for (const auto& name : names) plan.push_back({kind, name});
}

/// "+2 sources −1", "−1 tag"; empty where nothing came or went.
std::string comings_and_goings(std::int64_t added, std::int64_t removed, std::string_view noun) {
    if (added == 0 && removed == 0) return {};
    const auto named = [&](std::int64_t count) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); };
    if (added == 0) return "−" + named(removed);
    return "+" + named(added) + (removed == 0 ? std::string() : fmt::format(" −{}", removed));
}

} // namespace

std::vector<ReloadAction> reload_plan(const LoadedConfig& running, const LoadedConfig& next) {
    const auto differing = difference(running.config, next.config);
    std::vector<ReloadAction> plan;
    std::vector<std::string> settings;
    std::set<std::string> sources, tags;
    const auto matched = tags_to_match_again(running, next);
    for (const ChangedKey& key : differing.keys) {
        if (key.consequences.contains(Consequence::restart))
            plan.push_back({Kind::keep_setting, name_of(key)});
        else if (key.table == "source")
            sources.insert(key.entry);
        else if (key.table == "tag" && !matched.contains(key.entry))
            tags.insert(key.entry);
        else if (key.table == "list" ||
                 (key.entry.empty() && !key.table.starts_with("defaults."))) // those count in each that follows them
            settings.push_back(name_of(key));
    }
    append(plan, Kind::add_source, differing.added_sources);
    append(plan, Kind::remove_source, differing.removed_sources);
    append(plan, Kind::change_source, sources);
    append(plan, Kind::add_tag, differing.added_tags);
    append(plan, Kind::remove_tag, differing.removed_tags);
    append(plan, Kind::match_again, matched);
    append(plan, Kind::change_tag, tags);
    append(plan, Kind::change_setting, settings);
    return plan;
}

bool changes_anything(std::span<const ReloadAction> plan) {
    return std::ranges::any_of(plan, [](const ReloadAction& action) { return action.kind != Kind::keep_setting; });
}

std::string verdict_of(std::span<const ReloadAction> plan) {
    if (!changes_anything(plan)) return "nothing changed";
    const auto count = [&](Kind kind) -> std::int64_t { return std::ranges::count(plan, kind, &ReloadAction::kind); };
    const auto changed = [](std::int64_t things, std::string_view noun) {
        return things == 0 ? std::string() : fmt::format("{} {}{} changed", things, noun, things == 1 ? "" : "s");
    };
    std::string text;
    for (const auto& part : {comings_and_goings(count(Kind::add_source), count(Kind::remove_source), "source"),
                             comings_and_goings(count(Kind::add_tag), count(Kind::remove_tag), "tag"),
                             changed(count(Kind::match_again), "rule"), changed(count(Kind::change_source), "source"),
                             changed(count(Kind::change_tag), "tag"), changed(count(Kind::change_setting), "setting")})
        if (!part.empty()) text += (text.empty() ? "in force: " : ", ") + part;
    return text;
}

namespace {

/// Calls `with(event, fields)` while the texts of the fields are there.
void in_words(std::span<const ReloadAction> plan, const auto& with) {
    if (!changes_anything(plan)) return with(events::configuration_unchanged, LogFields());
    const auto count = [&](Kind kind) { return std::ranges::count(plan, kind, &ReloadAction::kind); };
    const auto sources = fmt::format("+{}/-{}", count(Kind::add_source), count(Kind::remove_source));
    const auto tags = fmt::format("+{}/-{}", count(Kind::add_tag), count(Kind::remove_tag));
    std::vector<LogField> fields{{"sources", sources}, {"tags", tags}, {"rules", count(Kind::match_again)}};
    const auto others = count(Kind::change_source) + count(Kind::change_tag) + count(Kind::change_setting);
    if (others > 0) fields.emplace_back("changed", others);
    with(events::configuration_in_force, LogFields(fields));
}

} // namespace

std::string text_of(std::span<const ReloadAction> plan) {
    std::string line;
    in_words(plan, [&](const LogEvent& event, LogFields fields) { line = text_line(event, fields); });
    return line;
}

void log(std::span<const ReloadAction> plan) {
    in_words(plan, [](const LogEvent& event, LogFields fields) { log(event, fields); });
}

} // namespace arna
