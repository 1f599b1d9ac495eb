#pragma once
#include "feeds/text/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// One subscription of a list: an outline with an xmlUrl (OPML 2.0, "Subscription lists").
struct OpmlSubscription {
    std::string url;                 ///< xmlUrl as written, without the white space around it; any scheme
    std::string title;               ///< title, else text; single-spaced; may be empty
    std::string page;                ///< htmlUrl; may be empty
    std::vector<std::string> labels; ///< names of the folders around it, outermost first, then the last part of each
                                     ///< `category`; each once
    std::string type;                ///< as written: "rss"; FreshRSS has "HTML+XPath" and the like, too
    /// Attributes that FreshRSS adds, names without their "frss:", values up to 4 KiB as written: rules, filters.
    std::vector<std::pair<std::string, std::string>> extras;
};

struct OpmlList {
    std::vector<OpmlSubscription> subscriptions; ///< in the document's order, at most most_subscriptions
    std::size_t left_out = 0;                    ///< subscriptions beyond that
    bool is_truncated = false;                   ///< the document breaks off: there were more
};

inline constexpr std::size_t most_subscriptions = 10'000;

/// Reads a subscription list, UTF-8; damaged ones too, as far as they go. Links, inclusions and empty folders are
/// passed over, folders deeper than 64 count as the 64th. Entities that the document declares are not expanded.
/// Errc::not_a_feed: it is no OPML; Errc::limit_exceeded: over 16 MiB, or beyond what any XML may hold (limits.hpp).
[[nodiscard]] Result<OpmlList> read_opml(std::string_view text);

} // namespace arna
