#include "daemon/app/wiring/known_records.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <iterator>
#include <unordered_map>

namespace arna {
namespace {

/// Names of tags and their aliases, by tag key: what `#name` in a rule stands for.
using AliasTable = std::unordered_map<std::string, const TagConfig*>;

AliasTable alias_table(const Config& config) {
    AliasTable table;
    for (const TagConfig& tag : config.tags) {
        table.emplace(tag_key(tag.name), &tag);
        for (const std::string& alias : tag.aliases) table.emplace(tag_key(alias), &tag);
    }
    return table;
}

/// What the terms of each list come to, by the tag key of its name.
using ListDigests = std::unordered_map<std::string, XXH64_hash_t>;

ListDigests list_digests(const Config& config) {
    ListDigests digests;
    for (const TermList& list : term_lists(config).all()) {
        const std::string terms = fmt::format("{}", fmt::join(list.terms, "\n"));
        digests.emplace(tag_key(list.name), XXH3_64bits(terms.data(), terms.size()));
    }
    return digests;
}

/// Everything that decides membership of a tag: its rule and settings, the other spellings of the names that the rule
/// asks for, the terms of its lists, and, where it asks for labels, who has which. Two configurations with the same
/// text give the same members.
std::string membership_text(const TagRule& rule, const RuleFacts& facts, const AliasTable& aliases,
                            const ListDigests& lists, const Config& config) {
    const std::string match = rule.match.empty() ? "#" + rule.name : rule.match;
    std::string text = fmt::format("{}\nloose={}\nsources={}\nexcluded={}\n", match, rule.loose,
                                   fmt::join(rule.sources, ","), fmt::join(rule.excluded_sources, ","));
    for (const std::string& name : facts.tags) {
        const auto found = aliases.find(tag_key(name));
        if (found == aliases.end()) continue;
        fmt::format_to(std::back_inserter(text), "#{} = {}\n", found->second->name,
                       fmt::join(found->second->aliases, ","));
    }
    for (const std::string& name : facts.lists)
        fmt::format_to(std::back_inserter(text), "list {} = {:016x}\n", name, lists.at(tag_key(name)));
    if (!facts.labels.empty()) {
        for (const SourceConfig& source : config.sources) {
            if (source.labels.empty()) continue;
            fmt::format_to(std::back_inserter(text), "{}: {}\n", source.name, fmt::join(source.labels, ","));
        }
    }
    return text;
}

} // namespace

std::vector<TagSetup> tag_setups(const LoadedConfig& loaded) {
    const Config& config = loaded.config;
    const auto rules = tag_rules(config);
    const auto aliases = alias_table(config);
    const auto lists = list_digests(config);
    std::vector<TagSetup> setups;
    setups.reserve(config.tags.size());
    for (std::size_t i = 0; i < config.tags.size(); ++i) {
        const TagConfig& tag = config.tags[i];
        setups.push_back({.name = tag.name,
                          .slug = tag.slug,
                          .rule = membership_text(rules[i], loaded.rules->facts(i), aliases, lists, config),
                          .is_private = tag.is_private,
                          .collapses = tag.duplicates == TagConfig::Duplicates::collapse,
                          .drops_withdrawn = tag.withdrawn == TagConfig::Withdrawn::drop});
        // What the default is stands in no text, so that tags of earlier versions are not matched again for it.
        if (setups.back().collapses) setups.back().rule += "duplicates=collapse\n";
        if (setups.back().drops_withdrawn) setups.back().rule += "withdrawn=drop\n";
    }
    for (std::size_t i = 0; i < config.tags.size(); ++i) {
        const TagConfig& tag = config.tags[i];
        for (const std::string& language : tag.languages)
            setups.push_back({.name = edition_name(tag, language),
                              .slug = edition_slug(tag, language),
                              .rule = fmt::format("{}edition={}\n", setups[i].rule, language),
                              .is_private = tag.is_private,
                              .edition_of = tag.name,
                              .language = language,
                              .collapses = setups[i].collapses,
                              .drops_withdrawn = setups[i].drops_withdrawn});
    }
    return setups;
}

PollRules poll_rules(const LoadedConfig& loaded, std::span<const TagRecord> tags) {
    const auto& configured = loaded.config.tags;
    PollRules rules{.set = loaded.rules, .tags = {}, .zone = TimeZone(loaded.config.daemon.time_zone)};
    for (const TagRecord& tag : tags.first(configured.size())) rules.tags.push_back(tag.id);
    rules.editions.resize(configured.size());
    auto next = tags.begin() + static_cast<std::ptrdiff_t>(configured.size());
    for (std::size_t i = 0; i < configured.size(); ++i)
        for (const std::string& language : configured[i].languages)
            rules.editions[i].push_back({.language = language, .tag = (next++)->id});
    return rules;
}

AcceptHeld::Setup acceptance(const LoadedConfig& loaded, std::size_t index, std::span<const SourceRecord> sources,
                             std::span<const TagRecord> tags) {
    const auto& source = loaded.config.sources[index];
    const auto record = by_name(sources).at(source.name);
    AcceptHeld::Setup setup{.source = record->id,
                            .name = source.name,
                            .labels = source.labels,
                            .rules = loaded.rules,
                            .rule_tags = {},
                            .zone = TimeZone(loaded.config.daemon.time_zone)};
    const auto known_tags = by_name(tags);
    for (const TagConfig& tag : loaded.config.tags) {
        setup.rule_tags.push_back(known_tags.at(tag.name)->id);
        auto& editions = setup.editions.emplace_back();
        for (const std::string& language : tag.languages)
            editions.push_back({.language = language, .tag = known_tags.at(edition_name(tag, language))->id});
    }
    return setup;
}

} // namespace arna
