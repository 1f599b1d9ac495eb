#include "daemon/publish/channels.hpp"

#include "daemon/publish/digests.hpp"
#include "feeds/text/words/language_name.hpp"

#include <fmt/format.h>

namespace arna {
namespace {

std::string archive_url(const PublishOptions& options, const PublishedTag& tag, std::int64_t number) {
    return fmt::format("{}/tags/{}/archive/{}.atom", options.base_url, tag.slug, number);
}

/// With the addresses of the formats, which stand beside the page.
Channel channel_at(const PublishOptions& options, std::string page) {
    Channel channel;
    channel.atom = page + ".atom";
    channel.rss = page + ".rss";
    channel.json = page + ".json";
    channel.page = std::move(page);
    channel.home = options.base_url + "/";
    channel.generator_version = options.version;
    return channel;
}

std::string tag_feed_id(const PublishOptions& options, const PublishedTag& tag) {
    auto id = fmt::format("tag:{},2026:tag/{}", options.authority, tag.slug);
    if (tag.is_edition()) id[id.rfind('.')] = '/'; // slug "x.kk": "tag/x/kk"
    return id;
}

Channel timeless_channel(const PublishOptions& options, const PublishedTag& tag) {
    Channel channel = channel_at(options, fmt::format("{}/tags/{}", options.base_url, tag.slug));
    channel.id = tag_feed_id(options, tag);
    channel.title = tag.title.empty() ? tag.name : tag.title;
    channel.description = tag.description;
    channel.language = tag.language;
    channel.description_language = tag.description_language;
    if (tag.is_private) channel.home.clear();
    return channel;
}

} // namespace

Channel tag_channel(const PublishOptions& options, const PublishedTag& tag, const TagState& state) {
    Channel channel = timeless_channel(options, tag);
    channel.updated = state.changed;
    if (const auto pages = full_archive_pages(state); pages * archive_page_size > state.floor)
        channel.prev_archive = archive_url(options, tag, pages);
    return channel;
}

Channel channel_below(const PublishOptions& options, const PublishedTag& tag, std::string_view name) {
    Channel channel = channel_at(options, fmt::format("{}/tags/{}/{}", options.base_url, tag.slug, name));
    channel.id = fmt::format("{}/{}", tag_feed_id(options, tag), name);
    if (tag.is_private) channel.home.clear();
    return channel;
}

std::vector<Branch> branches_of(const Catalogue& catalogue, TagId tag) {
    std::vector<Branch> branches;
    for (const PublishedTag* const edition : catalogue.editions(tag)) {
        const auto path = fmt::format("/tags/{}", edition->slug);
        branches.push_back({.kind = Branch::Kind::edition,
                            .name = own_language_name(edition->edition),
                            .title = edition->title,
                            .language = edition->edition,
                            .path = path,
                            .atom = fmt::format("{}{}.atom", catalogue.options().base_url, path)});
    }
    if (const PublishedTag* const of = catalogue.tag(tag)) {
        for (const DigestKind kind : of->digests) {
            const auto channel = digest_channel(catalogue.options(), *of, {.tag = tag, .kind = kind});
            branches.push_back(
                {.kind = kind == DigestKind::daily ? Branch::Kind::daily_digest : Branch::Kind::weekly_digest,
                 .name = {},
                 .title = channel.title,
                 .language = {},
                 .path = channel.page.substr(catalogue.options().base_url.size()),
                 .atom = channel.atom});
        }
    }
    return branches;
}

Channel archive_channel(const PublishOptions& options, const PublishedTag& tag, std::int64_t number) {
    Channel channel = timeless_channel(options, tag);
    channel.is_archive = true;
    channel.current = channel.atom;
    channel.atom = archive_url(options, tag, number);
    if (number > 1) channel.prev_archive = archive_url(options, tag, number - 1);
    return channel;
}

Channel source_channel(const PublishOptions& options, const PublishedSource& source, std::string_view told_title) {
    Channel channel = channel_at(options, fmt::format("{}/sources/{}", options.base_url, source.name));
    channel.id = source_feed_id(options, source.name);
    channel.title = !source.title.empty() ? source.title : told_title.empty() ? source.name : std::string(told_title);
    return channel;
}

std::string site_title(const PublishOptions& options) {
    return options.title.empty() ? options.authority : options.title;
}

std::string source_feed_id(const PublishOptions& options, const std::string& name) {
    return fmt::format("tag:{},2026:source/{}", options.authority, name);
}

std::int64_t full_archive_pages(const TagState& state) { return state.position / archive_page_size; }

} // namespace arna
