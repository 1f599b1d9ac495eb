#include "daemon/store/sqlite/ingest/memberships.hpp"

namespace arna {

void Memberships::apply(ArticleId article, Time published, const PlaceChange& change) {
    using Kind = PlaceChange::Kind;
    if (change.kind == Kind::join) return join(article, published, change);
    const auto position = change.position != 0 ? change.position : position_of(article, change.tag);
    switch (change.kind) {
    case Kind::join: break;
    case Kind::come_back: return come_back(change, position);
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
    versions_.raise_sources_of(article, effect);
}

void Memberships::join(ArticleId article, Time published, const PlaceChange& change) {
    const auto version = versions_.raise(change.tag, Effect::news);
    versions_.count_members(change.tag, 1);
    db_.run("INSERT INTO membership (tag, position, article, published, version, reason, news) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)",
            change.tag, versions_.give_position(change.tag), article, published, version, *change.reason);
}

void Memberships::come_back(const PlaceChange& change, std::int64_t position) {
    const auto version = versions_.raise(change.tag, Effect::news);
    versions_.count_members(change.tag, 1);
    db_.run("UPDATE membership SET has_left = 0, revised = ?1, version = ?2, news = ?2, reason = ?3 "
            "WHERE tag = ?4 AND position = ?5",
            now_, version, *change.reason, change.tag, position);
}

/// What has left is no revision of the tag that anybody should look at.
void Memberships::leave(TagId tag, std::int64_t position) {
    const auto version = versions_.raise(tag, Effect::news);
    versions_.count_members(tag, -1);
    db_.run("UPDATE membership SET has_left = 1, revised = NULL, version = ? WHERE tag = ? AND position = ?", version,
            tag, position);
}

void Memberships::show(const PlaceChange& change, std::int64_t position) {
    const auto version = versions_.raise(change.tag, change.effect);
    if (change.effect == Effect::news)
        db_.run("UPDATE membership SET revised = ?1, version = ?2, news = ?2 WHERE tag = ?3 AND position = ?4", now_,
                version, change.tag, position);
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

} // namespace arna
