#pragma once
#include "feeds/write/document.hpp"

#include <span>
#include <string>
#include <string_view>

namespace arna {

/// A feed in a subscription list. Empty: not said.
struct Subscription {
    std::string title;
    std::string url;       ///< of the feed
    std::string page = {}; ///< of the web page that shows the same
    std::string description = {};
    std::string language = {};   ///< BCP 47
    std::string categories = {}; ///< as OPML 2.0 writes them: "/kz,/news"
};

/// OPML 2.0, a subscription list: an outline for each feed, in the order given. The same feeds give the same bytes.
[[nodiscard]] std::string write_opml(std::string_view title, std::span<const Subscription> subscriptions);

/// The Atom feed of each channel.
[[nodiscard]] std::vector<Subscription> subscriptions_of(std::span<const Channel> channels);

} // namespace arna
