#include "daemon/store/ingest/places.hpp"

#include <algorithm>

namespace arna {
namespace {

using Kind = PlaceChange::Kind;

/// What becomes of a place that there is; nothing if it stays as it is.
std::optional<PlaceChange> change_of(const KnownPlace& place, const Membership* wanted, std::optional<Effect> shown,
                                     const std::function<bool(TagId)>& may_leave) {
    PlaceChange change{.tag = place.tag, .position = place.position};
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
                                       std::optional<Effect> shown, const std::function<bool(TagId)>& may_leave) {
    std::vector<PlaceChange> changes;
    for (auto& place : places) {
        const auto want = std::ranges::find(wanted, place.tag, &Membership::tag);
        const auto change = change_of(place, want == wanted.end() ? nullptr : &*want, shown, may_leave);
        if (!change) continue;
        place.has_left = change->kind == Kind::leave;
        if (change->reason) place.reason = *change->reason;
        changes.push_back(*change);
    }
    for (const auto& membership : wanted) {
        if (std::ranges::find(places, membership.tag, &KnownPlace::tag) != places.end()) continue;
        places.push_back({.tag = membership.tag, .position = 0, .has_left = false, .reason = membership.reason});
        changes.push_back({.tag = membership.tag, .kind = Kind::join, .reason = &membership.reason});
    }
    return changes;
}

} // namespace arna
