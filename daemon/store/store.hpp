#pragma once
#include "daemon/store/records.hpp"
#include "feeds/text/error.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace arna {

/// Called with each article of a page right after it was read, newest first: what it takes out of an article is never held
/// together with the rest of the page. False ends the page with this article.
using EachArticle = std::function<bool(Article&)>;

/// Reads the store through a connection of its own, each call one snapshot. One thread at a time. Throws StoreFailure when
/// the database itself fails.
class StoreReader {
public:
    virtual ~StoreReader() = default;

    virtual std::vector<SourceRecord> sources() = 0; ///< also those that left the configuration
    virtual std::vector<TagRecord> tags() = 0;

    virtual TagState tag_state(TagId tag) = 0;
    /// The live document: the `limit` members newest by published, plus every position after the last full archive page,
    /// plus members revised in the 7 days before the tag's last change (of those at most the latest 1,000); newest first by
    /// (published, position).
    virtual ArticlePage live(TagId tag, std::size_t limit, const EachArticle& each = {}) = 0;
    /// Of the live document, what was added or changed after the tag's `version` was reached.
    virtual ArticlePage since(TagId tag, std::int64_t version, std::size_t limit) = 0;
    /// Archive page `number`, from 1: positions 50·(number−1)+1 to 50·number; members that are still in. Empty entries when
    /// the page is not full yet.
    virtual ArticlePage archive(TagId tag, std::int64_t number, const EachArticle& each = {}) = 0;
    /// The newest articles that a source owns or appears in, for its own feed.
    virtual ArticlePage of_source(SourceId source, std::size_t limit, const EachArticle& each = {}) = 0;
    /// Up to `count` articles with ids above `after`, oldest first: the whole history in slices.
    virtual std::vector<StoredArticle> history(ArticleId after, std::size_t count) = 0;
    /// Articles by their link (past ones too), published id or own id, any spelling of an address; nothing if unknown. Of
    /// many that share it the newest eight.
    virtual std::vector<StoredArticle> find(const std::string& url) = 0;
    /// What the store knows of these idents; the others are left out.
    virtual std::vector<KnownArticle> known(std::span<const Ident> idents) = 0;
    /// The items of a source's last document, less those that another source owns: what is not told as news need not be
    /// read. Nothing if the source was new, moved, gone or out of the configuration since.
    virtual SeenItems seen(SourceId source) = 0;
    /// The tags that an article is in, each with the reason.
    virtual std::vector<Membership> memberships(ArticleId article) = 0;
    virtual std::int64_t member_count(TagId tag) = 0;

    virtual StoreStats stats() = 0;
    /// Everything that is wrong with the database, one line each: SQLite's own check of every page, and whether positions,
    /// counters and rows that belong together agree. Takes as long as reading the file.
    virtual std::vector<std::string> check() = 0;
    /// Writes a copy of this moment, while the store goes on; durable when this returns. Errc::conflict: `file` exists;
    /// Errc::io: it cannot be written.
    virtual Result<void> backup(const std::filesystem::path& file) = 0;
};

/// The write side. Blocking; called on the store thread alone, which its implementation asserts. Throws StoreFailure when
/// the database itself fails; then nothing of the call is stored.
class Store {
public:
    virtual ~Store() = default;

    /// Makes the sources of the configuration known and marks those that left it. Gives them back in the order of `setups`.
    /// One whose url changed starts with a fresh PollState: everything in it belonged to the old address.
    virtual std::vector<SourceRecord> sync_sources(std::span<const SourceSetup> setups, Time now) = 0;
    /// The same for tags. A changed `rule` sets matched_up_to to 0 for rematch, and so does coming back: what arrived in
    /// between was never matched. A name that the store does not know takes over the tag of the same slug, for its pages
    /// keep their addresses.
    virtual std::vector<TagRecord> sync_tags(std::span<const TagSetup> setups, Time now) = 0;

    /// Stores everything of these polls in one durable transaction: articles, appearances, revisions, memberships,
    /// positions, validators, due times. Positions follow the order: oldest published first within a poll.
    /// Gives one result per poll, in their order.
    virtual std::vector<IngestResult> ingest_each(std::span<const PollRecord> polls, Time now) = 0;
    /// The same, with one result for all of them.
    IngestResult ingest(std::span<const PollRecord> polls, Time now);
    /// Polls that brought no article: due time, status, validators.
    virtual void record(std::span<const std::pair<SourceId, PollState>> polls) = 0;

    /// Applies a changed rule to a slice of history: members get positions in the order given, those that left go. Then
    /// notes that `tag` is matched up to article `up_to`.
    virtual IngestResult rematch(TagId tag, std::span<const MembershipChange> changes, ArticleId up_to, Time now) = 0;

    /// Replaces markup by what a newer sanitiser made of it. That is no revision: `updated` stays, and what the source tells
    /// next is taken over without being one.
    virtual IngestResult reclean(std::span<const Recleaned> articles, Time now) = 0;

    /// Writes a few bytes durably, and so finds out whether the database works again.
    virtual void probe(Time now) = 0;

    /// A reader of its own connection, which may outlive calls on the store but not the store. From any thread.
    [[nodiscard]] virtual std::unique_ptr<StoreReader> open_reader() const = 0;
};

/// The database failed: disk full, input/output error, corruption. An expected failure of an operation is a Result instead.
class StoreFailure : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct StoreOptions {
    int sanitizer_version = 0; ///< of feeds/clean; kept with each body
};

/// Opens `directory`/arna.db, creating directory (with parents, mode 0700) and database; takes its lock. Errc::conflict: a
/// second daemon, a newer schema, a file of another application; Errc::io: cannot be created, read or written, or it is
/// damaged. The message names the file and what to do; nothing is touched.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& directory,
                                                               const StoreOptions& options = {});

} // namespace arna
