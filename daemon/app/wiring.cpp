#include "daemon/app/wiring.hpp"

#include "config/option/option_table.hpp"
#include "config/option/secret.hpp"
#include "daemon/app/version.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/words/language_name.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <string_view>
#include <unordered_map>

namespace arna {
namespace {

std::string user_agent(const Config& config) {
    std::string text = config.fetch.user_agent;
    const auto fill_in = [&](std::string_view placeholder, std::string_view value) {
        for (auto at = text.find(placeholder); at != std::string::npos;
             at = text.find(placeholder, at + value.size())) {
            text.replace(at, placeholder.size(), value);
        }
    };
    fill_in("{version}", version());
    // Who has told no address of their own says none: a loopback address would tell a publisher nothing.
    if (!config.daemon.has_base_url) fill_in(" (+{base_url})", "");
    fill_in("{base_url}", config.daemon.base_url);
    return text;
}

std::string scope_of(const SourceConfig& source) {
    return source.site.empty() ? site_of(source.address(), source.name) : source.site;
}

/// How little of an article may be republished: the stricter of two settings is the greater enumerator.
ContentPolicy policy_of(Republish content) {
    switch (content) {
    case Republish::full: return ContentPolicy::full;
    case Republish::summary: return ContentPolicy::summary;
    case Republish::none: return ContentPolicy::none;
    }
    return ContentPolicy::full;
}

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

PageLanguage language_of(DaemonConfig::Language language) {
    switch (language) {
    case DaemonConfig::Language::kk: return PageLanguage::kk;
    case DaemonConfig::Language::ru: return PageLanguage::ru;
    case DaemonConfig::Language::en: break;
    }
    return PageLanguage::en;
}

std::vector<DigestKind> digests_of(const TagConfig& tag) {
    std::vector<DigestKind> kinds;
    for (const DigestKind kind : digest_kinds)
        if (std::ranges::find(tag.digest, digest_name(kind)) != tag.digest.end()) kinds.push_back(kind);
    return kinds;
}

/// What the store knows beyond the configuration was published once.
void add_former_digests(PublishOptions& options, std::span<const DigestState> digests) {
    std::map<TagId, PublishedTag*> tags;
    for (PublishedTag& tag : options.tags) tags.emplace(tag.id, &tag);
    for (const DigestState& digest : digests) {
        const auto tag = tags.find(digest.tag);
        if (tag == tags.end()) continue;
        const auto& present = tag->second->digests;
        if (std::ranges::find(present, digest.kind) == present.end())
            tag->second->former_digests.push_back(digest.kind);
    }
}

PublishedTag published(const TagConfig& tag, TagId id) {
    return {.id = id,
            .name = tag.name,
            .aliases = tag.aliases,
            .slug = tag.slug,
            .former_slugs = tag.former_slugs,
            .title = tag.title,
            .description = tag.description,
            .language = tag.language,
            .limit = static_cast<std::size_t>(tag.limit),
            .content = policy_of(tag.content),
            .digests = digests_of(tag),
            .is_private = tag.is_private};
}

/// The name that the store knows an edition by. No tag is called so: names have no control characters.
std::string edition_name(const TagConfig& tag, const std::string& language) { return tag.name + '\x1F' + language; }

std::string edition_slug(const TagConfig& tag, const std::string& language) { return tag.slug + '.' + language; }

PublishedTag published_edition(const TagConfig& tag, TagId tag_id, const std::string& language, TagId id) {
    PublishedTag edition = published(tag, id);
    edition.title = fmt::format("{} · {}", tag.title.empty() ? tag.name : tag.title, own_language_name(language));
    edition.slug = edition_slug(tag, language);
    edition.language = edition.edition = language;
    edition.edition_of = tag_id;
    edition.aliases.clear();
    edition.former_slugs.clear();
    return edition;
}

PublishedSource published(const SourceConfig& source, const Config& config, SourceId id) {
    const bool says_content = is_written(source, "content") || is_written(config.source_defaults, "content");
    const bool is_published = source.publish.value_or(true);
    const bool is_address_public = !has_credentials(source.address()) && !has_token(source.address());
    return {.id = id,
            .name = source.name,
            .title = source.title,
            .url = is_published && is_address_public ? source.address() : "",
            .limit = static_cast<std::size_t>(config.tag_defaults.limit),
            .content = policy_of(source.content),
            .offers_pages = says_content,
            .is_published = is_published};
}

/// Finds records of the store by name.
template <class Record>
std::unordered_map<std::string_view, const Record*> by_name(std::span<const Record> records) {
    std::unordered_map<std::string_view, const Record*> index;
    for (const Record& record : records) index.emplace(record.name, &record);
    return index;
}

PollSource::Kind kind_of(const SourceConfig& source) {
    switch (source.kind()) {
    case SourceConfig::Kind::page: return PollSource::Kind::page;
    case SourceConfig::Kind::json: return PollSource::Kind::json;
    default: return PollSource::Kind::feed;
    }
}

Boxed<PageRules> rules_of(const SourceConfig& source) {
    if (!source.items && !source.article.table) return {};
    PageRules rules;
    if (source.items) rules.items = source.items->rules;
    if (source.article.table) rules.article = source.article.table->rules;
    return rules;
}

PageSettings page_settings(const SourceConfig& source) {
    using enum PageSettings::Articles;
    PageSettings pages{.limit = static_cast<std::size_t>(source.article_limit),
                       .gap = source.article_gap,
                       .hosts = source.article_hosts,
                       .revisit = source.revisit,
                       .keep = source.keep_pages,
                       .obeys_robots = source.robots == SourceConfig::Robots::obey};
    pages.articles.reset();
    if (!source.article.pages) return pages;
    switch (*source.article.pages) {
    case ArticlePages::never: pages.articles = none; break;
    case ArticlePages::missing: pages.articles = without_text; break;
    case ArticlePages::always: pages.articles = all; break;
    }
    return pages;
}

} // namespace

FetchOptions fetch_options(const Config& config) {
    return {.user_agent = user_agent(config),
            .timeout = config.fetch.timeout,
            .max_body = config.fetch.max_body,
            .memory = config.fetch.memory,
            .concurrency = static_cast<std::size_t>(config.fetch.concurrency),
            .per_host = static_cast<std::size_t>(config.fetch.per_host),
            .allow = config.fetch.allow};
}

std::filesystem::path backup_directory(const Config& config) {
    const auto& directory = config.store.backup_directory;
    return directory.empty() ? std::filesystem::path(config.daemon.state) / "backups"
                             : std::filesystem::path(directory);
}

PollOptions poll_options(const Config& config) {
    return {.max_body = config.fetch.max_body, .memory = config.fetch.memory, .seed = std::random_device{}()};
}

std::vector<SourceSetup> source_setups(const Config& config) {
    std::vector<SourceSetup> setups;
    setups.reserve(config.sources.size());
    for (const SourceConfig& source : config.sources) {
        setups.push_back({.name = source.name,
                          .site = scope_of(source),
                          .url = source.address(),
                          .title = source.title,
                          .interval = source.interval.value_or(std::chrono::milliseconds{}),
                          .priority = source.priority,
                          .max_per_day = source.max_per_day});
    }
    return setups;
}

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

PollSource poll_source(const SourceConfig& source) {
    PollSource polled{.name = source.name,
                      .url = source.address(),
                      .kind = kind_of(source),
                      .rules = rules_of(source),
                      .link_match = source.link_match,
                      .path = source.path,
                      .site = scope_of(source),
                      .interval = source.interval.value_or(std::chrono::hours(1)),
                      .is_interval_learnt = !source.interval,
                      .freshness =
                          source.freshness == SourceConfig::Freshness::obey ? Freshness::obey : Freshness::ignore,
                      .language = source.language,
                      .time_zone = source.time_zone,
                      .labels = source.labels,
                      .username = source.username,
                      .password = source.password,
                      .proxy = source.proxy,
                      .is_enabled = source.enabled,
                      .pages = page_settings(source)};
    for (const auto& [name, value] : source.headers) polled.headers.push_back({name, value});
    return polled;
}

std::vector<PollSource> poll_sources(const Config& config, std::span<const SourceRecord> records) {
    std::vector<PollSource> sources;
    sources.reserve(config.sources.size());
    for (std::size_t i = 0; i < config.sources.size(); ++i) {
        sources.push_back(poll_source(config.sources[i]));
        sources.back().id = records[i].id;
        sources.back().site = records[i].site; // fixed when it was first seen
    }
    return sources;
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

std::set<std::string> switched_off_sources(const Config& config) {
    std::set<std::string> names;
    for (const SourceConfig& source : config.sources)
        if (!source.enabled) names.insert(source.name);
    return names;
}

std::map<std::string, std::vector<std::string>> source_labels(const Config& config) {
    std::map<std::string, std::vector<std::string>> labels;
    for (const SourceConfig& source : config.sources) labels.emplace(source.name, source.labels);
    return labels;
}

PublishOptions publish_options(const Config& config, std::span<const SourceRecord> sources,
                               std::span<const TagRecord> tags, Time now, std::span<const DigestState> digests) {
    PublishOptions options{.base_url = config.daemon.base_url,
                           .authority = config.daemon.authority,
                           .title = config.daemon.title,
                           .time_zone = TimeZone(config.daemon.time_zone),
                           .language = language_of(config.daemon.language),
                           .has_deltas = config.publish.delta,
                           .security_text = config.publish.security_text,
                           .version = std::string(version()),
                           .configured = now,
                           .tags = {},
                           .sources = {}};
    const auto known_tags = by_name(tags);
    for (const TagConfig& tag : config.tags) {
        if (const auto known = known_tags.find(tag.name); known != known_tags.end()) {
            options.tags.push_back(published(tag, known->second->id));
            for (const std::string& language : tag.languages)
                if (const auto edition = known_tags.find(edition_name(tag, language)); edition != known_tags.end())
                    options.tags.push_back(published_edition(tag, known->second->id, language, edition->second->id));
        }
    }
    const auto known_sources = by_name(sources);
    for (const SourceConfig& source : config.sources) {
        if (const auto known = known_sources.find(source.name); known != known_sources.end()) {
            options.sources.push_back(published(source, config, known->second->id));
        }
    }
    for (const TagRecord& tag : tags) {
        if (!tag.is_configured)
            options.tags.push_back({.id = tag.id,
                                    .name = tag.name,
                                    .slug = tag.slug,
                                    .edition_of = tag.edition_of,
                                    .edition = tag.language,
                                    .is_private = tag.is_private,
                                    .is_gone = true});
    }
    for (const SourceRecord& source : sources) {
        if (!source.is_configured) options.sources.push_back({.id = source.id, .name = source.name, .is_gone = true});
    }
    add_former_digests(options, digests);
    return options;
}

RetentionPolicy retention_policy(const Config& config, std::span<const SourceRecord> sources,
                                 std::span<const TagRecord> tags) {
    RetentionPolicy policy{.sources = {}, .others = {.keep = config.store.keep}, .tags = {}};
    for (std::size_t i = 0; i < config.sources.size(); ++i)
        policy.sources[sources[i].id] = {.keep = config.sources[i].keep, .keep_items = config.sources[i].keep_items};
    for (std::size_t i = 0; i < config.tags.size(); ++i)
        if (const auto& tag = config.tags[i]; tag.keep)
            policy.tags.push_back({.id = tags[i].id, .keep = *tag.keep, .limit = static_cast<std::size_t>(tag.limit)});
    auto next = config.tags.size();
    for (const TagConfig& tag : config.tags)
        for (std::size_t i = 0; i < tag.languages.size(); ++i, ++next)
            if (tag.keep)
                policy.tags.push_back(
                    {.id = tags[next].id, .keep = *tag.keep, .limit = static_cast<std::size_t>(tag.limit)});
    return policy;
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

ReadOptions read_options(const SourceConfig& source) {
    return {
        .source = source.name, .site = scope_of(source), .language = source.language, .time_zone = source.time_zone};
}

} // namespace arna
