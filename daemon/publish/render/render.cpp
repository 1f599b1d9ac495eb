#include "daemon/publish/render/render.hpp"

#include "daemon/publish/channels.hpp"
#include "daemon/publish/digests.hpp"
#include "daemon/publish/index_reading.hpp"
#include "daemon/publish/render/attribution.hpp"
#include "daemon/publish/render/document_room.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/opml.hpp"
#include "feeds/write/page/pages.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <iterator>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// One document of a subject.
struct Rendition {
    Format format = Format::html;
    std::optional<PageForm> form = {}; ///< of a page
};

/// What is to be made, and from what.
struct Order {
    const Catalogue& catalogue;
    Subject subject;
    StoreReader& reader;
    std::vector<Rendition> renditions;
    std::optional<Format> only; ///< nothing: all of them, unless a document would be large
};

/// A subject is one page, or all feeds.
std::vector<Rendition> renditions_of(const Subject& subject) {
    if (subject.form) return {{.format = Format::html, .form = subject.form}};
    std::vector<Rendition> renditions;
    for (const Format format : feed_formats_of(subject)) renditions.push_back({.format = format});
    return renditions;
}

/// What all documents of an edition have in common.
struct Imprint {
    Subject subject;
    std::uint64_t version = 0;
    Time last_modified;
    std::size_t entries = 0;
    bool has_deltas = false;
    bool is_private = false;
};

void add(Edition& edition, const Imprint& imprint, const Rendition& rendition, const std::invocable auto& write_body) {
    const auto begun = std::chrono::steady_clock::now();
    std::string body = write_body();
    auto document = std::make_shared<RenderedDocument>();
    document->subject = imprint.subject;
    document->subject.form = rendition.form;
    document->format = rendition.format;
    document->version = imprint.version;
    document->hash = XXH3_64bits(body.data(), body.size());
    document->last_modified = imprint.last_modified;
    document->entries = imprint.entries;
    document->has_deltas = imprint.has_deltas && rendition.format != Format::html;
    document->is_private = imprint.is_private;
    document->took = std::chrono::steady_clock::now() - begun;
    body.shrink_to_fit();
    document->body = std::make_shared<const std::string>(std::move(body));
    edition.documents.push_back(std::move(document));
}

PageSetting setting_of(const Order& order, const PageForm& form) {
    const PublishOptions& options = order.catalogue.options();
    return {.language = form.language,
            .is_prefixed = form.is_prefixed,
            .base_url = options.base_url,
            .path = order.catalogue.path_of(order.subject),
            .time_zone = options.time_zone};
}

std::string write(const Order& order, const Rendition& rendition, const Channel& channel,
                  std::span<const PublishedEntry> entries) {
    switch (rendition.format) {
    case Format::atom: return write_atom(channel, entries);
    case Format::rss: return write_rss(channel, entries);
    case Format::json: return write_json_feed(channel, entries);
    case Format::html: return write_feed_page(channel, entries, setting_of(order, rendition.form.value()));
    case Format::opml: break;
    }
    throw std::logic_error("render: a feed has no such format");
}

/// The entries of a page as they are read: attributed, and together no larger than a document may be.
class PageReading {
public:
    /// `tag`: null of a source's own feed.
    PageReading(const Order& order, ContentPolicy content, const PublishedTag* tag)
        : order_(order), content_(content), tag_(tag), room_(order.only ? largest_document : large_document) {}

    [[nodiscard]] EachArticle each() {
        return [this](Article& article) {
            publish_attribution(order_.catalogue, article, tag_);
            const bool has_room = room_.add(article, published_content(order_.catalogue, article, content_));
            return has_room && !is_too_large();
        };
    }

    [[nodiscard]] bool is_too_large() const { return !order_.only && room_.is_used_up(); }
    [[nodiscard]] std::vector<PublishedEntry> entries(ArticlePage& page) { return room_.entries(page.entries); }

private:
    const Order& order_;
    ContentPolicy content_;
    const PublishedTag* tag_;
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

/// The documents of a feed that are ordered.
Edition write_feed(const Order& order, const Imprint& imprint, const Channel& channel,
                   std::span<const PublishedEntry> entries) {
    Edition edition{.documents = {}, .is_gone = false, .only = order.only};
    for (const Rendition& rendition : order.renditions) {
        if (order.only && *order.only != rendition.format) continue;
        add(edition, imprint, rendition, [&] { return write(order, rendition, channel, entries); });
    }
    return edition;
}

/// What the feed of a tag says of itself.
Channel live_channel(const Catalogue& catalogue, const PublishedTag& tag, const TagState& state) {
    Channel channel = tag_channel(catalogue.options(), tag, state);
    channel.branches = branches_of(catalogue, tag.id);
    return channel;
}

std::optional<Edition> render_tag(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedTag& tag = known(order.catalogue.tag(TagId{order.subject.id}));
    PageReading reading(order, tag.content, &tag);
    auto page = order.reader.live(tag.id, tag.limit, reading.each());
    if (reading.is_too_large()) return std::nullopt;
    const auto entries = reading.entries(page);
    const Imprint imprint = {.subject = order.subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(page.state.changed, options.configured),
                             .entries = entries.size(),
                             .has_deltas = options.has_deltas,
                             .is_private = tag.is_private};
    return write_feed(order, imprint, live_channel(order.catalogue, tag, page.state), entries);
}

/// The tag's version is no part of it: it would give an archive page that stays the same another ETag at every change.
std::optional<Edition> render_archive(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedTag& tag = known(order.catalogue.tag(TagId{order.subject.id}));
    PageReading reading(order, tag.content, &tag);
    auto page = order.reader.archive(tag.id, order.subject.page, reading.each());
    if (order.subject.page * archive_page_size <= page.state.floor)
        return Edition{.documents = {}, .is_gone = true, .only = {}};
    if (order.subject.page > full_archive_pages(page.state)) return Edition{};
    if (reading.is_too_large()) return std::nullopt;
    Channel channel = archive_channel(options, tag, order.subject.page);
    channel.updated = last_update(page.entries);
    const Imprint imprint = {.subject = order.subject,
                             .last_modified = std::max(page.state.changed, options.configured),
                             .is_private = tag.is_private};
    return write_feed(order, imprint, channel, reading.entries(page));
}

/// What a source calls itself, as of the newest of its articles.
std::string_view told_title(const PublishedSource& source, std::span<const Article> articles) {
    const auto own = std::ranges::find(articles, source.name,
                                       [](const Article& one) -> const std::string& { return one.source.name; });
    return own == articles.end() ? std::string_view{} : own->source.facts.title;
}

std::optional<Edition> render_source(const Order& order) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedSource& source = known(order.catalogue.source(SourceId{order.subject.id}));
    PageReading reading(order, source.content, nullptr);
    auto page = order.reader.of_source(source.id, source.limit, reading.each());
    if (reading.is_too_large()) return std::nullopt;
    Channel channel = source_channel(options, source, told_title(source, page.entries));
    channel.updated = std::max(page.state.changed, last_update(page.entries));
    const Imprint imprint = {.subject = order.subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(channel.updated, options.configured)};
    return write_feed(order, imprint, channel, reading.entries(page));
}

std::optional<Edition> render_digest(const Order& order, DigestKind kind) {
    const PublishOptions& options = order.catalogue.options();
    const PublishedTag& tag = known(order.catalogue.tag(TagId{order.subject.id}));
    auto page = order.reader.digests(tag.id, kind);
    const Channel channel = digest_channel(options, tag, page.state);
    const Imprint imprint = {.subject = order.subject,
                             .version = static_cast<std::uint64_t>(page.state.version),
                             .last_modified = std::max(page.state.changed, options.configured),
                             .is_private = tag.is_private};
    const DigestEntries digests(channel, std::move(page), order.only ? largest_document : large_document);
    if (digests.is_cut() && !order.only) return std::nullopt;
    return write_feed(order, imprint, channel, digests.entries());
}

Edition render_index(const Order& order) {
    const auto& options = order.catalogue.options();
    const Index index = read_index(order.catalogue, order.reader);
    const Imprint imprint = {.subject = order.subject, .last_modified = std::max(index.updated, options.configured)};
    Edition edition;
    for (const Rendition& rendition : order.renditions)
        add(edition, imprint, rendition,
            [&] { return write_index_page(index, setting_of(order, rendition.form.value())); });
    return edition;
}

Edition render_opml(const Order& order) {
    auto channels = tag_channels(order.catalogue, order.reader);
    const auto& options = order.catalogue.options();
    Time modified = options.configured;
    for (const Channel& channel : channels) modified = std::max(modified, channel.updated);
    std::ranges::move(source_channels(order.catalogue, order.reader), std::back_inserter(channels));
    Edition edition;
    add(edition, {.subject = order.subject, .last_modified = modified}, {.format = Format::opml},
        [&] { return write_opml(site_title(options), subscriptions_of(channels)); });
    return edition;
}

std::optional<Edition> render(const Order& order) {
    switch (order.subject.kind) {
    case Subject::Kind::index: return render_index(order);
    case Subject::Kind::opml: return render_opml(order);
    case Subject::Kind::tag: return render_tag(order);
    case Subject::Kind::archive: return render_archive(order);
    case Subject::Kind::source: return render_source(order);
    case Subject::Kind::daily:
    case Subject::Kind::weekly: return render_digest(order, *order.subject.digest());
    }
    return Edition{};
}

} // namespace

std::span<const Format> feed_formats_of(const Subject& subject) {
    static constexpr std::array feeds = {Format::atom, Format::rss, Format::json};
    static constexpr std::array archive = {Format::atom};
    static constexpr std::array list = {Format::opml};
    switch (subject.kind) {
    case Subject::Kind::tag:
    case Subject::Kind::daily:
    case Subject::Kind::weekly:
    case Subject::Kind::source: return feeds;
    case Subject::Kind::archive: return archive;
    case Subject::Kind::opml: return list;
    case Subject::Kind::index: break; // has pages alone
    }
    return {};
}

std::shared_ptr<const RenderedDocument> Edition::find(Format format) const {
    const auto found = std::ranges::find(documents, format, [](const auto& document) { return document->format; });
    return found != documents.end() ? *found : nullptr;
}

std::optional<Edition> render(const Catalogue& catalogue, Subject subject, StoreReader& reader) {
    return render({.catalogue = catalogue,
                   .subject = subject,
                   .reader = reader,
                   .renditions = renditions_of(subject),
                   .only = std::nullopt});
}

std::optional<Delta> render_delta(const Catalogue& catalogue, const RenderedDocument& document, std::int64_t version,
                                  StoreReader& reader) {
    const PublishedTag& tag = known(catalogue.tag(TagId{document.subject.id}));
    const Order order{.catalogue = catalogue,
                      .subject = document.subject,
                      .reader = reader,
                      .renditions = {},
                      .only = document.format};
    PageReading reading(order, tag.content, &tag);
    auto page = reader.since(tag.id, version, tag.limit, reading.each());
    if (static_cast<std::uint64_t>(page.state.version) != document.version) return std::nullopt;
    const auto entries = reading.entries(page);
    return Delta{.body = write(order, {.format = document.format}, live_channel(catalogue, tag, page.state), entries),
                 .entries = entries.size()};
}

Edition render_large(const Catalogue& catalogue, Subject subject, Format only, StoreReader& reader) {
    return render({.catalogue = catalogue,
                   .subject = subject,
                   .reader = reader,
                   .renditions = renditions_of(subject),
                   .only = only})
        .value();
}

void render_all(const Catalogue& catalogue, Subject subject, std::span<const PageForm> forms, StoreReader& reader,
                const EachDocument& each) {
    Order order{.catalogue = catalogue,
                .subject = subject,
                .reader = reader,
                .renditions = renditions_of(subject),
                .only = std::nullopt};
    for (const PageForm& form : forms) order.renditions.push_back({.format = Format::html, .form = form});
    if (const auto edition = render(order)) {
        for (const auto& document : edition->documents)
            if (!each(*document)) return;
        return;
    }
    for (const Rendition& rendition : std::exchange(order.renditions, {})) {
        order.renditions = {rendition};
        order.only = rendition.format;
        const auto edition = render(order);
        for (const auto& document : edition->documents)
            if (!each(*document)) return;
    }
}

} // namespace arna
