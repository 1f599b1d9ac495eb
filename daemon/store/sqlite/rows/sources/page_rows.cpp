#include "daemon/store/sqlite/rows/sources/page_rows.hpp"

#include "daemon/store/sqlite/rows/articles/fields.hpp"

#include <utility>

namespace arna {
namespace {

using sqlite::Connection;
using Standing = PageState::Standing;

std::string encode_evidence(const PageEvidence& evidence) {
    std::vector<std::string> flat;
    for (const auto& [field, origin] : evidence) flat.insert(flat.end(), {field, origin});
    std::string out;
    fields::Writer writer(out);
    writer(1, flat);
    return out;
}

PageEvidence decode_evidence(std::string_view data) {
    std::vector<std::string> flat;
    for (fields::Reader reader(data); reader.next();) reader(1, flat);
    PageEvidence evidence;
    for (std::size_t i = 0; i + 1 < flat.size(); i += 2) evidence.emplace_back(flat[i], flat[i + 1]);
    return evidence;
}

std::optional<Time> time_at(const sqlite::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(rows.time(column));
}

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_PAGE_STATE                                                                                                \
    "p.standing, p.url, p.due, p.attempts, p.revisits, p.status, p.why, p.asked, p.etag, p.last_modified, p.validator_url"

// The column holds the number of revisits, or ~ of it where the page is wanted anew.
std::int32_t encode_revisits(const PageState& state) { return state.is_wanted_anew ? ~state.revisits : state.revisits; }

PageState state_of(const sqlite::Rows& rows) {
    const auto revisits = static_cast<std::int32_t>(rows.integer(4));
    return {.standing = static_cast<Standing>(rows.integer(0)),
            .url = rows.text(1),
            .due = time_at(rows, 2),
            .attempts = static_cast<std::int32_t>(rows.integer(3)),
            .revisits = revisits < 0 ? ~revisits : revisits,
            .is_wanted_anew = revisits < 0,
            .status = static_cast<std::int32_t>(rows.integer(5)),
            .why = rows.text(6),
            .asked = time_at(rows, 7),
            .etag = rows.text(8),
            .last_modified = rows.text(9),
            .validator_url = rows.text(10)};
}

WaitingPage waiting_of(const sqlite::Rows& rows) {
    return {.article = rows.id<ArticleId>(11),
            .source = rows.id<SourceId>(12),
            .published = rows.time(13),
            .held = rows.integer(15) != 0 ? time_at(rows, 14) : std::nullopt,
            .state = state_of(rows)};
}

std::optional<Standing> standing_of(Connection& db, ArticleId article) {
    auto rows = db.query("SELECT standing FROM page WHERE article = ?", article);
    return rows.next() ? std::optional(static_cast<Standing>(rows.integer(0))) : std::nullopt;
}

/// How many articles of a source are in a standing that is counted.
void count_standing(Connection& db, SourceId source, std::optional<Standing> before, Standing after) {
    if (before == after) return;
    const auto change = [&](Standing standing) {
        return std::int64_t{after == standing} - std::int64_t{before == standing};
    };
    db.run("INSERT INTO page_count (source, read, refused) VALUES (?1, max(?2, 0), max(?3, 0)) "
           "ON CONFLICT (source) DO UPDATE SET read = max(read + ?2, 0), refused = max(refused + ?3, 0)",
           source, change(Standing::read), change(Standing::refused));
}

/// An empty blob is bound where there is none: nobody tells the two apart.
sqlite::Blob blob_of(const std::string& bytes) { return sqlite::as_blob(bytes); }

} // namespace

void write_wish(Connection& db, BodyCodec& codec, ArticleId article, SourceId source, const PageWish& wish,
                const Told& told) {
    const auto before = standing_of(db, article);
    const auto entry = encode_entry(told.entry), body = codec.encode(told.entry);
    db.run(
        "INSERT INTO page (article, standing, url, due, told_hash, told, told_body) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (article) DO UPDATE SET standing = iif(standing = 2, 0, standing), url = ?2, due = ?3, "
        "attempts = 0, revisits = iif(standing = 1 AND revisits >= 0, ~revisits, revisits), why = '', told_hash = ?4, told = ?5, told_body = ?6",
        article, wish.url, wish.due, told.content_hash, blob_of(entry), blob_of(body));
    if (before == Standing::refused) count_standing(db, source, before, Standing::waiting);
}

void write_told(Connection& db, BodyCodec& codec, ArticleId article, const Told& told) {
    const auto entry = encode_entry(told.entry), body = codec.encode(told.entry);
    db.run("UPDATE page SET told_hash = ?, told = ?, told_body = ? WHERE article = ?", told.content_hash,
           blob_of(entry), blob_of(body), article);
}

void write_page_state(Connection& db, ArticleId article, SourceId source, const PageState& state) {
    count_standing(db, source, standing_of(db, article), state.standing);
    db.run(
        "UPDATE page SET standing = ?, url = ?, due = ?, attempts = ?, revisits = ?, status = ?, why = ?, asked = ?, "
        "etag = ?, last_modified = ?, validator_url = ? WHERE article = ?",
        std::to_underlying(state.standing), state.url, state.due, state.attempts, encode_revisits(state), state.status,
        state.why, state.asked, state.etag, state.last_modified, state.validator_url, article);
}

void write_part(Connection& db, BodyCodec& codec, ArticleId article, const PagePart& part, int sanitizer_version) {
    const auto entry = encode_entry(part.entry), body = codec.encode(part.entry);
    const auto evidence = encode_evidence(part.evidence);
    db.run("UPDATE page SET part = ?, part_body = ?, sanitizer = ?, evidence = ? WHERE article = ?", blob_of(entry),
           blob_of(body), sanitizer_version, blob_of(evidence), article);
}

std::vector<WaitingPage> read_waiting_pages(Connection& db, std::optional<SourceId> source) {
    std::vector<WaitingPage> waiting;
    for (auto rows = db.query("SELECT " ARNA_PAGE_STATE ", a.id, a.owner, a.published, a.held, a.awaits_page "
                              "FROM page p INDEXED BY page_due JOIN article a ON a.id = p.article "
                              "WHERE p.due IS NOT NULL AND (?1 IS NULL OR a.owner = ?1) ORDER BY p.article",
                              source);
         rows.next();)
        waiting.push_back(waiting_of(rows));
    return waiting;
}

std::optional<PagedArticle> read_paged(Connection& db, BodyCodec& codec, ArticleId article) {
    auto rows =
        db.query("SELECT " ARNA_PAGE_STATE ", a.ident, a.owner, a.content_hash, a.first_seen, a.awaits_page, "
                 "p.told, p.told_body, p.part, p.part_body, p.evidence, p.sanitizer, s.name "
                 "FROM page p JOIN article a ON a.id = p.article JOIN source s ON s.id = a.owner WHERE p.article = ?",
                 article);
    if (!rows.next()) return std::nullopt;
    PagedArticle found{.id = article,
                       .ident = rows.ident(11),
                       .owner = rows.id<SourceId>(12),
                       .source = rows.text(22),
                       .content_hash = rows.hash(13),
                       .first_seen = rows.time(14),
                       .is_held = rows.integer(15) != 0,
                       .told = decode_entry(rows.bytes(16)),
                       .state = state_of(rows),
                       .part = std::nullopt,
                       .sanitizer_version = static_cast<int>(rows.integer(21))};
    codec.decode(rows.bytes(17), found.told);
    if (rows.is_null(18)) return found;
    found.part = PagePart{.entry = decode_entry(rows.bytes(18)), .evidence = decode_evidence(rows.bytes(20))};
    codec.decode(rows.bytes(19), found.part->entry);
    return found;
}

void write_kept_page(Connection& db, BodyCodec& codec, ArticleId article, const KeptPage& page, Time until) {
    const auto data = codec.pack(page.bytes);
    db.run("INSERT OR REPLACE INTO kept_page (article, until, asked, url, content_type, content_language, data) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)",
           article, until, page.asked, page.url, page.content_type, page.content_language, blob_of(data));
}

std::optional<KeptPage> read_kept_page(Connection& db, BodyCodec& codec, ArticleId article) {
    auto rows =
        db.query("SELECT data, url, content_type, content_language, asked FROM kept_page WHERE article = ?", article);
    if (!rows.next()) return std::nullopt;
    return KeptPage{.bytes = codec.unpack(rows.bytes(0)),
                    .url = rows.text(1),
                    .content_type = rows.text(2),
                    .content_language = rows.text(3),
                    .asked = rows.time(4)};
}

void remove_page(Connection& db, ArticleId article) {
    db.run("DELETE FROM page WHERE article = ?", article);
    db.run("DELETE FROM kept_page WHERE article = ?", article);
}

} // namespace arna
