#include "daemon/store/sqlite/memberships.hpp"

#include <algorithm>

namespace arna {

std::vector<Memberships::Place> Memberships::places(ArticleId article) {
    std::vector<Place> found;
    for (auto rows = db_.query("SELECT tag, position, has_left, reason FROM membership WHERE article = ?", article);
         rows.next();)
        found.push_back({.tag = rows.id<TagId>(0),
                         .position = rows.integer(1),
                         .has_left = rows.integer(2) != 0,
                         .reason = rows.text(3)});
    return found;
}

void Memberships::join(ArticleId article, Time published, const std::vector<Place>& places, const Membership& wanted) {
    const auto place = std::ranges::find(places, wanted.tag, &Place::tag);
    if (place == places.end()) return add(article, published, wanted);
    if (!place->has_left && place->reason == wanted.reason) return;
    const auto version = versions_.raise(wanted.tag, place->has_left ? Effect::news : Effect::aside);
    if (place->has_left) {
        versions_.count_members(wanted.tag, 1);
        db_.run(
            "UPDATE membership SET has_left = 0, revised = ?, version = ?, reason = ? WHERE tag = ? AND position = ?",
            now_, version, wanted.reason, wanted.tag, place->position);
    } else {
        db_.run("UPDATE membership SET version = ?, reason = ? WHERE tag = ? AND position = ?", version, wanted.reason,
                wanted.tag, place->position);
    }
}

void Memberships::leave(const Place& place) {
    if (place.has_left) return;
    const auto version = versions_.raise(place.tag, Effect::news);
    versions_.count_members(place.tag, -1);
    db_.run("UPDATE membership SET has_left = 1, version = ? WHERE tag = ? AND position = ?", version, place.tag,
            place.position);
}

void Memberships::replace(ArticleId article, Time published, std::span<const Membership> wanted) {
    const auto before = places(article);
    for (const auto& place : before)
        if (!place.has_left && std::ranges::find(wanted, place.tag, &Membership::tag) == wanted.end() &&
            is_configured(place.tag))
            leave(place);
    for (const auto& membership : wanted) join(article, published, before, membership);
}

void Memberships::show_change(ArticleId article, Effect effect) {
    for (const auto& place : places(article))
        if (!place.has_left) mark(place, effect);
    versions_.raise_sources_of(article, effect);
}

void Memberships::add(ArticleId article, Time published, const Membership& wanted) {
    const auto version = versions_.raise(wanted.tag, Effect::news);
    versions_.count_members(wanted.tag, 1);
    db_.run("INSERT INTO membership (tag, position, article, published, version, reason) VALUES (?, ?, ?, ?, ?, ?)",
            wanted.tag, versions_.give_position(wanted.tag), article, published, version, wanted.reason);
}

void Memberships::mark(const Place& place, Effect effect) {
    const auto version = versions_.raise(place.tag, effect);
    if (effect == Effect::news)
        db_.run("UPDATE membership SET revised = ?, version = ? WHERE tag = ? AND position = ?", now_, version,
                place.tag, place.position);
    else
        db_.run("UPDATE membership SET version = ? WHERE tag = ? AND position = ?", version, place.tag, place.position);
}

bool Memberships::is_configured(TagId tag) {
    auto rows = db_.query("SELECT is_configured FROM tag WHERE id = ?", tag);
    return rows.next() && rows.integer(0) != 0;
}

} // namespace arna
