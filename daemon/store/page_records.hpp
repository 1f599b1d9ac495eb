#pragma once
#include "daemon/store/records.hpp"
#include "feeds/model/page_part.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// The pages of articles, as the store keeps them: what they gave, and when they are asked for.
namespace arna {

/// How the reading of an article's page stands; survives every kind of end.
struct PageState {
    enum class Standing : std::uint8_t {
        waiting = 0, ///< it was never read
        read = 1,
        refused = 2, ///< it will not be read: the server, robots.txt, or what came says so
    };

    Standing standing = Standing::waiting;
    std::string url;
    std::optional<Time> due;     ///< when it may be asked for next; nothing: not until something changes
    std::int32_t attempts = 0;   ///< failed ones since it was wanted
    std::int32_t revisits = 0;   ///< that were made for `revisit`
    bool is_wanted_anew = false; ///< it was read, and its source has told it anew since: what is due is no revisit
    std::int32_t status = 0;     ///< of the last response; 0: none came
    std::string why;             ///< what failed last, or refuses it; empty: nothing
    std::optional<Time> asked;   ///< when it last was
    std::string etag, last_modified, validator_url; ///< of the page that was read, byte for byte

    friend bool operator==(const PageState&, const PageState&) = default;
};

/// A page that is to be asked for.
struct WaitingPage {
    ArticleId article{};
    SourceId source{}; ///< owner of the article
    Time published{};
    std::optional<Time> held; ///< since when the article waits for it, in no feed
    PageState state;
};

/// An article with what its page gave so far.
struct PagedArticle {
    ArticleId id{};
    Ident ident{};
    SourceId owner{};
    std::string source;             ///< name of the owner
    std::uint64_t content_hash = 0; ///< of the article as it stands
    Time first_seen{};
    bool is_held = false; ///< for its page
    Entry told;           ///< what the owner itself said last
    PageState state;
    std::optional<PagePart> part; ///< nothing: its page was never read
    int sanitizer_version = 0;    ///< that its markup was cleaned with
};

/// A page as it came, to be read again under other rules.
struct KeptPage {
    std::string bytes;
    std::string url; ///< after redirects
    std::string content_type, content_language;
    Time asked{};

    friend bool operator==(const KeptPage&, const KeptPage&) = default;
};

/// What came of asking for an article's page, or of not waiting for it any longer.
struct PageRecord {
    ArticleId article{};
    SourceId owner{};               ///< as it was when this was decided
    std::uint64_t content_hash = 0; ///< likewise, of the article
    /// What the article says now, with what its page gave, and its tags; nothing: as before.
    std::optional<IngestItem> item;
    std::optional<PagePart> part; ///< what the page gave, in place of what it gave before
    PageState state;
    bool is_asked = false;        ///< a request was made: it counts for the day of the source
    bool releases = false;        ///< the article is held for it no longer; needs `item`
    std::optional<KeptPage> kept; ///< to be kept
    std::chrono::milliseconds keep_for{};
    std::int64_t day = 0; ///< since 1970, where the operator is: what SourceSetup::max_per_day counts by
};

/// How a host is to be treated by whoever asks it for pages.
struct PageHost {
    std::string host;          ///< HostGate's key
    std::optional<Time> asked; ///< when it last was
    std::optional<Time> until; ///< it is left alone until then
    std::int32_t refusals = 0; ///< answers 403 and 429 in a row
    std::string why;           ///< it is left alone: "403 to three pages in a row"

    friend bool operator==(const PageHost&, const PageHost&) = default;
};

/// A robots.txt as it was answered.
struct StoredRobots {
    std::string origin; ///< "https://kaz.example.kz"
    Time fetched{};
    int status = 0;   ///< 0: unreachable
    std::string text; ///< of a 2xx

    friend bool operator==(const StoredRobots&, const StoredRobots&) = default;
};

/// Requests for pages of a source on its latest day.
struct PageDay {
    std::int64_t day = 0; ///< since 1970, UTC
    std::int64_t asked = 0;
    std::int64_t since_poll = 0; ///< since its last visit, whatever the day
};

} // namespace arna
