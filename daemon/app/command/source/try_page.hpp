#pragma once
#include "daemon/app/exit_status.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/source.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/text/time.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>

namespace arna {

/// What `arna try` is told of a page.
struct PageTrial {
    Document document; ///< as it came
    PollSource source; ///< with the rules to read it by
    /// What the configuration's rules say of an item: lines of text. Null: there are no rules.
    std::function<std::string(const Entry&)> text_of;
    std::function<void(const Entry&, boost::json::object& item)> add_to; ///< the same, as members of an item
    std::string save_to; ///< a directory for what comes; empty: it is not kept
};

/// `arna try` on a web page or the answer of an API: prints what it is, what it lists and what found that, the first
/// article read, what robots.txt says, and of a page that is neither why. Asks the site for at most two things more:
/// its robots.txt and that article.
[[nodiscard]] ExitStatus try_page(PageTrial trial, const FetchOptions& options, Time now, bool as_json);

} // namespace arna
