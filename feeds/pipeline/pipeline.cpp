#include "feeds/pipeline/pipeline.hpp"

#include "feeds/clean/clean.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/parse/parse.hpp"
#include "feeds/text/charset.hpp"

#include <iterator>
#include <utility>

namespace arna {

Result<RawFeed> read_raw(Document document, const ReadOptions& options) {
    auto decoded = decode(std::move(document.bytes), document.content_type);
    auto raw = parse(decoded.text, {.base = std::move(document.url),
                                    .content_language = std::move(document.content_language),
                                    .time_zone = options.time_zone});
    if (!raw) return raw;
    raw->encoding = std::move(decoded.encoding);
    raw->problems.insert(raw->problems.begin(), std::make_move_iterator(decoded.problems.begin()),
                         std::make_move_iterator(decoded.problems.end()));
    return raw;
}

Result<CleanFeed> read_feed(Document document, const ReadOptions& options, Time now) {
    const std::string url = document.url;
    auto raw = read_raw(std::move(document), options);
    if (!raw) return std::unexpected(std::move(raw.error()));
    auto feed = clean(std::move(*raw), {.base = url, .language = options.language}, now);
    identify(feed, {.site = options.site, .source = options.source});
    return feed;
}

} // namespace arna
