#include "daemon/store/sqlite/known_articles.hpp"
#include "daemon/store/sqlite/memberships.hpp"
#include "daemon/store/sqlite/poll_rows.hpp"
#include "daemon/store/sqlite/seen_rows.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"
#include "daemon/store/sqlite/stored_facts.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace arna {
namespace {

using sqlite::Connection;

/// The polls of one transaction.
class Ingest {
public:
    Ingest(Connection& db, BodyCodec& codec, const StoreOptions& options, Time now)
        : db_(db), codec_(codec), options_(options), now_(now), versions_(db, now), memberships_(db, versions_, now) {}

    IngestResult take(const PollRecord& poll) {
        result_ = {};
        others_.clear();
        source_ = poll.source;
        facts_ = note_facts(poll);
        for (const auto i : oldest_first(poll.items)) take(poll.items[i]);
        write_poll(db_, poll.source, poll.poll);
        write_seen(db_, poll.source, poll.seen, others_);
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
        auto known = find_known(db_, given.item.ident);
        if (!known) return take_unknown(given);
        if (known->owner == source_) return retell(*known, given);
        if (!is_gone(known->owner)) return appear(*known, given);
        take_over(*known);
        tell_anew(*known, given.item);
        gain(*known, given.tags);
    }

    void take_unknown(const IngestItem& given) {
        const EntryAddresses addresses(given.item.entry);
        const auto at_link = articles_at(db_, addresses.link);
        // Some feeds give an item a new id in every answer: what this source told word for word, with the same link, is
        // not told again.
        for (auto known : at_link)
            if (known.owner == source_ && known.content_hash == given.item.content_hash) return retell(known, given);
        add(given, addresses, addresses.id == addresses.link ? at_link : articles_at(db_, addresses.id));
    }

    void add(const IngestItem& given, const EntryAddresses& addresses, const std::vector<Known>& at_id) {
        const auto& entry = given.item.entry;
        const auto first_published = published(given.item);
        const auto entry_id = choose_entry_id(db_, given.item.ident, entry.id, at_id);
        const auto encoded = encode_entry(entry);
        db_.run(
            "INSERT INTO article (ident, owner, content_hash, published, updated, first_seen, facts, facts_updated, "
            "entry_id, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            given.item.ident, source_, given.item.content_hash, first_published,
            entry.updated.value_or(first_published), now_, facts_.id, facts_.updated, entry_id,
            sqlite::as_blob(encoded));
        const auto id = static_cast<ArticleId>(db_.last_row_id());
        if (const auto data = codec_.encode(entry); !data.empty())
            db_.run("INSERT INTO body (article, sanitizer, data) VALUES (?, ?, ?)", id, options_.sanitizer_version,
                    sqlite::as_blob(data));
        add_addresses(id, addresses);
        if (entry_id != entry.id) add_address(db_, id, address_hash(entry_id));
        for (const auto& tag : given.tags) memberships_.join(id, first_published, {}, tag);
        versions_.raise(source_, Effect::news);
        ++result_.added;
    }

    void add_addresses(ArticleId article, const EntryAddresses& addresses) {
        add_address(db_, article, addresses.link);
        if (addresses.id != addresses.link) add_address(db_, article, addresses.id);
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
        memberships_.show_change(known.id, Effect::aside);
    }

    void revise(const Known& known, const CleanItem& item) {
        db_.run(
            "INSERT INTO old_body (article, revision, replaced, entry, data) SELECT a.id, a.revision, ?, a.entry, b.data "
            "FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?",
            now_, known.id);
        overwrite(known, item, std::max({known.updated, item.entry.updated.value_or(Time{}), now_}), 1);
        memberships_.show_change(known.id, Effect::news);
        ++result_.revised;
    }

    void overwrite(const Known& known, const CleanItem& item, Time updated, int revisions) {
        const auto encoded = encode_entry(item.entry);
        db_.run(
            "UPDATE article SET content_hash = ?, revision = revision + ?, updated = ?, facts = ?, facts_updated = ?, entry = ? "
            "WHERE id = ?",
            item.content_hash, revisions, updated, facts_.id, facts_.updated, sqlite::as_blob(encoded), known.id);
        const auto data = codec_.encode(item.entry);
        if (data.empty())
            db_.run("DELETE FROM body WHERE article = ?", known.id);
        else
            db_.run("INSERT OR REPLACE INTO body (article, sanitizer, data) VALUES (?, ?, ?)", known.id,
                    options_.sanitizer_version, sqlite::as_blob(data));
        add_addresses(known.id, EntryAddresses(item.entry));
    }

    /// Another source has it too.
    void appear(const Known& known, const IngestItem& given) {
        others_.insert(given.item.ident);
        const bool is_new =
            db_.run("INSERT OR IGNORE INTO appearance (article, source, published, seen, facts, facts_updated) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    known.id, source_, known.published, now_, facts_.id, facts_.updated) > 0;
        if (is_new) {
            memberships_.show_change(known.id, Effect::aside);
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
        memberships_.show_change(known.id, Effect::aside);
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
    std::set<Ident> others_; ///< articles of the present poll that another source owns
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
