#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/store/records.hpp"
#include "feeds/model/boxed.hpp"
#include "feeds/model/page_rules.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arna {

/// Whether max-age, Expires and ttl of a source lengthen the wait. Retry-After and backoff always do.
enum class Freshness { obey, ignore };

/// How the pages of a source's articles are read (docs/polite.md).
struct PageSettings {
    enum class Articles { none, without_text, all }; ///< `without_text`: of less than 400 letters

    std::optional<Articles> articles = Articles::none; ///< nothing: `without_text` of sitemaps, `none` of feeds
    std::size_t limit = 10;                            ///< pages asked for after one poll
    std::chrono::milliseconds gap{3'000};
    std::vector<std::string> hosts;                   ///< other sites whose pages may be read
    std::optional<std::chrono::milliseconds> revisit; ///< a page is asked for again after it
    std::chrono::milliseconds keep{};                 ///< how long pages are kept as they came; zero: not
    bool obeys_robots = true;

    friend bool operator==(const PageSettings&, const PageSettings&) = default;
};

/// What the configuration says of polling one source. Either `url` or `path` is set.
struct PollSource {
    /// What `url` leads to.
    enum class Kind {
        feed, ///< or a sitemap
        page, ///< that lists articles
        json, ///< the answer of an API
    };

    SourceId id{}; ///< as the store gave it
    std::string name;
    std::string url; ///< http(s)
    Kind kind = Kind::feed;
    Boxed<PageRules> rules;        ///< of a page, the answer of an API, and of articles' pages; empty: none
    std::string link_match;        ///< RE2 that an item's link must match; empty: every link
    std::size_t sitemap_limit = 3; ///< documents that are read of an index of sitemaps
    std::string path;              ///< absolute pattern of local files, as glob(7): several files count as one poll
    std::string site;              ///< identity scope: SourceRecord::site, not what the configuration says today
    std::chrono::milliseconds interval{std::chrono::hours(1)}; ///< a floor; ignored where it is learnt
    bool is_interval_learnt = false;                           ///< `interval = "auto"`
    Freshness freshness = Freshness::obey;
    std::string language;  ///< overrides what the feed says
    std::string time_zone; ///< of dates without an offset
    std::vector<std::string> labels;
    std::vector<HeaderField> headers;
    std::string username, password;
    std::string proxy;
    bool is_enabled = true; ///< false: never polled, its articles stay
    PageSettings pages;

    friend bool operator==(const PollSource&, const PollSource&) = default;
};

struct PollOptions {
    std::size_t max_body = 10u << 20; ///< bytes of one local file; the fetcher holds the same for what it fetches
    std::size_t memory = 96u << 20;   ///< for reading: what all documents may take together that are read at a time
    std::uint64_t seed = 0;           ///< of the jitter: daemons must not march in step
};

} // namespace arna
