#pragma once
#include "feeds/model/raw_feed.hpp"
#include "feeds/text/error.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json/parse.hpp>

#include <cstdlib>

namespace arna {

/// Ends the program unless a feed that was read twice from the same bytes is the same feed, and can be shown: valid
/// JSON of
/// valid UTF-8, of a document that was repaired if it had to be.
inline void judge(const Result<RawFeed>& feed, const Result<RawFeed>& again) {
    if (feed.has_value() != again.has_value()) std::abort();
    if (!feed) return;
    if (*again != *feed) std::abort();
    const auto json = model_json(*feed);
    if (utf8_prefix(json) != json.size()) std::abort();
    boost::system::error_code error;
    boost::json::parse(json, error);
    if (error) std::abort();
    for (const auto& problem : feed->problems) {
        if (problem.code == "xml-not-repaired") std::abort();
    }
}

} // namespace arna
