#pragma once
#include "daemon/store/records.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace arna {

/// Reads tags and what is in them.
class TagReader {
public:
    virtual std::vector<TagRecord> tags() = 0; ///< also those that left the configuration
    virtual TagState tag_state(TagId tag) = 0;

    /// The live document: the `limit` members newest by published, plus every position after the last full archive
    /// page, plus members revised in the 7 days before the tag's last change (the latest 50 of those that would not be
    /// in it otherwise); newest first by (published, position).
    virtual ArticlePage live(TagId tag, std::size_t limit, const EachArticle& each = {}) = 0;
    /// Those of the live document that joined the tag, came back to it or were revised after its `version`.
    virtual ArticlePage since(TagId tag, std::int64_t version, std::size_t limit, const EachArticle& each = {}) = 0;
    /// Archive page `number`, from 1: positions 50·(number−1)+1 to 50·number; members that are still in. Empty entries
    /// while the page is not full. Its `state.changed` is the page's own.
    virtual ArticlePage archive(TagId tag, std::int64_t number, const EachArticle& each = {}) = 0;

    /// The full pages of a tag's archive, ascending, in which something changed after the tag's `version` was reached.
    virtual std::vector<std::int64_t> archive_pages_since(TagId tag, std::int64_t version) = 0;

    /// The articles that follow the entry at `position`, by time of joining; all of them.
    virtual std::vector<Article> followers(TagId tag, std::int64_t position) = 0;

    /// The tags that an article is in, each with the reason.
    virtual std::vector<Membership> memberships(ArticleId article) = 0;
    virtual std::int64_t member_count(TagId tag) = 0;
    /// How many members were published in each of the periods between two bounds, which ascend; a period has its first
    /// moment and not its last.
    virtual std::vector<std::int64_t> members_by_time(TagId tag, std::span<const Time> bounds) = 0;

protected:
    ~TagReader() = default;
};

/// Writes tags. Memberships change by ArticleStore::ingest_each and HistoryStore::store_slice.
class TagStore {
public:
    /// Makes the tags of the configuration known and marks those that left it. Returns them in the order of `setups`.
    /// A changed `rule` puts the tag behind (TagRecord::match_run), and so does coming back: what arrived in between
    /// was never matched. A new run of match_job begins whenever that happens. A name that the store does not know
    /// takes over the tag of the same slug, so that its pages keep their addresses.
    virtual std::vector<TagRecord> sync_tags(std::span<const TagSetup> setups, Time now) = 0;

protected:
    ~TagStore() = default;
};

} // namespace arna
