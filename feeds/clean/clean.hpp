#pragma once
#include "feeds/model/clean_feed.hpp"
#include "feeds/model/raw_feed.hpp"
#include "feeds/text/time.hpp"

#include <string>

namespace arna {

struct CleanOptions {
    std::string base;     ///< URL that the document was fetched from
    std::string language; ///< the source's setting; overrides what the feed says
};

/// The one way from what a source said to what may be stored and shown. `now` judges dates: not over a day ahead, not before
/// 1990, else absent. The order of its steps is the list in clean.cpp.
[[nodiscard]] CleanFeed clean(RawFeed raw, const CleanOptions& options, Time now);

} // namespace arna
