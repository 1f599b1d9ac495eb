#pragma once
#include "daemon/store/digest_kind.hpp"
#include "daemon/store/records.hpp"
#include "feeds/text/date/time_zone.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

/// Digests of tags: what joined in a day or week, told once when it has ended. A digest keeps its lines as they were
/// when it was made; a line goes and comes with its article's place in the tag.
namespace arna {

/// An article in a digest.
struct DigestLine {
    ArticleId article{};
    std::string title;
    std::string url; ///< its page; empty: none that may be shown
    std::string source;
    std::string language; ///< BCP 47; empty: unknown
    bool has_left = false;

    friend bool operator==(const DigestLine&, const DigestLine&) = default;
};

/// What has a line of its own in a digest; the others are only counted.
inline constexpr std::size_t most_digest_lines = 500;

struct Digest {
    std::chrono::sys_days period; ///< its day, or the Monday of its week
    Time end;
    Time updated;
    std::string title;    ///< of the tag, when it was made
    std::string language; ///< that it speaks: "kk", "ru" or "en"
    std::vector<DigestLine> lines;
    std::size_t more = 0; ///< articles without a line

    friend bool operator==(const Digest&, const Digest&) = default;
};

/// What the configuration says of one digest feed.
struct DigestSetup {
    TagId tag{};
    DigestKind kind = DigestKind::daily;
    std::string title;    ///< of the tag
    std::string language; ///< what new digests speak
};

/// How a digest feed stands.
struct DigestState {
    TagId tag{};
    DigestKind kind = DigestKind::daily;
    bool is_configured = true; ///< false: it left the configuration
    std::int64_t version = 0;  ///< rises when its bytes may have changed
    Time changed{};            ///< when they last did; while it is empty, when the store first knew it

    friend bool operator==(const DigestState&, const DigestState&) = default;
};

/// A digest feed, read in one snapshot: the newest first, without those that have no line left.
struct DigestPage {
    DigestState state;
    std::vector<Digest> digests;
};

struct DigestsMade {
    std::array<std::size_t, digest_kinds.size()> counts{}; ///< by DigestKind
    std::vector<TagId> tags;                               ///< whose feeds changed
};

/// What a line says of an article; its id is set by the store.
using DescribeForDigest = std::function<DigestLine(const Article&)>;

class DigestReader {
public:
    virtual DigestPage digests(TagId tag, DigestKind kind) = 0;
    virtual DigestState digest_state(TagId tag, DigestKind kind) = 0;
    /// All that there ever were.
    virtual std::vector<DigestState> digest_states() = 0;

protected:
    ~DigestReader() = default;
};

class DigestStore {
public:
    /// Makes the digest feeds of the configuration known and marks those that left it. The first period of a new one is
    /// that of `now`; one that comes back goes on where it ended.
    virtual void sync_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now) = 0;

    /// Makes, in one transaction, a digest of each period that has ended by `now`, of articles that joined in it,
    /// lead their story and had been published less than 48 hours before. A new zone holds for the period that runs.
    /// What a clock more than a day ahead made of periods that have not ended is taken back.
    virtual DigestsMade make_digests(std::span<const DigestSetup> setups, const TimeZone& zone, Time now,
                                     const DescribeForDigest& describe) = 0;

protected:
    ~DigestStore() = default;
};

} // namespace arna
