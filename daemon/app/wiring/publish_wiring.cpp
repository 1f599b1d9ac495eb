#include "config/option/option_table.hpp"
#include "config/option/secret.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wiring/known_records.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "feeds/text/words/language_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace arna {
namespace {

/// How little of an article may be republished: the stricter of two settings is the greater enumerator.
ContentPolicy policy_of(Republish content) {
    switch (content) {
    case Republish::full: return ContentPolicy::full;
    case Republish::summary: return ContentPolicy::summary;
    case Republish::none: return ContentPolicy::none;
    }
    return ContentPolicy::full;
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
            .description_language = tag.language,
            .limit = static_cast<std::size_t>(tag.limit),
            .content = policy_of(tag.content),
            .sources = tag.sources,
            .digests = digests_of(tag),
            .is_private = tag.is_private};
}

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

/// Those of the configuration with their editions, and those that are gone.
void add_tags(PublishOptions& options, const Config& config, std::span<const TagRecord> tags) {
    const auto known = by_name(tags);
    for (const TagConfig& tag : config.tags) {
        const auto record = known.find(tag.name);
        if (record == known.end()) continue;
        const TagId id = record->second->id;
        options.tags.push_back(published(tag, id));
        for (const std::string& language : tag.languages)
            if (const auto edition = known.find(edition_name(tag, language)); edition != known.end())
                options.tags.push_back(published_edition(tag, id, language, edition->second->id));
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
}

void add_sources(PublishOptions& options, const Config& config, std::span<const SourceRecord> sources) {
    const auto known = by_name(sources);
    for (const SourceConfig& source : config.sources)
        if (const auto record = known.find(source.name); record != known.end())
            options.sources.push_back(published(source, config, record->second->id));
    for (const SourceRecord& source : sources)
        if (!source.is_configured) options.sources.push_back({.id = source.id, .name = source.name, .is_gone = true});
}

} // namespace

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
    add_tags(options, config, tags);
    add_sources(options, config, sources);
    add_former_digests(options, digests);
    return options;
}

} // namespace arna
