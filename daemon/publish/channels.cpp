#include "daemon/publish/channels.hpp"

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

Channel timeless_channel(const PublishOptions& options, const PublishedTag& tag) {
    Channel channel = channel_at(options, fmt::format("{}/tags/{}", options.base_url, tag.slug));
    channel.id = fmt::format("tag:{},2026:tag/{}", options.authority, tag.slug);
    channel.title = tag.title.empty() ? tag.name : tag.title;
    channel.description = tag.description;
    channel.language = tag.language;
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

Channel archive_channel(const PublishOptions& options, const PublishedTag& tag, std::int64_t number) {
    Channel channel = timeless_channel(options, tag);
    channel.is_archive = true;
    channel.current = channel.atom;
    channel.atom = archive_url(options, tag, number);
    if (number > 1) channel.prev_archive = archive_url(options, tag, number - 1);
    return channel;
}

Channel source_channel(const PublishOptions& options, const PublishedSource& source) {
    Channel channel = channel_at(options, fmt::format("{}/sources/{}", options.base_url, source.name));
    channel.id = source_feed_id(options, source.name);
    channel.title = source.title.empty() ? source.name : source.title;
    return channel;
}

Site site(const PublishOptions& options) {
    return {.title = options.title.empty() ? options.authority : options.title,
            .page = options.base_url + "/",
            .opml = options.base_url + "/feeds.opml"};
}

std::string source_feed_id(const PublishOptions& options, const std::string& name) {
    return fmt::format("tag:{},2026:source/{}", options.authority, name);
}

std::int64_t full_archive_pages(const TagState& state) { return state.position / archive_page_size; }

} // namespace arna
