#pragma once
#include "daemon/store/page_records.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// Reads what is known of the pages of articles.
class PageReader {
public:
    /// The pages that are to be asked for, now or later; of a source, or of all.
    virtual std::vector<WaitingPage> waiting_pages(std::optional<SourceId> source = {}) = 0;
    /// Nothing: no page of the article was ever wanted, or it is gone.
    virtual std::optional<PagedArticle> paged(ArticleId article) = 0;
    /// The articles above `after` whose pages are kept, oldest first; up to `count`.
    virtual std::vector<ArticleId> kept_pages(ArticleId after, std::size_t count) = 0;
    virtual std::optional<KeptPage> kept_page(ArticleId article) = 0;
    /// PollRecord::listing of a source; empty: nothing is known.
    virtual std::string listing(SourceId source) = 0;
    virtual std::vector<PageHost> page_hosts() = 0;
    virtual std::vector<StoredRobots> robots() = 0;
    virtual std::map<SourceId, PageDay> page_days() = 0;

protected:
    ~PageReader() = default;
};

/// Writes what comes of asking for pages.
class PageStore {
public:
    /// Stores it whole in one durable transaction. An article that is told otherwise than it was is revised, if a
    /// reader can have seen it; one that was held takes its places. Nothing: the article or its owner are others than
    /// `record` says, and nothing was stored.
    virtual std::optional<IngestResult> store_page(const PageRecord& record, Time now) = 0;

    virtual void save_page_host(const PageHost& host) = 0;
    /// Its host is left alone: what SourceWatch says of the source until then.
    virtual void pause_pages(SourceId source, Time until, const std::string& why) = 0;
    virtual void save_robots(const StoredRobots& robots) = 0;

    /// Pages that were kept long enough go, hosts and robots.txt that say nothing any more too.
    virtual void forget_old_pages(Time now) = 0;

protected:
    ~PageStore() = default;
};

} // namespace arna
