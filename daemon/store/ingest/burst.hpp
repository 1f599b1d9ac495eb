#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/text/time.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

namespace arna {

/// So many old items that come as new at once make a burst.
inline constexpr std::size_t least_burst = 10;

/// What tells an old article that comes as new: the titles of the source's articles of the last 90 days, as
/// burst_title() gives them.
struct Burst {
    std::unordered_set<std::string> titles;
    Time last_news{}; ///< when the source's newest article came, where no visit to its present address has succeeded
};

/// A title as bursts compare it: folded, its words single-spaced; empty where it has fewer than four words.
[[nodiscard]] std::string burst_title(std::string_view title);

/// Whether a new item is no news: it is dated long before the last visit that succeeded (the epoch: there was none, and
/// the source's last news count), or its title was told lately.
[[nodiscard]] bool is_old_news(const CleanItem& item, Time last_success, const Burst& known);

} // namespace arna
