#pragma once
#include "daemon/store/records.hpp"

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// Reads articles.
class ArticleReader {
public:
    static constexpr std::size_t any_size = std::numeric_limits<std::size_t>::max();

    /// The newest articles that a source owns or appears in, for its own feed.
    virtual ArticlePage of_source(SourceId source, std::size_t limit, const EachArticle& each = {}) = 0;
    /// Articles with ids above `after`, oldest first: the whole history in slices. Up to `count` of them, and no
    /// further one once their texts exceed `bytes`; nothing at the end of the history alone.
    virtual std::vector<StoredArticle> history(ArticleId after, std::size_t count, std::size_t bytes = any_size) = 0;
    /// Articles by their link (past ones too), published id or own id, in any spelling of an address. At most eight:
    /// one of each source first, those of the address's own site before all others, the newest first.
    virtual std::vector<StoredArticle> find(const std::string& url) = 0;
    /// The articles of a source that wait to be accepted, with ids above `after`, oldest first; up to `count`.
    virtual std::vector<StoredArticle> held(SourceId source, ArticleId after, std::size_t count) = 0;
    /// The tags that an article would be in, had not so many others of its source joined them that day.
    virtual std::vector<TagId> capped(ArticleId article) = 0;
    /// What an article has said, oldest first: its first text, the latest 20 before the present one, and that.
    virtual std::vector<ArticleText> texts(ArticleId article) = 0;
    /// What the store knows of these idents; the others are left out.
    virtual std::vector<KnownArticle> known(std::span<const Ident> idents) = 0;

protected:
    ~ArticleReader() = default;
};

/// Writes articles.
class ArticleStore {
public:
    /// Stores everything of these polls in one durable transaction: articles, appearances, revisions, memberships,
    /// positions, validators, due times. Positions follow the order: oldest published first within a poll.
    /// Returns one result per poll, in their order.
    virtual std::vector<IngestResult> ingest_each(std::span<const PollRecord> polls, Time now) = 0;

    /// The same, with one result for all of them.
    IngestResult ingest(std::span<const PollRecord> polls, Time now);

protected:
    ~ArticleStore() = default;
};

} // namespace arna
