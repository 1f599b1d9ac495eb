#pragma once
#include "feeds/model/page_reading.hpp"
#include "feeds/text/time.hpp"

#include <string>

namespace arna {

struct PageSelectors;

/// A web page as it came from the network or from a file.
struct PageDocument {
    std::string bytes;
    std::string url;              ///< where it came from, after redirects; empty for a file
    std::string content_type;     ///< value of the header field, may be empty
    std::string content_language; ///< likewise
};

struct PageOptions {
    std::string time_zone; ///< of clocks that name none; empty: told by the page, else by its country, else UTC
    std::string language;  ///< overrides what the page says
    const PageSelectors* rules = nullptr; ///< of the source (ruled/page_selectors.hpp); outlive the call
    bool is_listing = false; ///< whoever asks knows that it lists articles: what it lists is read in any case
};

/// Bytes to what the page says: decode, build the tree, read. `now` is when the page was fetched: relative dates count
/// from it. Never fails; what is odd is among the problems. Linear in the size of the page; pure, any thread.
[[nodiscard]] PageReading read_page(PageDocument page, const PageOptions& options, Time now);

} // namespace arna
