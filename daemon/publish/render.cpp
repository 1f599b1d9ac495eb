#include "daemon/publish/render.hpp"

#include "daemon/publish/attribution.hpp"
#include "daemon/publish/channels.hpp"
#include "feeds/write/document.hpp"

#include <xxhash.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

/// What all documents of an edition have in common.
struct Imprint {
    Subject subject;
    std::uint64_t version = 0;
    Time last_modified;
};

void add(Edition& edition, const Imprint& imprint, Format format, std::string body) {
    auto document = std::make_shared<RenderedDocument>();
    document->subject = imprint.subject;
    document->format = format;
    document->version = imprint.version;
    document->hash = XXH3_64bits(body.data(), body.size());
    document->last_modified = imprint.last_modified;
    body.shrink_to_fit();
    document->body = std::make_shared<const std::string>(std::move(body));
    edition.documents.push_back(std::move(document));
}

void add_feed(Edition& edition, const Imprint& imprint, const Channel& channel,
              std::span<const PublishedEntry> entries) {
    add(edition, imprint, Format::atom, write_atom(channel, entries));
    add(edition, imprint, Format::rss, write_rss(channel, entries));
    add(edition, imprint, Format::json, write_json_feed(channel, entries));
    add(edition, imprint, Format::html, write_html(channel, entries));
}

Time last_update(std::span<const Article> articles) {
    Time latest{};
    for (const Article& article : articles) latest = std::max(latest, article.updated);
    return latest;
}

template <class Configured>
const Configured& known(const Configured* configured) {
    if (configured == nullptr) throw std::logic_error("render: the catalogue does not know the subject");
    return *configured;
}

Edition render_tag(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    const PublishedTag& tag = known(catalogue.tag(TagId{subject.id}));
    auto page = reader.live(tag.id, tag.limit);
    publish_attribution(catalogue, page.entries);
    const auto entries = published_entries(catalogue, page.entries, tag.content);
    const Imprint imprint = {.subject = subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(page.state.changed, catalogue.options().configured)};
    Edition edition;
    add_feed(edition, imprint, tag_channel(catalogue.options(), tag, page.state), entries);
    return edition;
}

/// The tag's version is no part of it: it would give an archive page that stays the same another ETag at every change.
Edition render_archive(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    const PublishedTag& tag = known(catalogue.tag(TagId{subject.id}));
    auto page = reader.archive(tag.id, subject.page);
    if (subject.page > full_archive_pages(page.state)) return {};
    publish_attribution(catalogue, page.entries);
    const auto entries = published_entries(catalogue, page.entries, tag.content);
    Channel channel = archive_channel(catalogue.options(), tag, subject.page);
    channel.updated = last_update(page.entries);
    const Imprint imprint = {.subject = subject,
                             .last_modified = std::max(page.state.changed, catalogue.options().configured)};
    Edition edition;
    add(edition, imprint, Format::atom, write_atom(channel, entries));
    return edition;
}

Edition render_source(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    const PublishedSource& source = known(catalogue.source(SourceId{subject.id}));
    auto page = reader.of_source(source.id, source.limit);
    publish_attribution(catalogue, page.entries);
    const auto entries = published_entries(catalogue, page.entries, source.content);
    Channel channel = source_channel(catalogue.options(), source);
    channel.updated = std::max(page.state.changed, last_update(page.entries));
    const Imprint imprint = {.subject = subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(channel.updated, catalogue.options().configured)};
    Edition edition;
    add_feed(edition, imprint, channel, entries);
    return edition;
}

/// Every public tag, in the order of the configuration.
std::vector<Channel> tag_channels(const Catalogue& catalogue, StoreReader& reader) {
    std::unordered_map<std::int64_t, TagState> states;
    for (const TagRecord& record : reader.tags()) states.emplace(static_cast<std::int64_t>(record.id), record.state);
    std::vector<Channel> channels;
    for (const PublishedTag& tag : catalogue.options().tags) {
        if (tag.is_gone) continue;
        channels.push_back(tag_channel(catalogue.options(), tag, states[static_cast<std::int64_t>(tag.id)]));
    }
    return channels;
}

Time last_change(std::span<const Channel> channels, Time configured) {
    for (const Channel& channel : channels) configured = std::max(configured, channel.updated);
    return configured;
}

Edition render_index(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    const auto channels = tag_channels(catalogue, reader);
    const auto& options = catalogue.options();
    Edition edition;
    add(edition, {.subject = subject, .last_modified = last_change(channels, options.configured)}, Format::html,
        write_index(site(options), channels));
    return edition;
}

Edition render_opml(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    auto channels = tag_channels(catalogue, reader);
    const auto& options = catalogue.options();
    const auto modified = last_change(channels, options.configured);
    for (const PublishedSource& source : options.sources) {
        if (source.is_published && !source.is_gone) channels.push_back(source_channel(options, source));
    }
    Edition edition;
    add(edition, {.subject = subject, .last_modified = modified}, Format::opml,
        write_opml(site(options).title, channels));
    return edition;
}

} // namespace

std::shared_ptr<const RenderedDocument> Edition::find(Format format) const {
    const auto found = std::ranges::find(documents, format, [](const auto& document) { return document->format; });
    return found != documents.end() ? *found : nullptr;
}

Edition render(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    switch (subject.kind) {
    case Subject::Kind::index: return render_index(catalogue, subject, reader);
    case Subject::Kind::opml: return render_opml(catalogue, subject, reader);
    case Subject::Kind::tag: return render_tag(catalogue, subject, reader);
    case Subject::Kind::archive: return render_archive(catalogue, subject, reader);
    case Subject::Kind::source: return render_source(catalogue, subject, reader);
    }
    return {};
}

} // namespace arna
