#pragma once
#include "daemon/store/records.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// The place of an article in a tag.
struct KnownPlace {
    TagId tag{};
    std::int64_t position = 0; ///< 0: given in this transaction
    bool has_left = false;
    bool is_follower = false; ///< a member without a position
    bool is_removed = false;  ///< by retention: it is for ever out
    std::string reason;
};

/// What a change does to a feed besides its bytes: whether the time of its last change moves.
enum class Effect {
    aside, ///< the bytes alone: another source carries it too, another reason
    news,  ///< something that a reader should look at: added, revised, left
};

/// What happens to the place of an article in a tag.
struct PlaceChange {
    enum class Kind {
        join,      ///< a new place, at the next position
        come_back, ///< to the place that it had
        leave,
        lead, ///< from a follower, whose tag collapses no more, to an entry at the next position
        show, ///< what the place shows has changed: `effect`; another `reason` if it is not null
    };
    TagId tag{};
    Kind kind = Kind::show;
    std::int64_t position = 0;           ///< 0: given in this transaction
    const std::string* reason = nullptr; ///< of what wants it
    Effect effect = Effect::news;
    bool is_follower = false; ///< it was one when this was decided
    bool is_last = false;     ///< after all others of the transaction: another article shall lead the story
    bool is_capped = false;   ///< beyond the day's limit of its source: it shall not be done
};

/// An article that asks to join a tag.
struct Joiner {
    PlaceChange* change = nullptr;
    std::optional<std::int64_t> story = {}; ///< however it is numbered; nothing where the tag collapses none
    std::int64_t priority = 0;
    Time published;
};

/// Decides which of those that join in one transaction are entries: of each story the best that may, whom the others
/// follow: the one of the highest priority, then the earliest published, then the first given; and each that is of no
/// story. `may_enter` is asked by number whether one may be an entry, and counts it; where none of a story may, none of
/// them joins.
void choose_entries(std::span<const Joiner> joiners, const std::function<bool(std::size_t)>& may_enter);

using TagChoice = std::function<bool(TagId)>;

/// Puts an article into the tags of `wanted` that do not refuse it, and out of the others that it may leave. `shown`:
/// its text has changed, with this effect. Pure; `places` are as they come out, the changes in the order in which
/// positions are given.
[[nodiscard]] std::vector<PlaceChange> change_places(std::vector<KnownPlace>& places,
                                                     std::span<const Membership> wanted, std::optional<Effect> shown,
                                                     const TagChoice& may_leave, const TagChoice& refuses = {},
                                                     const TagChoice& collapses = {});

/// What becomes of the places of an article that its source took back: it leaves the tags that drop such articles, and
/// is marked in the others. Pure, likewise.
[[nodiscard]] std::vector<PlaceChange> withdraw_places(std::vector<KnownPlace>& places, const TagChoice& drops);

} // namespace arna
