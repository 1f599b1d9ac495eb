#include "feeds/pipeline/pipeline.hpp"

#include "feeds/clean/clean.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/identity/content_hash.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/parse/parse.hpp"
#include "feeds/text/charset/charset.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// All that decides what becomes of a document, apart from its bytes.
std::uint64_t reading_of(const Document& document, const ReadOptions& options) {
    const auto all = fmt::format("{}\n{}\n{}", document.url, document.content_type, document.content_language);
    return XXH3_64bits_withSeed(all.data(), all.size(), reading_of(options));
}

std::vector<Ident> idents_of(const std::vector<SeenItem>& items) {
    std::vector<Ident> idents;
    idents.reserve(items.size());
    for (const auto& item : items) idents.push_back(item.ident);
    std::ranges::sort(idents);
    const auto repeated = std::ranges::unique(idents);
    idents.erase(repeated.begin(), repeated.end());
    return idents;
}

/// A document on its way from bytes to what may be stored. Its passes, in the order in which they run:
/// decode, parse; for each item as it comes: set aside what the last document had, clean; then identify them together.
class Pipeline {
public:
    Pipeline(Document document, const ReadOptions& options)
        : options_(options),
          reading_(reading_of(document, options)),
          decoded_(decode(std::move(document.bytes), document.content_type)),
          document_(std::move(document)) {}

    [[nodiscard]] Result<RawFeed> raw_feed() const { return completed(parse(decoded_.text, parse_options(nullptr))); }

    [[nodiscard]] Result<CleanFeed> clean_feed(const SeenItems& seen, Time now) {
        auto cleaned = read_items(seen, now);
        if (!cleaned) return cleaned;
        cleaned->unchanged = idents_of(set_aside_);
        if (!identify(*cleaned, {.site = options_.site, .source = options_.source})) {
            cleaned = std::unexpected(Error{}); // gives its memory back
            return clean_feed({}, now);
        }
        cleaned->seen = in_order(std::move(cleaned->seen), cleaned->is_told_apart);
        return cleaned;
    }

private:
    /// Takes each item through its passes as soon as it is parsed, so that no document is in memory as a whole in
    /// several forms.
    [[nodiscard]] Result<CleanFeed> read_items(const SeenItems& seen, Time now) {
        Cleaner cleaner({.base = document_.url, .language = options_.language}, now);
        set_aside_.clear();
        read_before_.clear();
        read_ = 0;
        auto raw = completed(parse(text(seen), parse_options(&seen), [&](const RawFeed& feed, RawItem item) {
            if (set_aside(item, seen)) return;
            cleaner.add(feed, std::move(item));
        }));
        if (!raw) return std::unexpected(std::move(raw.error()));
        return cleaner.finish(std::move(*raw));
    }

    /// Whether the last document had the item word for word: then its ident is all that is needed of it.
    [[nodiscard]] bool set_aside(const RawItem& item, const SeenItems& seen) {
        if (item.is_seen) {
            set_aside_.push_back({item.raw_hash, *seen.find(item.raw_hash)});
            read_before_.push_back(read_);
        } else {
            ++read_;
        }
        return item.is_seen;
    }

    /// Puts the items that were set aside between those that were read, where the document has them. If items were told
    /// apart, the next document is read as a whole.
    [[nodiscard]] std::vector<SeenItem> in_order(std::vector<SeenItem> items, bool is_told_apart) const {
        std::vector<SeenItem> all;
        all.reserve(items.size() + set_aside_.size());
        std::size_t aside = 0;
        for (std::size_t i = 0; i <= items.size(); ++i) {
            for (; aside < set_aside_.size() && (read_before_[aside] <= i || i == items.size()); ++aside)
                all.push_back({is_told_apart ? 0 : set_aside_[aside].raw_hash, set_aside_[aside].ident});
            if (i < items.size()) all.push_back(items[i]);
        }
        return all;
    }

    /// It is kept only where it may have to be read again.
    [[nodiscard]] DocumentText text(const SeenItems& seen) {
        return seen.empty() ? DocumentText(std::move(decoded_.text)) : DocumentText(std::string_view(decoded_.text));
    }

    [[nodiscard]] ParseOptions parse_options(const SeenItems* seen) const {
        return {.base = document_.url,
                .content_language = document_.content_language,
                .time_zone = options_.time_zone,
                .reading = reading_,
                .seen = seen};
    }

    /// With what decoding found.
    [[nodiscard]] Result<RawFeed> completed(Result<RawFeed> raw) const {
        if (!raw) return raw;
        raw->encoding = decoded_.encoding;
        raw->problems.insert(raw->problems.begin(), decoded_.problems.begin(), decoded_.problems.end());
        return raw;
    }

    const ReadOptions& options_;
    std::uint64_t reading_;
    Decoded decoded_;
    Document document_; ///< without its bytes
    // Of the last read_items():
    std::vector<SeenItem> set_aside_;
    std::vector<std::size_t> read_before_; ///< how many items were read before each of them
    std::size_t read_ = 0;
};

} // namespace

std::uint64_t reading_of(const ReadOptions& options) {
    const auto all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", sanitizer_version, content_hash_version, options.source,
                                 options.site, options.language, options.time_zone);
    return XXH3_64bits(all.data(), all.size());
}

std::uint64_t fingerprint(const Document& document, const ReadOptions& options) {
    return XXH3_64bits_withSeed(document.bytes.data(), document.bytes.size(), reading_of(document, options));
}

Result<RawFeed> read_raw(Document document, const ReadOptions& options) {
    return Pipeline(std::move(document), options).raw_feed();
}

Result<CleanFeed> read_feed(Document document, const ReadOptions& options, Time now, const SeenItems& seen) {
    return Pipeline(std::move(document), options).clean_feed(seen, now);
}

} // namespace arna
