#include "daemon/store/digest_period.hpp"
#include "daemon/store/sqlite/rows/articles/article_loader.hpp"
#include "daemon/store/sqlite/rows/digest_rows.hpp"
#include "daemon/store/sqlite/sqlite_reader.hpp"
#include "daemon/store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <utility>

namespace arna {
namespace {

using sqlite::Connection;
using std::chrono::sys_days;

/// What was published earlier before it joined is history that a new source or rule brought.
constexpr std::chrono::milliseconds news_age = std::chrono::hours(48);

std::int64_t number_of(sys_days day) { return day.time_since_epoch().count(); }
sys_days day_of(std::int64_t number) { return sys_days(std::chrono::days(number)); }

DigestState state_of(const sqlite::Rows& rows) {
    return {.tag = rows.id<TagId>(0),
            .kind = rows.id<DigestKind>(1),
            .is_configured = rows.integer(2) != 0,
            .version = rows.integer(3),
            .changed = rows.time(4)};
}

/// Makes the digests of one feed.
class DigestMaker {
public:
    DigestMaker(Connection& db, BodyCodec& codec, const DigestSetup& setup, const TimeZone& zone,
                const DescribeForDigest& describe)
        : db_(db), loader_(db, codec), setup_(setup), periods_(setup.kind, zone), describe_(describe) {}

    struct Made {
        std::size_t count = 0;
        bool has_changed = false; ///< the feed: what was made too early was taken back, too
    };

    Made make(Time now) {
        if (!read_state()) return {};
        const bool was_early = since_ > now + longest_clock_lead;
        if (was_early) take_back(now);
        const sys_days present = periods_.at(now);
        if (present <= running_) return {.has_changed = was_early};
        const Time until = std::max(since_, periods_.start(present));
        auto groups = joined_until(until);
        drop_oldest(groups);
        std::size_t count = 0;
        std::optional<sys_days> last;
        for (const auto& [period, places] : groups) {
            write(period, places);
            if (have_all_left(places)) continue; // nothing to be shown yet
            last = period;
            ++count;
        }
        note_made(present, until, last);
        return {.count = count, .has_changed = was_early || count > 0};
    }

private:
    /// An article that joined in a period. One that has left has its line when it comes back.
    struct Place {
        ArticleId article{};
        bool has_left = false;
    };
    using Places = std::vector<Place>; ///< in the order of the feed
    using Groups = std::map<sys_days, Places>;

    static bool have_all_left(const Places& places) { return std::ranges::all_of(places, &Place::has_left); }

    /// Leaves the groups that are kept once they are digests.
    void drop_oldest(Groups& groups) const {
        auto first = groups.end();
        for (std::size_t shown = 0; first != groups.begin() && shown < digests_kept(setup_.kind);)
            if (!have_all_left((--first)->second)) ++shown;
        groups.erase(groups.begin(), first);
    }

    bool read_state() {
        auto rows =
            db_.query("SELECT period, since FROM digest_state WHERE tag = ? AND kind = ?", setup_.tag, setup_.kind);
        if (!rows.next()) return false;
        running_ = day_of(rows.integer(0));
        since_ = rows.time(1);
        return true;
    }

    /// The clock was far ahead and was set right: what it made of periods that have not ended is made again when they
    /// have, and what joined meanwhile joins now; or when the last digest of the other kind ends, if that one stays.
    void take_back(Time now) {
        db_.run("UPDATE membership SET joined = min(joined, max(?2, ifnull((SELECT max(since) FROM digest_state "
                "WHERE tag = ?1 AND kind <> ?3 AND since <= ?4), 0))) WHERE tag = ?1 AND joined > ?2",
                setup_.tag, now, setup_.kind, now + longest_clock_lead);
        db_.run("DELETE FROM digest WHERE tag = ? AND kind = ? AND \"end\" > ?", setup_.tag, setup_.kind, now);
        running_ = periods_.at(now);
        since_ = periods_.start(running_);
        {
            auto rows =
                db_.query("SELECT max(\"end\") FROM digest WHERE tag = ? AND kind = ?", setup_.tag, setup_.kind);
            if (rows.next()) since_ = std::max(since_, rows.time(0));
        }
        db_.run("UPDATE digest_state SET period = ?, since = ?, version = version + 1, changed = ? "
                "WHERE tag = ? AND kind = ?",
                number_of(running_), since_, now, setup_.tag, setup_.kind);
    }

    struct Joined {
        Time published;
        std::int64_t position = 0;
        Time came;
        Place place;
    };

    /// What joined since the last digest, by period. A period that the zone has moved begins where the last one ended.
    Groups joined_until(Time until) {
        auto joined = members_since();
        add_left_since(joined);
        std::erase_if(joined, [&](const Joined& one) {
            return one.came < since_ || one.came >= until || one.published <= one.came - news_age;
        });
        std::ranges::sort(joined, std::greater(),
                          [](const Joined& one) { return std::pair(one.published, one.position); });
        Groups groups;
        for (const Joined& one : joined) groups[std::max(running_, periods_.at(one.came))].push_back(one.place);
        return groups;
    }

    std::vector<Joined> members_since() {
        std::vector<Joined> joined;
        for (auto rows = db_.query("SELECT m.published, m.position, ifnull(m.joined, a.first_seen), m.article "
                                   "FROM membership m JOIN article a ON a.id = m.article "
                                   "WHERE m.tag = ? AND m.has_left = 0 AND m.published > ?",
                                   setup_.tag, since_ - news_age);
             rows.next();)
            joined.push_back(joined_of(rows, false));
        return joined;
    }

    /// No index has those that have left. They are looked for from the last position back, which is the order of
    /// joining as far as the clock is right.
    void add_left_since(std::vector<Joined>& joined) {
        auto rows = db_.query("SELECT m.published, m.position, ifnull(m.joined, a.first_seen), m.article, m.has_left "
                              "FROM membership m JOIN article a ON a.id = m.article "
                              "WHERE m.tag = ? ORDER BY m.position DESC",
                              setup_.tag);
        while (rows.next() && rows.time(2) >= since_ - longest_clock_lead)
            if (rows.integer(4) != 0) joined.push_back(joined_of(rows, true));
    }

    static Joined joined_of(const sqlite::Rows& rows, bool has_left) {
        return {.published = rows.time(0),
                .position = rows.integer(1),
                .came = rows.time(2),
                .place = {.article = rows.id<ArticleId>(3), .has_left = has_left}};
    }

    void write(sys_days period, const Places& places) {
        StoredDigest digest{.title = setup_.title, .language = setup_.language, .lines = {}, .others = {}};
        const auto shown = static_cast<std::size_t>(std::ranges::count(places, false, &Place::has_left));
        auto room_for_left = most_digest_lines - std::min(shown, most_digest_lines);
        for (const auto [article, has_left] : places) {
            const bool has_line = has_left ? room_for_left > 0 : digest.lines.size() < most_digest_lines;
            if (!has_line) {
                digest.others.push_back({.article = article, .has_left = has_left});
                continue;
            }
            if (has_left) --room_for_left;
            digest.lines.push_back(describe_(loader_.load(article).article));
            digest.lines.back().article = article;
            digest.lines.back().has_left = has_left;
        }
        const Time start = period == running_ ? since_ : std::max(since_, periods_.start(period));
        const Time end = periods_.end(period);
        db_.run("INSERT INTO digest (tag, kind, period, start, \"end\", updated, lines) VALUES (?, ?, ?, ?, ?5, ?5, ?)",
                setup_.tag, setup_.kind, number_of(period), start, end, sqlite::as_blob(encode_digest(digest)));
    }

    void note_made(sys_days present, Time until, std::optional<sys_days> last) {
        db_.run("UPDATE digest_state SET period = ?, since = ?, version = version + ?, changed = max(changed, ?) "
                "WHERE tag = ? AND kind = ?",
                number_of(present), until, last.has_value(), last ? periods_.end(*last) : Time{}, setup_.tag,
                setup_.kind);
        trim(last.has_value());
    }

    /// Of those that show only while the document changes anyway. Hidden ones take no place of theirs.
    void trim(bool has_changed) {
        const std::size_t kept = digests_kept(setup_.kind);
        std::size_t shown = 0, hidden = 0;
        std::vector<std::int64_t> surplus;
        for (auto rows = db_.query("SELECT period, lines FROM digest WHERE tag = ? AND kind = ? ORDER BY period DESC",
                                   setup_.tag, setup_.kind);
             rows.next();) {
            const bool is_hidden = decode_digest(rows.bytes(1)).is_hidden();
            const bool is_surplus = shown >= kept || (is_hidden && hidden >= kept);
            if (is_surplus && (is_hidden || has_changed)) surplus.push_back(rows.integer(0));
            ++(is_hidden ? hidden : shown);
        }
        for (const auto period : surplus)
            db_.run("DELETE FROM digest WHERE tag = ? AND kind = ? AND period = ?", setup_.tag, setup_.kind, period);
    }

    Connection& db_;
    ArticleLoader loader_;
    const DigestSetup& setup_;
    DigestPeriods periods_;
    const DescribeForDigest& describe_;
    sys_days running_; ///< the period that is made next
    Time since_;       ///< when it began
};

} // namespace

void SqliteStore::sync_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now) {
    write([&](Connection& db) {
        db.run("UPDATE digest_state SET is_configured = 0 WHERE is_configured <> 0");
        for (const DigestSetup& setup : setups) {
            const DigestPeriods periods(setup.kind, zone);
            const sys_days present = periods.at(now);
            db.run("INSERT INTO digest_state (tag, kind, is_configured, period, since, version, changed) "
                   "VALUES (?, ?, 1, ?, ?, 0, ?) ON CONFLICT (tag, kind) DO UPDATE SET is_configured = 1",
                   setup.tag, setup.kind, number_of(present), periods.start(present), now);
        }
    });
}

DigestsMade SqliteStore::make_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now,
                                      const DescribeForDigest& describe) {
    return write([&](Connection& db) {
        DigestsMade made;
        for (const DigestSetup& setup : setups) {
            const auto [count, has_changed] = DigestMaker(db, codec_, setup, zone, describe).make(now);
            made.counts[static_cast<std::size_t>(setup.kind)] += count;
            if (has_changed) made.tags.push_back(setup.tag);
        }
        return made;
    });
}

DigestState SqliteReader::digest_state(TagId tag, DigestKind kind) {
    auto rows = db_.query("SELECT tag, kind, is_configured, version, changed FROM digest_state "
                          "WHERE tag = ? AND kind = ?",
                          tag, kind);
    return rows.next() ? state_of(rows) : DigestState{.tag = tag, .kind = kind, .is_configured = false};
}

std::vector<DigestState> SqliteReader::digest_states() {
    std::vector<DigestState> states;
    for (auto rows = db_.query("SELECT tag, kind, is_configured, version, changed FROM digest_state "
                               "ORDER BY tag, kind");
         rows.next();)
        states.push_back(state_of(rows));
    return states;
}

DigestPage SqliteReader::digests(TagId tag, DigestKind kind) {
    const sqlite::Transaction snapshot(db_, sqlite::Transaction::Kind::read);
    DigestPage page{.state = digest_state(tag, kind), .digests = {}};
    for (auto rows = db_.query("SELECT period, \"end\", updated, lines FROM digest WHERE tag = ? AND kind = ? "
                               "ORDER BY period DESC",
                               tag, kind);
         rows.next();) {
        auto stored = decode_digest(rows.bytes(3));
        std::erase_if(stored.lines, &DigestLine::has_left);
        if (stored.lines.empty()) continue;
        const auto more = std::ranges::count(stored.others, false, &StoredDigest::Unlisted::has_left);
        page.digests.push_back({.period = day_of(rows.integer(0)),
                                .end = rows.time(1),
                                .updated = rows.time(2),
                                .title = std::move(stored.title),
                                .language = std::move(stored.language),
                                .lines = std::move(stored.lines),
                                .more = static_cast<std::size_t>(more)});
    }
    return page;
}

} // namespace arna
