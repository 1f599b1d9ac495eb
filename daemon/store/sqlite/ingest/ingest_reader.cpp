#include "daemon/store/sqlite/ingest/ingest_reader.hpp"

#include "daemon/store/ingest/burst.hpp"
#include "daemon/store/sqlite/ingest/entry_id_reader.hpp"
#include "daemon/store/sqlite/ingest/story_reader.hpp"
#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"
#include "daemon/store/sqlite/rows/sources/cap_rows.hpp"
#include "daemon/store/sqlite/rows/tag_rows.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/text/url/url.hpp"

#include <optional>
#include <set>

namespace arna {
namespace {

/// How many items that stand in two documents are asked whether they have a link: one without says that ids are stable.
constexpr std::size_t most_shared = 256;

/// How many titles, of how many days, are compared to tell whether a poll is a burst.
constexpr int most_titles = 20'000;
constexpr auto title_window = std::chrono::days(90);

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_KNOWN_COLUMNS                                                                                                                    \
    "a.id, a.ident, a.owner, a.content_hash, a.published, a.updated, a.entry_id, a.exact_hash, a.withdrawn, a.story, a.held, a.awaits_page, " \
    "(SELECT p.told_hash FROM page p WHERE p.article = a.id)"

IngestArticle article_of(const sqlite::Rows& rows) {
    return {.id = rows.id<ArticleId>(0),
            .ident = rows.ident(1),
            .owner = rows.id<SourceId>(2),
            .content_hash = rows.hash(3),
            .exact_hash = rows.hash(7),
            .published = rows.time(4),
            .updated = rows.time(5),
            .is_withdrawn = !rows.is_null(8),
            .is_held = !rows.is_null(10),
            .awaits_page = rows.integer(11) != 0,
            .told_hash = rows.is_null(12) ? std::nullopt : std::optional(rows.hash(12)),
            .entry_id = rows.text(6)};
}

class KnowledgeReader {
public:
    KnowledgeReader(sqlite::Connection& db, BodyCodec& codec, BatchAddresses& addresses)
        : db_(db), addresses_(addresses), stories_(db, codec, known_), ids_(db, addresses, known_) {
        known_.secret = addresses.hash().secret();
        auto kinds = read_tag_kinds(db);
        known_.collapse_tags = std::move(kinds.collapse);
        known_.drop_tags = std::move(kinds.drop);
        has_capped_ = db_.query("SELECT 1 FROM capped LIMIT 1").next();
        has_tombstones_ = db_.query("SELECT 1 FROM tombstone LIMIT 1").next();
        has_followers_ = db_.query("SELECT 1 FROM follower LIMIT 1").next();
    }

    IngestKnowledge read(std::span<const PollRecord> polls) {
        for (std::size_t n = 0; n < polls.size(); ++n) read(polls[n], n);
        if (!known_.max_per_day.empty() && !known_.collapse_tags.empty()) stories_.read_leads();
        return std::move(known_);
    }

private:
    /// The polling source, as far as ids and links of its own matter.
    struct Teller {
        TellerSites sites;
        bool has_articles = false;
        std::int64_t max_per_day = 0;
    };

    void read(const PollRecord& poll, std::size_t number) {
        read_last(poll, number);
        if (poll.items.empty()) return;
        const auto& teller = teller_of(poll.source);
        may_be_renumbered_ = false;
        std::size_t unknown = 0;
        for (std::size_t n = 0; n < poll.items.size(); ++n) {
            const auto& item = poll.items[n].item;
            if (const auto index = find(item.ident)) {
                read_appearances(*index, poll.source, item);
                if (const auto& sketch = poll.items[n].sketch; sketch && poll.releases)
                    stories_.read_like(*sketch, {number, n});
                continue;
            }
            if (teller.has_articles && !item.entry.link.empty()) {
                if (const auto index = find_at_link(poll.source, item)) {
                    known_.same_at_link.emplace(std::pair(number, n), *index);
                    continue;
                }
            }
            if (item.entry.link.empty() && !item.entry.id.empty()) may_be_renumbered_ = true;
            if (has_tombstones_ && is_buried(item)) {
                known_.buried.emplace(number, n);
                continue;
            }
            ++unknown;
            ids_.read(item, teller.sites, {number, n});
            if (const auto& sketch = poll.items[n].sketch) stories_.read_like(*sketch, {number, n});
        }
        if (teller.has_articles && may_be_renumbered_) read_vanished(poll, number);
        if (teller.has_articles && unknown >= least_burst) read_titles(poll, number);
        if (unknown > 0 && unknown == poll.items.size() && unknown >= poll.seen.size()) read_newest_of_last(number);
        if (teller.max_per_day > 0) read_joined(poll, teller);
    }

    const Teller& teller_of(SourceId source) {
        const auto [found, is_new] = tellers_.try_emplace(source);
        if (is_new) {
            auto rows =
                db_.query("SELECT site, url, version <> 0 OR EXISTS (SELECT 1 FROM article WHERE owner = s.id), "
                          "priority, max_per_day FROM source s WHERE id = ?",
                          source);
            if (rows.next()) {
                found->second = {.sites = {.own = rows.text(0), .of_url = site_of(rows.view(1), {})},
                                 .has_articles = rows.integer(2) != 0,
                                 .max_per_day = rows.integer(4)};
                known_.priorities.emplace(source, rows.integer(3));
            }
        }
        return found->second;
    }

    std::optional<ArticleIndex> find(const Ident& ident) {
        if (const auto found = known_.by_ident.find(ident); found != known_.by_ident.end()) return found->second;
        std::optional<IngestArticle> article;
        std::int64_t story = 0;
        {
            auto rows = db_.query("SELECT " ARNA_KNOWN_COLUMNS " FROM article a WHERE a.ident = ?", ident);
            if (rows.next()) {
                article = article_of(rows);
                story = rows.integer(9);
            }
        }
        if (article && story != 0) article->story = stories_.story_of(story);
        return article ? std::optional(keep(std::move(*article))) : std::nullopt;
    }

    ArticleIndex keep(IngestArticle article) {
        const auto known = known_.by_ident.find(article.ident);
        if (known != known_.by_ident.end()) return known->second;
        const auto index = static_cast<ArticleIndex>(known_.articles.size());
        known_.by_ident.emplace(article.ident, index);
        for (auto rows =
                 db_.query("SELECT m.tag, m.position, m.has_left, m.reason, m.position <= s.floor FROM membership m "
                           "JOIN tag_state s ON s.tag = m.tag WHERE m.article = ?",
                           article.id);
             rows.next();)
            article.places.push_back({.tag = rows.id<TagId>(0),
                                      .position = rows.integer(1),
                                      .has_left = rows.integer(2) != 0,
                                      .is_removed = rows.integer(4) != 0,
                                      .reason = rows.text(3)});
        if (has_followers_) read_followed(article);
        if (has_capped_)
            for (auto rows = db_.query("SELECT tag FROM capped WHERE article = ?", article.id); rows.next();)
                article.capped.push_back(rows.id<TagId>(0));
        for (const auto& place : article.places) read_tag(place.tag);
        read_owner(article.owner);
        known_.articles.push_back(std::move(article));
        return index;
    }

    /// What it is in without a position; it may have had one.
    void read_followed(IngestArticle& article) {
        for (auto rows = db_.query("SELECT f.tag, f.reason, f.position <= s.floor FROM follower f "
                                   "JOIN tag_state s ON s.tag = f.tag WHERE f.article = ?",
                                   article.id);
             rows.next();) {
            const auto tag = rows.id<TagId>(0);
            std::erase_if(article.places, [tag](const KnownPlace& place) { return place.tag == tag; });
            article.places.push_back(
                {.tag = tag, .is_follower = true, .is_removed = rows.integer(2) != 0, .reason = rows.text(1)});
        }
    }

    /// Whether retention has removed it.
    bool is_buried(const CleanItem& item) {
        if (db_.query("SELECT 1 FROM tombstone WHERE ident = ?", item.ident).next()) return true;
        const auto link = addresses_.of(item).link;
        return link != 0 &&
               db_.query("SELECT 1 FROM tombstone WHERE link = ? AND content_hash = ? LIMIT 1", link, item.content_hash)
                   .next();
    }

    /// The titles that the source told lately.
    void read_titles(const PollRecord& poll, std::size_t number) {
        auto& burst = known_.bursts[number];
        if (poll.last_success == Time{}) {
            // Not max(first_seen): no index has it. A database of an earlier version does not know when news came last.
            auto rows = db_.query("SELECT ifnull((SELECT last_new FROM poll WHERE source = ?1), (SELECT first_seen "
                                  "FROM article WHERE owner = ?1 ORDER BY published DESC LIMIT 1))",
                                  poll.source);
            if (rows.next()) burst.last_news = rows.time(0);
        }
        Time newest = poll.poll.tried;
        for (auto rows = db_.query("SELECT entry, published FROM article WHERE owner = ? "
                                   "ORDER BY published DESC LIMIT ?",
                                   poll.source, most_titles);
             rows.next() && rows.time(1) > newest - title_window;) {
            if (newest == Time{}) newest = rows.time(1);
            if (auto title = burst_title(decode_entry(rows.bytes(0)).title); !title.empty())
                burst.titles.insert(std::move(title));
        }
    }

    /// The newest date of the last document, where this one has none of its items.
    void read_newest_of_last(std::size_t number) {
        const auto last = known_.last_documents.find(number);
        if (last == known_.last_documents.end() || last->second.size() < 2) return;
        Time newest{};
        for (const auto& ident : last->second) {
            auto rows = db_.query("SELECT published FROM article WHERE ident = ?", ident);
            if (rows.next()) newest = std::max(newest, rows.time(0));
        }
        known_.last_newest.emplace(number, newest);
    }

    /// How many of the source's articles have joined the tags that this poll asks for.
    void read_joined(const PollRecord& poll, const Teller& teller) {
        known_.max_per_day.emplace(poll.source, teller.max_per_day);
        for (const auto& item : poll.items)
            for (const auto& membership : item.tags) {
                const auto [found, is_new] = known_.joined.try_emplace({poll.source, membership.tag, poll.day});
                if (is_new) found->second = count_joined(db_, membership.tag, poll.source, poll.day);
            }
    }

    /// Needed where more than the owner's own words come in.
    void read_appearances(ArticleIndex index, SourceId teller, const CleanItem& item) {
        const auto& article = known_.articles[std::to_underlying(index)];
        const bool is_same = article.content_hash == item.content_hash && article.exact_hash == item.exact_hash;
        if (article.owner != teller || !is_same || article.is_withdrawn) read_appearances(index);
    }

    void read_appearances(ArticleIndex index) {
        auto& article = known_.articles[std::to_underlying(index)];
        if (!with_appearances_.insert(index).second) return;
        for (auto rows = db_.query("SELECT source FROM appearance WHERE article = ?", article.id); rows.next();)
            article.appearances.push_back(rows.id<SourceId>(0));
    }

    void read_tag(TagId tag) {
        if (!tags_.insert(tag).second) return;
        auto rows = db_.query("SELECT is_configured FROM tag WHERE id = ?", tag);
        if (!rows.next() || rows.integer(0) == 0) known_.away_tags.insert(tag);
    }

    void read_owner(SourceId owner) {
        const auto [found, is_new] = known_.sources.try_emplace(owner);
        if (!is_new) return;
        auto rows = db_.query(
            "SELECT s.is_configured, p.is_disabled FROM source s JOIN poll p ON p.source = s.id WHERE s.id = ?", owner);
        found->second.is_gone = !rows.next() || rows.integer(0) == 0 || rows.integer(1) != 0;
    }

    /// An article of this source with this link that says the same.
    std::optional<ArticleIndex> find_at_link(SourceId source, const CleanItem& item) {
        const auto link = addresses_.of(item).link;
        if (!ids_.is_told(link)) return std::nullopt;
        for (const auto hash : {link, published_hash(link)}) {
            std::optional<IngestArticle> same;
            int looked_at = 0;
            for (auto rows =
                     db_.query("SELECT " ARNA_KNOWN_COLUMNS " FROM address d JOIN article a ON a.id = d.article "
                               "WHERE d.hash = ? AND d.source = ? ORDER BY d.article DESC LIMIT ?",
                               hash, source, most_of_one_address);
                 !same && rows.next(); ++looked_at)
                if (rows.id<SourceId>(2) == source &&
                    (rows.hash(3) == item.content_hash || (!rows.is_null(12) && rows.hash(12) == item.content_hash)))
                    same = article_of(rows);
            if (same) return keep(std::move(*same));
            if (looked_at >= most_of_one_address) may_be_renumbered_ = true; // all its items link there
        }
        return std::nullopt;
    }

    /// The last document of a source whose present one tells what was withdrawn, and the articles that may have been.
    void read_last(const PollRecord& poll, std::size_t number) {
        if (!poll.is_judged || poll.is_told_apart || poll.seen.empty()) return;
        auto last = read_last_document(db_, poll.source);
        std::unordered_set<Ident, IdentHash> present;
        for (const auto& item : poll.seen) present.insert(item.ident);
        const auto stayed = std::ranges::find_if(last.rbegin(), last.rend(),
                                                 [&](const Ident& ident) { return present.contains(ident); });
        for (auto ident = stayed; ident != last.rend(); ++ident) {
            if (present.contains(*ident)) continue;
            if (const auto index = find(*ident)) read_appearances(*index);
        }
        known_.last_documents.emplace(number, std::move(last));
    }

    void read_vanished(const PollRecord& poll, std::size_t number) {
        if (poll.seen.empty() || poll.is_told_apart) return;
        std::unordered_set<Ident, IdentHash> present;
        for (const auto& item : poll.seen) present.insert(item.ident);
        for (const auto& item : poll.items) present.insert(item.item.ident);
        auto& vanished = known_.vanished[number];
        std::size_t shared = 0;
        for (const auto& [_, ident] : read_seen_items(db_, poll.source)) {
            const bool is_present = present.contains(ident);
            if (is_present && (vanished.are_ids_stable || ++shared > most_shared)) continue;
            const auto entry = read_entry(ident, poll.source);
            if (!entry) continue;
            if (is_present) {
                vanished.are_ids_stable = entry->link.empty();
                continue;
            }
            const auto index = *find(ident);
            const auto content_hash = known_.articles[std::to_underlying(index)].content_hash;
            if (entry->link.empty())
                vanished.unlinked.emplace(std::pair(content_hash, entry->published), index);
            else
                vanished.linked.emplace(std::pair(content_hash, canonical_url(entry->link)), index);
        }
    }

    /// What an article of this source says; nothing if there is none.
    std::optional<Entry> read_entry(const Ident& ident, SourceId source) {
        auto rows = db_.query("SELECT entry FROM article WHERE ident = ? AND owner = ?", ident, source);
        return rows.next() ? std::optional(decode_entry(rows.bytes(0))) : std::nullopt;
    }

    sqlite::Connection& db_;
    BatchAddresses& addresses_;
    IngestKnowledge known_;
    StoryReader stories_;
    EntryIdReader ids_;
    bool has_followers_ = false, has_capped_ = false, has_tombstones_ = false; ///< anywhere
    std::map<SourceId, Teller> tellers_;
    bool may_be_renumbered_ = false; ///< an item of the present poll may be one of the last document under another id
    std::set<ArticleIndex> with_appearances_;
    std::set<TagId> tags_;
};

} // namespace

IngestKnowledge read_knowledge(sqlite::Connection& db, BodyCodec& codec, std::span<const PollRecord> polls,
                               BatchAddresses& addresses) {
    return KnowledgeReader(db, codec, addresses).read(polls);
}

} // namespace arna
