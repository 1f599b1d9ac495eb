#include "daemon/publish/render.hpp"

#include "daemon/publish/attribution.hpp"
#include "daemon/publish/channels.hpp"
#include "daemon/publish/document_room.hpp"
#include "feeds/write/document.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

/// What is to be made, and from what.
struct Order {
    const Catalogue& catalogue;
    Subject subject;
    StoreReader& reader;
    std::optional<Format> only; ///< nothing: all formats, unless a document would be large
};

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

std::string write(Format format, const Channel& channel, std::span<const PublishedEntry> entries) {
    switch (format) {
    case Format::atom: return write_atom(channel, entries);
    case Format::rss: return write_rss(channel, entries);
    case Format::json: return write_json_feed(channel, entries);
    case Format::html: return write_html(channel, entries);
    case Format::opml: break;
    }
    throw std::logic_error("render: a feed has no such format");
}

/// The entries of a page as they are read: attributed, and together no larger than a document may be.
class PageReading {
public:
    PageReading(const Order& order, ContentPolicy content)
        : order_(order), content_(content), room_(order.only ? largest_document : large_document) {}

    [[nodiscard]] EachArticle each() {
        return [this](Article& article) {
            publish_attribution(order_.catalogue, article);
            const bool has_room = room_.add(article, published_content(order_.catalogue, article, content_));
            return has_room && !is_too_large();
        };
    }

    [[nodiscard]] bool is_too_large() const { return !order_.only && room_.is_used_up(); }
    [[nodiscard]] std::vector<PublishedEntry> entries(ArticlePage& page) { return room_.entries(page.entries); }

private:
    const Order& order_;
    ContentPolicy content_;
    DocumentRoom room_;
};

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

/// The documents of a feed, in the formats of `formats` that are ordered.
Edition write_feed(const Order& order, const Imprint& imprint, const Channel& channel,
                   std::span<const PublishedEntry> entries, std::span<const Format> formats) {
    Edition edition{.documents = {}, .is_gone = false, .only = order.only};
    for (const Format format : formats) {
        if (!order.only || *order.only == format) add(edition, imprint, format, write(format, channel, entries));
    }
    return edition;
}

constexpr std::array feed_formats = {Format::atom, Format::rss, Format::json, Format::html};
constexpr std::array archive_formats = {Format::atom};

std::optional<Edition> render_tag(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedTag& tag = known(order.catalogue.tag(TagId{order.subject.id}));
    PageReading reading(order, tag.content);
    auto page = order.reader.live(tag.id, tag.limit, reading.each());
    if (reading.is_too_large()) return std::nullopt;
    const Imprint imprint = {.subject = order.subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(page.state.changed, options.configured)};
    return write_feed(order, imprint, tag_channel(options, tag, page.state), reading.entries(page), feed_formats);
}

/// The tag's version is no part of it: it would give an archive page that stays the same another ETag at every change.
std::optional<Edition> render_archive(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedTag& tag = known(order.catalogue.tag(TagId{order.subject.id}));
    PageReading reading(order, tag.content);
    auto page = order.reader.archive(tag.id, order.subject.page, reading.each());
    if (order.subject.page * archive_page_size <= page.state.floor)
        return Edition{.documents = {}, .is_gone = true, .only = {}};
    if (order.subject.page > full_archive_pages(page.state)) return Edition{};
    if (reading.is_too_large()) return std::nullopt;
    Channel channel = archive_channel(options, tag, order.subject.page);
    channel.updated = last_update(page.entries);
    const Imprint imprint = {.subject = order.subject,
                             .last_modified = std::max(page.state.changed, options.configured)};
    return write_feed(order, imprint, channel, reading.entries(page), archive_formats);
}

std::optional<Edition> render_source(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedSource& source = known(order.catalogue.source(SourceId{order.subject.id}));
    PageReading reading(order, source.content);
    auto page = order.reader.of_source(source.id, source.limit, reading.each());
    if (reading.is_too_large()) return std::nullopt;
    Channel channel = source_channel(options, source);
    channel.updated = std::max(page.state.changed, last_update(page.entries));
    const Imprint imprint = {.subject = order.subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(channel.updated, options.configured)};
    return write_feed(order, imprint, channel, reading.entries(page), feed_formats);
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

Edition render_index(const Order& order) {
    const auto channels = tag_channels(order.catalogue, order.reader);
    const auto& options = order.catalogue.options();
    Edition edition;
    add(edition, {.subject = order.subject, .last_modified = last_change(channels, options.configured)}, Format::html,
        write_index(site(options), channels));
    return edition;
}

Edition render_opml(const Order& order) {
    auto channels = tag_channels(order.catalogue, order.reader);
    const auto& options = order.catalogue.options();
    const auto modified = last_change(channels, options.configured);
    for (const PublishedSource& source : options.sources) {
        if (source.is_published && !source.is_gone) channels.push_back(source_channel(options, source));
    }
    Edition edition;
    add(edition, {.subject = order.subject, .last_modified = modified}, Format::opml,
        write_opml(site(options).title, channels));
    return edition;
}

std::optional<Edition> render(const Order& order) {
    switch (order.subject.kind) {
    case Subject::Kind::index: return render_index(order);
    case Subject::Kind::opml: return render_opml(order);
    case Subject::Kind::tag: return render_tag(order);
    case Subject::Kind::archive: return render_archive(order);
    case Subject::Kind::source: return render_source(order);
    }
    return Edition{};
}

} // namespace

std::shared_ptr<const RenderedDocument> Edition::find(Format format) const {
    const auto found = std::ranges::find(documents, format, [](const auto& document) { return document->format; });
    return found != documents.end() ? *found : nullptr;
}

std::optional<Edition> render(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    return render({.catalogue = catalogue, .subject = subject, .reader = reader, .only = std::nullopt});
}

Edition render_large(const Catalogue& catalogue, Subject subject, Format only, StoreReader& reader) {
    return render({.catalogue = catalogue, .subject = subject, .reader = reader, .only = only}).value();
}

} // namespace arna
