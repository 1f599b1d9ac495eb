#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/sitemap/joined_feed.hpp"
#include "daemon/poll/source.hpp"
#include "feeds/text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// The documents that an index of sitemaps leads to, each once, read as one: the newest `sitemap_limit`, of its own site and of
/// `article_hosts`, until they have 20,000 pages or the site wants to be left alone. Whoever asks for them does so one
/// after the other; add() may run on any thread, not at the same time as the others.
class IndexedSitemaps {
public:
    /// `hash` is the fingerprint of the index. `source` outlives this.
    IndexedSitemaps(Reading index, std::uint64_t hash, const PollSource& source);

    /// The address of the document that is to be asked for next; nothing: there is no further one.
    [[nodiscard]] std::optional<std::string> next();

    /// What is asked for at `url`, whatever the manner.
    [[nodiscard]] Request request(const std::string& url) const;

    /// Whether the answer has a document. After 403, 429 and 503 nothing further is asked for.
    [[nodiscard]] Result<void> judge(const Response& response);

    /// Reads a document and takes its items over. Errors as read_document(); an index is none.
    [[nodiscard]] Result<void> add(Document document, const SeenItems& seen, Time now);

    /// The document at `url` could not be had.
    void failed(const std::string& url, const Error& error);

    /// All as one; `complaint` names those that failed. An error only if none was read.
    [[nodiscard]] Result<Reading> result();

private:
    const PollSource& source_;
    std::vector<std::string> addresses_; ///< of the site, in the order in which they are asked for
    std::size_t asked_ = 0, read_ = 0;
    bool is_refused_ = false; ///< the site wants to be left alone
    bool is_full_ = false;
    std::uint64_t hash_;
    Reading index_; ///< without its feed
    JoinedFeed all_;
};

} // namespace arna
