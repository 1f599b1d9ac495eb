#pragma once
#include "daemon/app/exit_status.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/source.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/text/time.hpp"

namespace arna {

/// `arna try` on a web page: prints what it is, what it lists with the first article read, what robots.txt says of it,
/// and of a page that is neither why. Asks the site for at most two things more: its robots.txt and that article.
[[nodiscard]] ExitStatus try_page(Document page, const PollSource& source, FetchOptions options, Time now,
                                  bool as_json);

} // namespace arna
