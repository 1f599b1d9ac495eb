#pragma once
#include "feeds/identity/story_sketch.hpp"
#include "feeds/model/article.hpp"
#include "feeds/model/clean_feed.hpp"
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What goes into the store and comes out of it.
namespace arna {

enum class SourceId : std::int64_t {};
enum class TagId : std::int64_t {};
enum class ArticleId : std::int64_t {};

/// What the configuration says of a source that the store must know.
struct SourceSetup {
    std::string name; ///< the key: renaming makes another source
    std::string site; ///< identity scope; taken only when the source is first seen
    std::string url;  ///< empty for a `path` source
    std::string title;
    std::chrono::milliseconds interval{};
    std::int64_t priority = 0;    ///< the source of the highest one leads a story
    std::int64_t max_per_day = 0; ///< so many of its articles join one tag in a day; 0: no limit
};

/// How the visits to a source stand; it survives every kind of end.
struct PollState {
    Time due{};                       ///< when it may be polled next; the epoch: never polled
    std::chrono::milliseconds wait{}; ///< the decided wait that led to `due`
    std::string etag, last_modified;  ///< validators, byte for byte
    std::string validator_url;        ///< what they belong to
    std::uint64_t body_hash = 0;      ///< fingerprint of the last document that was stored
    std::uint64_t reading = 0;        ///< how it was read: a hash of the source's options and of what cleans
    std::int32_t failures = 0;        ///< in a row
    std::int32_t misread = 0;         ///< of them: a page came, and what it lists was not found on it
    std::int32_t status = 0;          ///< of the last response; 0: none came
    Time tried{}, succeeded{}, changed{};
    Time failing_since{};  ///< the first of the failures in a row, or the 410; the epoch: the last poll succeeded
    std::string moved_url; ///< where a permanent redirect leads; empty: the configured URL
    std::string error;     ///< of the last poll; empty: it succeeded
    std::string
        lengthened_by; ///< what made `wait` longer than the interval: "max-age", "Retry-After", "ttl", "failures"
    bool is_disabled = false;           ///< 410: not polled until an operator acts
    std::chrono::milliseconds rhythm{}; ///< the learnt wait of interval "auto"; zero: nothing learnt
    std::chrono::seconds freshness{};   ///< how long the last document asked to be left alone
    std::string freshness_from;         ///< where it said so: "max-age", "Expires", "ttl"; empty: nowhere

    friend bool operator==(const PollState&, const PollState&) = default;
};

/// What the store notices about a source from visit to visit.
struct SourceWatch {
    std::int64_t gaps = 0;             ///< documents that shared nothing with the one before
    std::optional<Time> last_gap;      ///< when the last of them came
    std::chrono::milliseconds pause{}; ///< the longest between two of its articles; zero: no habit yet
    std::optional<Time> silent_since;  ///< nothing new for three times its pause
    std::int64_t held = 0;             ///< articles that wait to be accepted
    std::int64_t pages_waiting = 0;    ///< pages of its articles that are to be asked for
    std::int64_t pages_read = 0;       ///< articles whose pages were read
    std::int64_t pages_refused = 0;    ///< articles whose pages will not be read
    std::optional<Time> pages_paused;  ///< none is asked for until then
    std::string pages_paused_for;      ///< why: "403 to three pages in a row"

    friend bool operator==(const SourceWatch&, const SourceWatch&) = default;
};

struct SourceRecord {
    SourceId id{};
    std::string name, site, url;
    std::string title; ///< of the configuration; empty: the facts' own
    FeedFacts facts;   ///< of its last document
    PollState poll;
    SourceWatch watch;
    bool is_configured = true; ///< false: it left the configuration, its articles stay
};

struct TagSetup {
    std::string name;
    std::string slug;
    std::string rule;         ///< everything that decides membership, in one string; differs: history is matched again
    bool is_private = false;  ///< only for subscribers with a token
    std::string edition_of{}; ///< name of the tag whose articles of `language` it has; empty: it is no edition
    std::string language{};   ///< of an edition: "kk"
    bool collapses = false;   ///< one entry per story; `rule` says so too
    bool drops_withdrawn = false; ///< what its source took back is not in it; `rule` says so too
};

/// Positions on a page of a tag's archive: part of what published addresses mean, never to be changed.
inline constexpr std::int64_t archive_page_size = 50;

struct TagState {
    std::int64_t position = 0; ///< the highest given
    std::int64_t version = 0;  ///< rises when the bytes of some format may have changed
    Time changed{};            ///< last change; when the store first knew the tag, while it is empty
    std::int64_t floor = 0;    ///< the highest position that retention has removed
    friend bool operator==(const TagState&, const TagState&) = default;
};

struct TagRecord {
    TagId id{};
    std::string name, slug;
    TagState state;
    bool is_configured = true; ///< false: it left the configuration (410)
    bool is_private = false;   ///< as it last was configured
    TagId edition_of{};        ///< of an edition, the tag; else 0
    std::string language{};    ///< of an edition
    /// The run of match_job (history_store.hpp) that applies its present rule to history; 0: it has been applied.
    std::int64_t match_run = 0;
};

/// A tag that an article is in, and why (compact form of feeds/rules).
struct Membership {
    TagId tag{};
    std::string reason;
    std::string follows = {}; ///< the page of the entry that leads its story; empty: it has its own entry
};

/// What a source itself said of an article, where the article has what its page gave besides.
struct ToldItem {
    Entry entry;
    std::uint64_t content_hash = 0, exact_hash = 0;
};

/// An item whose page is wanted.
struct PageWish {
    std::string url;
    Time due{};         ///< when it may be asked for
    bool holds = false; ///< a new article is in no tag until it was read
};

/// For an article that the poll's source owns, `tags` are all that it is in: those missing here it leaves. An article
/// of another source only gains by them.
struct IngestItem {
    CleanItem item;
    std::vector<Membership> tags;
    std::shared_ptr<const StorySketch> sketch = nullptr; ///< without one it belongs to no story
    /// Of an item that was filled from its page: what it said before. Null: `item` is what the source said.
    std::shared_ptr<const ToldItem> told = nullptr;
    std::optional<PageWish> page = std::nullopt;
};

/// Everything that one poll brought. `items` are those that may be new or revised; what the store knows unchanged may
/// be given or left out.
struct PollRecord {
    SourceId source{};
    PollState poll;
    std::optional<FeedFacts> facts; ///< nothing when no document was read
    std::vector<IngestItem> items;
    std::vector<SeenItem> seen; ///< of all items of the document, in its order; replaces what was kept
    bool is_told_apart = false; ///< CleanFeed::is_told_apart
    /// The document is whole, and so what it no longer has was withdrawn.
    bool is_judged = false;
    Time last_success{};  ///< of the visit before; what is dated long before it is old
    std::int64_t day = 0; ///< since 1970, where the operator is: what max_per_day counts by
    std::string listing =
        {}; ///< how its document lists items, where it is a page; in place of what was known; empty: the same
    /// It tells what a page of the source's article gave (PageStore::store_page()), and of the source nothing.
    bool is_page = false;
    bool releases = false; ///< of a page: its article is held for it no longer
};

/// How many articles came into a tag and left it in one transaction.
struct TagMoves {
    TagId tag{};
    std::size_t joined = 0, left = 0;

    friend bool operator==(const TagMoves&, const TagMoves&) = default;
};

struct IngestResult {
    std::size_t added = 0;               ///< articles the store did not know
    std::size_t revised = 0;             ///< known ones that say something else now
    std::size_t appeared = 0;            ///< known ones of another source
    std::size_t withdrawn = 0;           ///< known ones that the source took back
    std::size_t held = 0;                ///< of the added ones: they came as a burst and wait to be accepted
    std::size_t awaiting = 0;            ///< of the added ones: they wait for their pages
    std::size_t buried = 0;              ///< items that retention has removed: not stored again
    bool has_gap = false;                ///< the document shares nothing with the one before
    std::chrono::minutes gap_interval{}; ///< of a gap: how often it should be polled for there to be none
    std::vector<TagId> changed_tags;
    std::vector<SourceId> changed_sources;
    std::vector<TagMoves> moves; ///< of tags whose members are others now
};

struct KnownArticle {
    Ident ident{};
    ArticleId id{};
    std::uint64_t content_hash = 0;
    std::uint64_t exact_hash = 0;
    Time first_seen{};
    SourceId owner{};
    bool is_withdrawn = false;
    bool has_page = false; ///< PageReader::paged() knows it
};

/// One text of an article.
struct ArticleText {
    std::int32_t revision = 1;
    Time told; ///< when it came
    Entry entry;
};

/// One article of the history with what matching and cleaning it again need.
struct StoredArticle {
    ArticleId id{};
    Article article;
    std::string source; ///< name of the owner
    std::uint64_t content_hash = 0;
    int sanitizer_version = 0; ///< that its markup was cleaned with
};

/// How much there is.
/// What is left of articles beside themselves; told quickly.
struct KeptCounts {
    std::int64_t stories = 0;
    std::int64_t removed = 0;    ///< articles that retention removed
    std::int64_t tombstones = 0; ///< of these, those that would not come again
};

struct StoreStats {
    std::int64_t sources = 0, tags = 0, articles = 0, memberships = 0, appearances = 0;
    std::int64_t revisions = 0;  ///< old ones that are kept
    std::int64_t stories = 0;    ///< told by two sources at least
    std::int64_t held = 0;       ///< articles that wait to be accepted
    std::int64_t removed = 0;    ///< articles that retention has removed, ever
    std::int64_t tombstones = 0; ///< what is left of them
    std::int64_t file_bytes = 0; ///< of the database
    std::int64_t free_bytes = 0; ///< of them unused
    std::int64_t log_bytes = 0;  ///< of the write-ahead log
};

/// A page of a tag or source, read in one snapshot. `entries` newest first. The state of a source has no positions; its
/// version and time of change are those of its own feed.
struct ArticlePage {
    TagState state;
    std::vector<Article> entries;
};

/// Called with each article of a page right after it was read, newest first: what it takes out of an article is never
/// held together with the rest of the page. False ends the page with this article.
using EachArticle = std::function<bool(Article&)>;

} // namespace arna
