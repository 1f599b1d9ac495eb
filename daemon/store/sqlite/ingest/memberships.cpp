#include "daemon/store/sqlite/ingest/memberships.hpp"

#include "daemon/store/sqlite/rows/tag_rows.hpp"

namespace arna {

void Memberships::apply(ArticleId article, Time published, const PlaceChange& change) {
    using Kind = PlaceChange::Kind;
    if (change.kind == Kind::join) return join(article, published, change);
    if (change.is_follower && apply_to_follower(article, published, change)) return;
    const auto position = change.position != 0 ? change.position : position_of(article, change.tag);
    if (position == 0) return;
    switch (change.kind) {
    case Kind::join:
    case Kind::lead: break;
    case Kind::come_back: return come_back(article, change, position);
    case Kind::leave: return leave(change.tag, position);
    case Kind::show: return show(change, position);
    }
}

void Memberships::show_change(ArticleId article, Effect effect) {
    std::vector<PlaceChange> changes;
    for (auto rows = db_.query("SELECT tag, position FROM membership WHERE article = ? AND has_left = 0", article);
         rows.next();)
        changes.push_back({.tag = rows.id<TagId>(0), .position = rows.integer(1), .effect = effect});
    for (const auto& change : changes) show(change, change.position);
    std::vector<std::pair<TagId, std::int64_t>> leads;
    for (auto rows = db_.query("SELECT tag, position FROM follower WHERE article = ?", article); rows.next();)
        leads.emplace_back(rows.id<TagId>(0), rows.integer(1));
    for (const auto& [tag, position] : leads) show_lead(tag, position);
    versions_.raise_sources_of(article, effect);
}

void Memberships::join(ArticleId article, Time published, const PlaceChange& change) {
    versions_.count_members(change.tag, 1);
    if (!follow(article, change)) enter(article, published, change.tag, *change.reason);
}

/// A new entry, of an article that is counted already.
void Memberships::enter(ArticleId article, Time published, TagId tag, const std::string& reason) {
    const auto version = versions_.raise(tag, Effect::news);
    db_.run("INSERT INTO membership (tag, position, article, published, version, reason, joined, news, moved) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5, ?8)",
            tag, versions_.give_position(tag), article, published, version, reason, digests_.time_of_joining(tag),
            versions_.changed(tag));
}

void Memberships::come_back(ArticleId article, const PlaceChange& change, std::int64_t position) {
    versions_.count_members(change.tag, 1);
    if (!follow(article, change)) enter_again(change, position);
}

/// At its old place.
void Memberships::enter_again(const PlaceChange& change, std::int64_t position) {
    const auto version = versions_.raise(change.tag, Effect::news);
    db_.run("UPDATE membership SET has_left = 0, revised = ?1, version = ?2, news = ?2, reason = ?3, moved = ?6 "
            "WHERE tag = ?4 AND position = ?5",
            now_, version, *change.reason, change.tag, position, versions_.changed(change.tag));
    digests_.show(change.tag, position, false);
}

/// What has left is no revision of the tag that anybody should look at.
void Memberships::leave(TagId tag, std::int64_t position) {
    const auto version = versions_.raise(tag, Effect::news);
    versions_.count_members(tag, -1);
    db_.run("UPDATE membership SET has_left = 1, revised = NULL, version = ?, moved = ? WHERE tag = ? AND position = ?",
            version, versions_.changed(tag), tag, position);
    digests_.show(tag, position, true);
    if (collapses(tag)) lead_instead(tag, position);
}

void Memberships::show(const PlaceChange& change, std::int64_t position) {
    const auto version = versions_.raise(change.tag, change.effect);
    if (change.effect == Effect::news)
        db_.run(
            "UPDATE membership SET revised = ?1, version = ?2, news = ?2, moved = ?5 WHERE tag = ?3 AND position = ?4",
            now_, version, change.tag, position, versions_.changed(change.tag));
    else if (!change.reason)
        db_.run("UPDATE membership SET version = ? WHERE tag = ? AND position = ?", version, change.tag, position);
    if (change.reason)
        db_.run("UPDATE membership SET version = ?, reason = ? WHERE tag = ? AND position = ?", version, *change.reason,
                change.tag, position);
}

std::int64_t Memberships::position_of(ArticleId article, TagId tag) {
    auto rows = db_.query("SELECT position FROM membership WHERE article = ? AND tag = ?", article, tag);
    return rows.next() ? rows.integer(0) : 0;
}

/// Joins behind the lead of its story, if the tag has one.
bool Memberships::follow(ArticleId article, const PlaceChange& change) {
    if (!collapses(change.tag)) return false;
    const auto lead = lead_of(article, change.tag);
    if (lead == 0) return false;
    db_.run("INSERT OR IGNORE INTO follower (tag, position, joined, article, reason) VALUES (?, ?, ?, ?, ?)",
            change.tag, lead, now_, article, *change.reason);
    show_lead(change.tag, lead);
    return true;
}

/// False if it follows nobody any more, but leads.
bool Memberships::apply_to_follower(ArticleId article, Time published, const PlaceChange& change) {
    const auto following = following_of(article, change.tag);
    if (!following) return false;
    switch (change.kind) {
    case PlaceChange::Kind::leave:
        forget_following(article, change.tag);
        versions_.raise(change.tag, Effect::aside);
        versions_.count_members(change.tag, -1);
        break;
    case PlaceChange::Kind::lead:
        forget_following(article, change.tag);
        enter(article, published, change.tag, following->reason);
        break;
    default:
        if (change.reason)
            db_.run("UPDATE follower SET reason = ? WHERE article = ? AND tag = ?", *change.reason, article,
                    change.tag);
        break;
    }
    show_lead(change.tag, following->lead);
    return true;
}

/// The lead at `position` has left: its first follower takes over, at a place of its own, and the others follow it.
void Memberships::lead_instead(TagId tag, std::int64_t position) {
    ArticleId next{};
    std::string reason;
    {
        auto rows = db_.query("SELECT article, reason FROM follower WHERE tag = ? AND position = ? "
                              "ORDER BY joined, article LIMIT 1",
                              tag, position);
        if (!rows.next()) return;
        next = rows.id<ArticleId>(0);
        reason = rows.text(1);
    }
    if (const auto other = lead_of(next, tag); other != 0) { // it was an entry before the tag collapsed
        db_.run("UPDATE follower SET position = ? WHERE tag = ? AND position = ?", other, tag, position);
        return show_lead(tag, other);
    }
    forget_following(next, tag);
    auto place = position_of(next, tag);
    if (place != 0) {
        enter_again({.tag = tag, .reason = &reason}, place);
    } else {
        Time published;
        {
            auto rows = db_.query("SELECT published FROM article WHERE id = ?", next);
            if (rows.next()) published = rows.time(0);
        }
        enter(next, published, tag, reason);
        place = position_of(next, tag);
    }
    db_.run("UPDATE follower SET position = ? WHERE tag = ? AND position = ?", place, tag, position);
}

/// The list of followers in the lead's entry has changed.
void Memberships::show_lead(TagId tag, std::int64_t position) {
    const auto version = versions_.raise(tag, Effect::aside);
    db_.run("UPDATE membership SET version = ? WHERE tag = ? AND position = ?", version, tag, position);
}

void Memberships::forget_following(ArticleId article, TagId tag) {
    db_.run("DELETE FROM follower WHERE article = ? AND tag = ?", article, tag);
}

std::optional<Memberships::Following> Memberships::following_of(ArticleId article, TagId tag) {
    auto rows = db_.query("SELECT position, joined, reason FROM follower WHERE article = ? AND tag = ?", article, tag);
    if (!rows.next()) return std::nullopt;
    return Following{.lead = rows.integer(0), .joined = rows.time(1), .reason = rows.text(2)};
}

/// The position of the first entry of the article's story; 0: there is none.
std::int64_t Memberships::lead_of(ArticleId article, TagId tag) {
    // CROSS JOIN keeps the order: for the sake of min() SQLite would else go through all members of the tag.
    auto rows = db_.query("SELECT min(m.position) FROM article a CROSS JOIN article b ON b.story = a.story "
                          "CROSS JOIN membership m ON m.article = b.id AND m.tag = ?2 "
                          "WHERE a.id = ?1 AND b.id <> ?1 AND m.has_left = 0",
                          article, tag);
    return rows.next() ? rows.integer(0) : 0;
}

bool Memberships::collapses(TagId tag) {
    if (!collapse_tags_) collapse_tags_ = read_tag_kinds(db_).collapse;
    return collapse_tags_->contains(tag);
}

} // namespace arna
