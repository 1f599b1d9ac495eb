#pragma once
#include "daemon/store/records.hpp"

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
        show, ///< what the place shows has changed: `effect`; another `reason` if it is not null
    };
    TagId tag{};
    Kind kind = Kind::show;
    std::int64_t position = 0;           ///< 0: given in this transaction
    const std::string* reason = nullptr; ///< of what wants it
    Effect effect = Effect::news;
};

/// Puts an article into the tags of `wanted`, and out of the others that it may leave. `shown`: its text has changed,
/// with this effect. Pure; `places` are as they come out, the changes in the order in which positions are given.
[[nodiscard]] std::vector<PlaceChange> change_places(std::vector<KnownPlace>& places,
                                                     std::span<const Membership> wanted, std::optional<Effect> shown,
                                                     const std::function<bool(TagId)>& may_leave);

} // namespace arna
