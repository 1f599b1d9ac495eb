#include "daemon/store/ingest/places.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>
#include <utility>

namespace arna {
namespace {

using Kind = PlaceChange::Kind;

/// What becomes of a place that there is; nothing if it stays as it is.
std::optional<PlaceChange> change_of(const KnownPlace& place, const Membership* wanted, std::optional<Effect> shown,
                                     const TagChoice& may_leave) {
    PlaceChange change{.tag = place.tag, .position = place.position, .is_follower = place.is_follower};
    if (place.has_left) {
        if (!wanted) return std::nullopt;
        change.kind = Kind::come_back;
        change.reason = &wanted->reason;
    } else if (!wanted && may_leave(place.tag)) {
        change.kind = Kind::leave;
    } else {
        if (wanted && wanted->reason != place.reason) change.reason = &wanted->reason;
        if (!shown && !change.reason) return std::nullopt;
        change.effect = shown.value_or(Effect::aside);
    }
    return change;
}

} // namespace

std::vector<PlaceChange> change_places(std::vector<KnownPlace>& places, std::span<const Membership> wanted,
                                       std::optional<Effect> shown, const TagChoice& may_leave,
                                       const TagChoice& refuses, const TagChoice& collapses) {
    std::vector<PlaceChange> changes;
    for (auto& place : places) {
        if (place.is_removed) continue;
        const auto want = std::ranges::find(wanted, place.tag, &Membership::tag);
        const bool is_wanted = want != wanted.end() && !(refuses && refuses(place.tag));
        auto change = change_of(place, is_wanted ? &*want : nullptr, shown, may_leave);
        if (is_wanted && place.is_follower && !place.has_left && collapses && !collapses(place.tag))
            change = PlaceChange{.tag = place.tag, .kind = Kind::lead, .reason = &want->reason, .is_follower = true};
        if (!change) continue;
        place.has_left = change->kind == Kind::leave;
        if (change->kind == Kind::lead) place.is_follower = false;
        if (change->reason) place.reason = *change->reason;
        changes.push_back(*change);
    }
    for (const auto& membership : wanted) {
        if (std::ranges::find(places, membership.tag, &KnownPlace::tag) != places.end()) continue;
        if (refuses && refuses(membership.tag)) continue;
        places.push_back({.tag = membership.tag, .position = 0, .has_left = false, .reason = membership.reason});
        changes.push_back({.tag = membership.tag, .kind = Kind::join, .reason = &membership.reason});
    }
    return changes;
}

void choose_entries(std::span<const Joiner> joiners, const std::function<bool(std::size_t)>& may_enter) {
    std::map<std::pair<TagId, std::int64_t>, std::vector<std::size_t>> stories;
    for (std::size_t n = 0; n < joiners.size(); ++n)
        if (joiners[n].story) stories[{joiners[n].change->tag, *joiners[n].story}].push_back(n);
    for (auto& [_, told] : stories) {
        std::ranges::sort(told, [&](std::size_t a, std::size_t b) {
            return std::tuple(joiners[b].priority, joiners[a].published, a) <
                   std::tuple(joiners[a].priority, joiners[b].published, b);
        });
        for (const auto n : told | std::views::drop(1)) joiners[n].change->is_last = true;
    }
    for (std::size_t n = 0; n < joiners.size(); ++n)
        if (auto& change = *joiners[n].change; !change.is_last) change.is_capped = !may_enter(n);
    for (const auto& [_, told] : stories) {
        if (!joiners[told.front()].change->is_capped) continue;
        const auto lead = std::find_if(told.begin() + 1, told.end(), may_enter);
        for (const auto n : told) {
            joiners[n].change->is_capped = lead == told.end();
            joiners[n].change->is_last = true;
        }
        if (lead != told.end()) joiners[*lead].change->is_last = false;
    }
}

std::vector<PlaceChange> withdraw_places(std::vector<KnownPlace>& places, const TagChoice& drops) {
    std::vector<PlaceChange> changes;
    for (auto& place : places) {
        if (place.has_left || place.is_removed) continue;
        place.has_left = drops(place.tag);
        changes.push_back({.tag = place.tag,
                           .kind = place.has_left ? Kind::leave : Kind::show,
                           .position = place.position,
                           .effect = place.has_left ? Effect::news : Effect::aside,
                           .is_follower = place.is_follower});
    }
    return changes;
}

} // namespace arna
