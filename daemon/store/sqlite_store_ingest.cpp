#include "daemon/store/addresses.hpp"
#include "daemon/store/memberships.hpp"
#include "daemon/store/poll_rows.hpp"
#include "daemon/store/sqlite_store.hpp"
#include "daemon/store/stored_facts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace arna {
namespace {

using sqlite::Connection;

/// What ingest needs of an article that the store has.
struct Known {
    ArticleId id{};
    SourceId owner{};
    std::uint64_t content_hash = 0;
    Time published{}, updated{};
    std::string entry_id;
};

Known known_of(const sqlite::Rows& rows) {
    return {.id = rows.id<ArticleId>(0),
            .owner = rows.id<SourceId>(1),
            .content_hash = rows.hash(2),
            .published = rows.time(3),
            .updated = rows.time(4),
            .entry_id = rows.text(5)};
}

sqlite::Blob blob(const std::string& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

/// The polls of one transaction.
class Ingest {
public:
    Ingest(Connection& db, BodyCodec& codec, const StoreOptions& options, Time now)
        : db_(db), codec_(codec), options_(options), now_(now), versions_(db, now), memberships_(db, versions_, now) {}

    IngestResult take(const PollRecord& poll) {
        result_ = {};
        source_ = poll.source;
        facts_ = note_facts(poll);
        for (const auto i : oldest_first(poll.items)) take(poll.items[i]);
        write_poll(db_, poll.source, poll.poll);
        versions_.report(result_);
        return std::move(result_);
    }

    void finish() { versions_.save(); }

private:
    [[nodiscard]] Time published(const CleanItem& item) const { return item.entry.published.value_or(now_); }

    /// Order of positions: oldest first. Feeds list the newest first, so of equal dates the document's last is the oldest.
    std::vector<std::size_t> oldest_first(const std::vector<IngestItem>& items) const {
        std::vector<std::size_t> order(items.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {},
                          [&](std::size_t i) { return std::pair(published(items[i].item), items.size() - i); });
        return order;
    }

    StoredFacts note_facts(const PollRecord& poll) {
        if (!poll.facts) return poll.items.empty() ? StoredFacts{} : latest_facts(db_, poll.source);
        const auto noted = store_facts(db_, poll.source, *poll.facts);
        if (noted.is_new) versions_.raise(poll.source, Effect::aside);
        return noted.facts;
    }

    void take(const IngestItem& given) {
        auto known = find(given.item);
        if (!known) return add(given);
        if (known->owner == source_) return retell(*known, given);
        if (!is_gone(known->owner)) return appear(*known, given);
        take_over(*known);
        tell_anew(*known, given.item);
        gain(*known, given.tags);
    }

    std::optional<Known> find(const CleanItem& item) {
        auto rows = db_.query(
            "SELECT id, owner, content_hash, published, updated, entry_id FROM article WHERE ident = ?", item.ident);
        if (rows.next()) return known_of(rows);
        if (item.entry.link.empty()) return std::nullopt;
        // Some feeds give an item a new id in every answer: what this source told word for word, with the same link, is
        // not told again.
        auto same = db_.query(
            "SELECT id, owner, content_hash, published, updated, entry_id FROM article WHERE owner = ? AND "
            "content_hash = ? AND id IN (SELECT article FROM address WHERE hash = ? ORDER BY article DESC LIMIT ?)",
            source_, item.content_hash, address_hash(item.entry.link), most_of_one_address);
        if (same.next()) return known_of(same);
        return std::nullopt;
    }

    void add(const IngestItem& given) {
        const auto& entry = given.item.entry;
        const auto first_published = published(given.item);
        const auto entry_id = choose_entry_id(db_, given.item.ident, entry);
        const auto encoded = encode_entry(entry);
        db_.run(
            "INSERT INTO article (ident, owner, content_hash, published, updated, first_seen, facts, facts_updated, entry_id, "
            "entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            given.item.ident, source_, given.item.content_hash, first_published,
            entry.updated.value_or(first_published), now_, facts_.id, facts_.updated, entry_id, blob(encoded));
        const auto id = static_cast<ArticleId>(db_.last_row_id());
        write_body(id, entry);
        add_addresses(db_, id, entry_id, entry);
        for (const auto& tag : given.tags) memberships_.join(id, first_published, {}, tag);
        versions_.raise(source_, Effect::news);
        ++result_.added;
    }

    /// The owner says it again, perhaps in other words.
    void retell(Known& known, const IngestItem& given) {
        tell_anew(known, given.item);
        memberships_.replace(known.id, known.published, given.tags);
    }

    void tell_anew(Known& known, const CleanItem& item) {
        if (known.content_hash == item.content_hash) return;
        const bool is_other_version = (known.content_hash ^ item.content_hash) >> 56 != 0; // identity/content_hash.hpp
        if (!is_other_version) return revise(known, item);
        overwrite(known, item, known.updated, 0); // the hashes differ without the source having changed a word
        show(known.id, Effect::aside);
    }

    void revise(const Known& known, const CleanItem& item) {
        db_.run(
            "INSERT INTO old_body (article, revision, replaced, entry, data) SELECT a.id, a.revision, ?, a.entry, b.data "
            "FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?",
            now_, known.id);
        overwrite(known, item, std::max({known.updated, item.entry.updated.value_or(Time{}), now_}), 1);
        show(known.id, Effect::news);
        ++result_.revised;
    }

    void overwrite(const Known& known, const CleanItem& item, Time updated, int revisions) {
        const auto encoded = encode_entry(item.entry);
        db_.run(
            "UPDATE article SET content_hash = ?, revision = revision + ?, updated = ?, facts = ?, facts_updated = ?, entry = ? "
            "WHERE id = ?",
            item.content_hash, revisions, updated, facts_.id, facts_.updated, blob(encoded), known.id);
        write_body(known.id, item.entry);
        add_addresses(db_, known.id, known.entry_id, item.entry);
    }

    void write_body(ArticleId article, const Entry& entry) {
        const auto data = codec_.encode(entry);
        if (data.empty())
            db_.run("DELETE FROM body WHERE article = ?", article);
        else
            db_.run("INSERT OR REPLACE INTO body (article, sanitizer, data) VALUES (?, ?, ?)", article,
                    options_.sanitizer_version, blob(data));
    }

    /// Another source has it too.
    void appear(const Known& known, const IngestItem& given) {
        const bool is_new =
            db_.run("INSERT OR IGNORE INTO appearance (article, source, published, seen, facts, facts_updated) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    known.id, source_, known.published, now_, facts_.id, facts_.updated) > 0;
        if (is_new) {
            show(known.id, Effect::aside);
            versions_.raise(source_, Effect::news);
            ++result_.appeared;
        }
        gain(known, given.tags);
    }

    void gain(const Known& known, const std::vector<Membership>& tags) {
        if (tags.empty()) return;
        const auto places = memberships_.places(known.id);
        for (const auto& tag : tags) memberships_.join(known.id, known.published, places, tag);
    }

    /// The owner is gone, so the next source that has the article owns it; the old owner stays as one it appeared in.
    void take_over(Known& known) {
        db_.run("INSERT OR IGNORE INTO appearance (article, source, published, seen, facts, facts_updated) "
                "SELECT id, owner, published, first_seen, facts, facts_updated FROM article WHERE id = ?",
                known.id);
        db_.run("DELETE FROM appearance WHERE article = ? AND source = ?", known.id, source_);
        db_.run("UPDATE article SET owner = ?, facts = ?, facts_updated = ? WHERE id = ?", source_, facts_.id,
                facts_.updated, known.id);
        known.owner = source_;
        show(known.id, Effect::aside);
    }

    /// Every feed that has the article shows that it changed.
    void show(ArticleId article, Effect effect) {
        memberships_.show_change(article, effect);
        for (auto rows = db_.query(
                 "SELECT owner FROM article WHERE id = ?1 UNION ALL SELECT source FROM appearance WHERE article = ?1",
                 article);
             rows.next();)
            versions_.raise(rows.id<SourceId>(0), effect);
    }

    /// A source that left the configuration or was answered 410.
    bool is_gone(SourceId source) {
        const auto [found, is_unknown] = gone_.emplace(source, false);
        if (is_unknown) {
            auto rows = db_.query(
                "SELECT s.is_configured, p.is_disabled FROM source s JOIN poll p ON p.source = s.id WHERE s.id = ?",
                source);
            found->second = !rows.next() || rows.integer(0) == 0 || rows.integer(1) != 0;
        }
        return found->second;
    }

    Connection& db_;
    BodyCodec& codec_;
    const StoreOptions& options_;
    Time now_;
    FeedVersions versions_;
    Memberships memberships_;
    std::map<SourceId, bool> gone_;
    SourceId source_{}; ///< of the present poll
    StoredFacts facts_;
    IngestResult result_;
};

} // namespace

std::vector<IngestResult> SqliteStore::ingest_each(std::span<const PollRecord> polls, Time now) {
    return write([&](Connection& db) {
        Ingest ingest(db, codec_, options_, now);
        std::vector<IngestResult> results;
        results.reserve(polls.size());
        for (const auto& poll : polls) results.push_back(ingest.take(poll));
        ingest.finish();
        return results;
    });
}

} // namespace arna
