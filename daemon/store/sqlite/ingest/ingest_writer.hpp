#pragma once
#include "daemon/store/ingest/plan.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"
#include "daemon/store/sqlite/ingest/feed_versions.hpp"
#include "daemon/store/sqlite/ingest/ingest_reader.hpp"
#include "daemon/store/sqlite/ingest/memberships.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/rows/articles/stored_facts.hpp"

#include <span>
#include <utility>
#include <vector>

namespace arna {

/// Writes what was planned for a batch of polls: the second of the two steps of an ingest. Gives positions and
/// versions.
class IngestWriter {
public:
    IngestWriter(sqlite::Connection& db, BodyCodec& codec, int sanitizer_version, BatchAddresses& addresses, Time now)
        : db_(db),
          codec_(codec),
          sanitizer_version_(sanitizer_version),
          addresses_(addresses),
          now_(now),
          versions_(db, now),
          memberships_(db, versions_, now) {}

    std::vector<IngestResult> write(std::span<const PollRecord> polls, IngestPlan plan);

private:
    IngestResult write(const PollRecord& poll, const PollPlan& plan);
    void note_facts(const PollRecord& poll);
    void write(const IngestItem& given, const Telling& telling);
    void write(const Withdrawal& withdrawal);
    void add(const IngestItem& given, IngestArticle& article, const Telling& telling);
    void release(const IngestItem& given, const IngestArticle& article, const Telling& telling);
    void write_page(const IngestItem& given, const IngestArticle& article, const Telling& telling);
    void write_visit(const PollRecord& poll, const PollPlan& plan);
    std::int64_t story_of(StoryIndex index);
    void apply(const IngestArticle& article, const std::vector<PlaceChange>& changes);
    void apply_last();
    void add_appearance(const IngestArticle& article);
    void take_over(const CleanItem& item, const IngestArticle& article);
    void overwrite(const CleanItem& item, const IngestArticle& article, const Telling& telling);
    void write_body(const CleanItem& item, ArticleId article, bool is_new);
    void write_limits(const PollRecord& poll, const PollPlan& plan);
    /// How often the source should have been polled for its documents to share an item: it keeps so many.
    [[nodiscard]] std::chrono::minutes interval_without_gap(const PollRecord& poll, const PollPlan& plan) const;
    void note_watch(const PollRecord& poll, const PollPlan& plan);
    void write_seen_items(const PollRecord& poll, const PollPlan& plan);

    sqlite::Connection& db_;
    BodyCodec& codec_;
    int sanitizer_version_;
    BatchAddresses& addresses_;
    Time now_;
    FeedVersions versions_;
    Memberships memberships_;
    std::vector<IngestArticle> articles_;
    std::vector<KnownStory> stories_;
    std::vector<std::pair<const IngestArticle*, PlaceChange>> last_; ///< PlaceChange::is_last
    SourceId source_{};                                              ///< of the present poll
    bool is_page_ = false;                                           ///< likewise
    StoredFacts facts_;
};

} // namespace arna
