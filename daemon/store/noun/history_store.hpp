#pragma once
#include "daemon/store/records.hpp"
#include "feeds/text/date/time_zone.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// The job whose runs begin in sync_tags(): it matches history again for the tags that are behind.
inline constexpr std::string_view match_job = "match";

/// One pass of a job over the stored articles, from the first to the last.
struct HistoryRun {
    std::string job;
    std::int64_t number = 0;  ///< 1, 2, 3 … for each job
    std::int64_t goal = 0;    ///< HistoryStore::begin_run
    ArticleId done{};         ///< every article up to this one is dealt with
    bool is_finished = false; ///< so is all there was
    Time since{};             ///< when it began

    friend bool operator==(const HistoryRun&, const HistoryRun&) = default;
};

/// The tags of HistorySlice::tags that an article is in by their present rules.
struct MatchedArticle {
    ArticleId id{};
    std::uint64_t content_hash = 0; ///< of the text that was matched
    std::vector<Membership> tags;
};

/// Markup of an article that was cleaned again.
struct Recleaned {
    ArticleId id{};
    std::uint64_t content_hash = 0; ///< of the text that was cleaned
    SafeHtml summary, content;
};

/// How long what nobody needs any more is kept (docs/store.md, "Retention").
struct RetentionPolicy {
    struct Source {
        std::optional<std::chrono::milliseconds> keep; ///< nothing: for ever
        std::int64_t keep_items = 0;                   ///< of those that nobody needs; 0: no such limit
    };
    struct Tag {
        TagId id{};
        std::chrono::milliseconds keep{};
        std::size_t limit = 0; ///< of its live document
    };
    std::map<SourceId, Source> sources; ///< of the configuration
    Source others;                      ///< of sources that left it
    std::vector<Tag> tags;              ///< that do not keep for ever

    [[nodiscard]] bool keeps_all() const;
};

/// Articles that nobody needs any more, among those up to `up_to`.
struct Removable {
    std::vector<ArticleId> articles;
    ArticleId up_to{};
    bool is_last = false; ///< there is none above `up_to`
};

/// The whole pages of a tag's archive that it need not keep.
struct TagFloor {
    TagId tag{};
    std::int64_t position = 0; ///< the highest that may go
};

/// What a job decided about the articles above HistoryRun::done up to `up_to`. An article that was told anew in the
/// meantime (another content hash) is left as it is.
struct HistorySlice {
    std::string job;
    std::int64_t run = 0;
    ArticleId up_to{};
    bool is_last = false;                ///< nothing is left: the run is finished
    std::vector<TagId> tags;             ///< what `matched` is about
    std::vector<MatchedArticle> matched; ///< members take positions in this order
    std::vector<Recleaned> cleaned;
    bool accepts = false;           ///< `matched` are held articles, which are let in
    std::vector<ArticleId> removed; ///< those that are needed by now stay
    std::vector<TagFloor> floors;
    TimeZone zone{}; ///< of the operator: a source's articles a day are counted by its days
};

struct SliceResult {
    bool is_stale = false; ///< its run is not the job's present one: nothing was stored
    std::size_t changed_articles = 0;
    std::size_t removed_articles = 0;
    std::vector<TagId> changed_tags;
    std::vector<SourceId> changed_sources;
    std::vector<TagMoves> moves; ///< of tags whose members are others now
};

class HistoryReader {
public:
    /// How many articles there are: HistoryRun::done of a run that is nearly finished.
    virtual ArticleId newest_article() = 0;
    virtual std::vector<HistoryRun> history_runs() = 0; ///< the latest of each job
    /// Which of the next `count` articles above `after` may be removed.
    virtual Removable removable(ArticleId after, std::size_t count, const RetentionPolicy& policy, Time now) = 0;
    /// The archives that have pages to remove.
    virtual std::vector<TagFloor> removable_pages(const RetentionPolicy& policy, Time now) = 0;

protected:
    ~HistoryReader() = default;
};

/// Work over what is stored, in slices.
class HistoryStore {
public:
    /// The job's unfinished run towards `goal` (a version that every article shall have, say), or a new one.
    virtual HistoryRun begin_run(std::string_view job, std::int64_t goal, Time now) = 0;

    /// Stores a slice and how far its run has come in one durable transaction. For the articles of `matched`, `tags`
    /// are set to what they say: members that they do not name leave. `cleaned` is no revision: `updated` stays, and
    /// what the source tells next is taken over without being one.
    virtual SliceResult store_slice(const HistorySlice& slice, Time now) = 0;

protected:
    ~HistoryStore() = default;
};

} // namespace arna
