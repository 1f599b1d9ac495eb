#include "daemon/app/wiring/wiring.hpp"
#include "feeds/identity/identity.hpp"

#include <chrono>

namespace arna {
namespace {

std::string scope_of(const SourceConfig& source) {
    return source.site.empty() ? site_of(source.address(), source.name) : source.site;
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

PollSource poll_source(const SourceConfig& source) {
    PollSource polled{.name = source.name,
                      .url = source.address(),
                      .kind = kind_of(source),
                      .rules = rules_of(source),
                      .link_match = source.link_match,
                      .sitemap_limit = static_cast<std::size_t>(source.sitemap_limit),
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

ReadOptions read_options(const SourceConfig& source) {
    return {
        .source = source.name, .site = scope_of(source), .language = source.language, .time_zone = source.time_zone};
}

} // namespace arna
