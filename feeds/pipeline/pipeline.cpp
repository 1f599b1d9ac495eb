#include "feeds/pipeline/pipeline.hpp"

#include "feeds/clean/clean.hpp"
#include "feeds/clean/sanitize.hpp"
#include "feeds/identity/content_hash.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/parse/parse.hpp"
#include "feeds/text/charset.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace arna {
namespace {

/// All that decides what becomes of a document, apart from its bytes.
std::uint64_t reading(const Document& document, const ReadOptions& options) {
    const auto all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", sanitizer_version, content_hash_version,
                                 document.url, document.content_type, document.content_language, options.source,
                                 options.site, options.language, options.time_zone);
    return XXH3_64bits(all.data(), all.size());
}

/// Takes the items that were not read out of the feed, and gives them back.
std::vector<SeenItem> take_seen(RawFeed& raw, const SeenItems& seen) {
    std::vector<SeenItem> taken;
    for (const auto& item : raw.items) {
        if (item.is_seen) taken.push_back({item.raw_hash, *seen.find(item.raw_hash)});
    }
    std::erase_if(raw.items, [](const RawItem& item) { return item.is_seen; });
    return taken;
}

std::vector<Ident> idents_of(const std::vector<SeenItem>& items) {
    std::vector<Ident> idents;
    for (const auto& item : items) idents.push_back(item.ident);
    std::ranges::sort(idents);
    const auto repeated = std::ranges::unique(idents);
    idents.erase(repeated.begin(), repeated.end());
    return idents;
}

/// A document on its way from bytes to what may be stored.
class Pipeline {
public:
    Pipeline(Document document, const ReadOptions& options)
        : options_(options),
          reading_(reading(document, options)),
          decoded_(decode(std::move(document.bytes), document.content_type)),
          document_(std::move(document)) {}

    [[nodiscard]] Result<RawFeed> raw(const SeenItems* seen) const {
        auto raw = parse(decoded_.text, {.base = document_.url,
                                         .content_language = document_.content_language,
                                         .time_zone = options_.time_zone,
                                         .reading = reading_,
                                         .seen = seen});
        if (!raw) return raw;
        raw->encoding = decoded_.encoding;
        raw->problems.insert(raw->problems.begin(), decoded_.problems.begin(), decoded_.problems.end());
        return raw;
    }

    [[nodiscard]] Result<CleanFeed> clean_feed(const SeenItems& seen, Time now) const {
        auto parsed = raw(&seen);
        if (!parsed) return std::unexpected(std::move(parsed.error()));
        auto taken = take_seen(*parsed, seen);
        auto feed = clean(std::move(*parsed), {.base = document_.url, .language = options_.language}, now);
        feed.unchanged = idents_of(taken);
        if (!identify(feed, {.site = options_.site, .source = options_.source})) return clean_feed({}, now);
        const bool is_told_apart =
            feed.seen.empty() && !feed.items.empty(); // then the next document is read as a whole
        if (!is_told_apart) feed.seen.insert(feed.seen.end(), taken.begin(), taken.end());
        return feed;
    }

private:
    const ReadOptions& options_;
    std::uint64_t reading_;
    Decoded decoded_;
    Document document_; ///< without its bytes
};

} // namespace

std::uint64_t fingerprint(const Document& document, const ReadOptions& options) {
    return XXH3_64bits_withSeed(document.bytes.data(), document.bytes.size(), reading(document, options));
}

Result<RawFeed> read_raw(Document document, const ReadOptions& options) {
    return Pipeline(std::move(document), options).raw(nullptr);
}

Result<CleanFeed> read_feed(Document document, const ReadOptions& options, Time now, const SeenItems& seen) {
    return Pipeline(std::move(document), options).clean_feed(seen, now);
}

} // namespace arna
