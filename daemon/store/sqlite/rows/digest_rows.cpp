#include "daemon/store/sqlite/rows/digest_rows.hpp"

#include "daemon/store/digest_period.hpp"
#include "daemon/store/sqlite/rows/articles/fields.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace arna {

// Not in the unnamed namespace: fields.hpp finds them by their arguments.
using fields::Of;

namespace {

/// Fields have optional numbers alone.
template <class Fields>
void describe_article(Fields& f, auto& article) {
    std::optional<std::int64_t> id(std::to_underlying(article));
    f(1, id);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(article)>>) article = static_cast<ArticleId>(*id);
}

} // namespace

template <class Fields>
void describe(Fields& f, Of<DigestLine> auto& line) {
    describe_article(f, line.article);
    f(2, line.title), f(3, line.url), f(4, line.source), f(5, line.language), f(6, line.has_left);
}

template <class Fields>
void describe(Fields& f, Of<StoredDigest::Unlisted> auto& other) {
    describe_article(f, other.article);
    f(2, other.has_left);
}

template <class Fields>
void describe(Fields& f, Of<StoredDigest> auto& digest) {
    f(1, digest.title), f(2, digest.language), f(3, digest.lines), f(4, digest.others);
}

bool StoredDigest::is_hidden() const { return std::ranges::all_of(lines, &DigestLine::has_left); }

std::string encode_digest(const StoredDigest& digest) {
    std::string bytes;
    fields::Writer writer(bytes);
    describe(writer, digest);
    return bytes;
}

StoredDigest decode_digest(std::string_view data) {
    StoredDigest digest;
    fields::Reader reader(data);
    while (reader.next()) describe(reader, digest);
    return digest;
}

bool DigestPlaces::are_there_any() {
    if (!are_there_any_) are_there_any_ = db_.query("SELECT 1 FROM digest_state LIMIT 1").next();
    return *are_there_any_;
}

bool DigestPlaces::has_any(TagId tag) {
    if (!are_there_any()) return false;
    const auto [found, is_new] = has_any_.try_emplace(tag);
    if (is_new) found->second = db_.query("SELECT 1 FROM digest_state WHERE tag = ? LIMIT 1", tag).next();
    return found->second;
}

Time DigestPlaces::time_of_joining(TagId tag) {
    if (!are_there_any()) return now_;
    const auto [found, is_new] = times_of_joining_.try_emplace(tag, now_);
    if (is_new) {
        auto rows = db_.query("SELECT max(since) FROM digest_state WHERE tag = ? AND since <= ?", tag,
                              now_ + longest_clock_lead);
        if (rows.next()) found->second = std::max(now_, rows.time(0)); // the epoch where there is none
    }
    return found->second;
}

void DigestPlaces::show(TagId tag, std::int64_t position, bool has_left) {
    if (!has_any(tag)) return;
    ArticleId article{};
    Time joined;
    {
        auto rows = db_.query("SELECT m.article, ifnull(m.joined, a.first_seen) FROM membership m "
                              "JOIN article a ON a.id = m.article WHERE m.tag = ? AND m.position = ?",
                              tag, position);
        if (!rows.next()) return;
        article = rows.id<ArticleId>(0);
        joined = rows.time(1);
    }
    for (const DigestKind kind : digest_kinds) show(tag, kind, article, joined, has_left);
}

void DigestPlaces::show(TagId tag, DigestKind kind, ArticleId article, Time joined, bool has_left) {
    std::int64_t period = 0;
    StoredDigest digest;
    {
        auto rows = db_.query("SELECT period, lines FROM digest WHERE tag = ? AND kind = ? AND start <= ?3 "
                              "AND \"end\" > ?3",
                              tag, kind, joined);
        if (!rows.next()) return;
        period = rows.integer(0);
        digest = decode_digest(rows.bytes(1));
    }
    const auto turn = [&](auto& places) {
        const auto place = std::ranges::find_if(places, [&](const auto& one) { return one.article == article; });
        return place != places.end() && std::exchange(place->has_left, has_left) != has_left;
    };
    if (!turn(digest.lines) && !turn(digest.others)) return;
    db_.run("UPDATE digest SET lines = ?, updated = max(updated, ?) WHERE tag = ? AND kind = ? AND period = ?",
            sqlite::as_blob(encode_digest(digest)), now_, tag, kind, period);
    db_.run("UPDATE digest_state SET version = version + ?, changed = max(changed, ?) WHERE tag = ? AND kind = ?",
            raised_.emplace(tag, kind).second, now_, tag, kind);
}

} // namespace arna
