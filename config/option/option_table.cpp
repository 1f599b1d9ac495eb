#include "config/option/option_table.hpp"

#include "config/check/value_checks.hpp"
#include "config/option/option_text.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <iterator>

namespace arna {
namespace {

using namespace std::chrono_literals;

constexpr auto log_levels = std::to_array<std::string_view>({"debug", "info", "warn", "error"});
constexpr auto page_languages = std::to_array<std::string_view>({"kk", "ru", "en"});
constexpr auto log_formats = std::to_array<std::string_view>({"text", "json"});
constexpr auto freshness_words = std::to_array<std::string_view>({"obey", "ignore"});
constexpr auto robots_words = std::to_array<std::string_view>({"obey", "ignore"});
constexpr auto republish_words = std::to_array<std::string_view>({"full", "summary", "none"});
constexpr auto duplicates_words = std::to_array<std::string_view>({"keep", "collapse"});
constexpr auto withdrawn_words = std::to_array<std::string_view>({"keep", "drop"});

constexpr std::uint64_t kib = 1u << 10, mib = 1u << 20, gib = 1u << 30;
constexpr std::chrono::milliseconds day = 24h;

/// A zone that must be said: a source may have none, whoever shows times has one.
std::string some_time_zone(std::string_view value) {
    return value.empty() ? value_checks::not_empty(value) : value_checks::time_zone(value);
}

const auto daemon_table = std::to_array<Option<DaemonConfig>>({
    {.key = "listen",
     .field = TextsField{&DaemonConfig::listen, value_checks::endpoint},
     .meaning = "Addresses of the public pages and feeds; ignored when systemd hands over sockets",
     .consequences = {Consequence::restart}},
    {.key = "admin",
     .field = TextsField{&DaemonConfig::admin, value_checks::endpoint},
     .meaning = "Addresses of `/status`, `/metrics`, `/ops.atom` and `/readyz`; never make them public",
     .consequences = {Consequence::restart}},
    {.key = "base_url",
     .field = TextField{&DaemonConfig::base_url, value_checks::base_url},
     .meaning = "What published documents say of themselves; may have a path",
     .fallback = "`http://` and the first `listen`",
     .consequences = {Consequence::restart_for_path}},
    {.key = "authority",
     .field = TextField{&DaemonConfig::authority, value_checks::authority},
     .meaning = "Stands in the ids of feeds: readers know a feed by its id",
     .fallback = "the host of `base_url` at the first start that has one; the store remembers it, so that another "
                 "`base_url` changes no id",
     .consequences = {Consequence::publishing}},
    {.key = "title",
     .field = TextField{&DaemonConfig::title},
     .meaning = "Of the index page",
     .fallback = "`authority`",
     .consequences = {Consequence::publishing}},
    {.key = "state",
     .field = PathField{&DaemonConfig::state},
     .meaning = "Directory of the database",
     .fallback = "`$STATE_DIRECTORY`, else `/var/lib/arna` of `/etc/arna/arna.toml`, else `$XDG_STATE_HOME/arna`, else "
                 "`~/.local/state/arna`",
     .consequences = {Consequence::restart}},
    {.key = "log.level", .field = choice<&DaemonConfig::log_level>(log_levels), .meaning = "The least that is logged"},
    {.key = "log.format",
     .field = choice<&DaemonConfig::log_format>(log_formats),
     .meaning = "`text` for people and journald, `json` for programs"},
    {.key = "trusted_proxies",
     .field = TextsField{&DaemonConfig::trusted_proxies, value_checks::network},
     .meaning = "Networks of the web servers in front, whose `X-Forwarded-For` is believed: the log names the client",
     .consequences = {Consequence::restart}},
    {.key = "time_zone",
     .field = TextField{&DaemonConfig::time_zone, some_time_zone},
     .meaning = "Of times on pages, like `Asia/Almaty`",
     .consequences = {Consequence::publishing}},
    {.key = "language",
     .field = choice<&DaemonConfig::language>(page_languages),
     .meaning = "Of pages, for a reader who asks for none of the three: Kazakh, Russian or English",
     .consequences = {Consequence::publishing}},
});

const auto store_table = std::to_array<Option<StoreConfig>>({
    {.key = "url",
     .field = TextField{&StoreConfig::url, value_checks::store_url},
     .meaning = "Where articles are kept: `sqlite:` is `arna.db` in the state directory",
     .consequences = {Consequence::restart}},
    {.key = "keep",
     .field = OpenDurationField{&StoreConfig::keep, "forever", day, 36'500 * day},
     .meaning = "What no tag needs any more is removed after it"},
    {.key = "backup",
     .field = OpenDurationField{&StoreConfig::backup, "off", 1min, 365 * day},
     .meaning = "How often the running daemon makes a copy of the database: `1d`"},
    {.key = "backup_keep",
     .field = NumberField{&StoreConfig::backup_keep, 1, 10'000},
     .meaning = "How many of these copies are kept"},
    {.key = "backup_directory",
     .field = PathField{&StoreConfig::backup_directory},
     .meaning = "Where they are: `arna-2026-11-30T0300Z.db`; the user arna must be able to write there",
     .fallback = "`backups` in the state directory"},
});

const auto fetch_table = std::to_array<Option<FetchConfig>>({
    {.key = "user_agent",
     .field = TextField{&FetchConfig::user_agent, value_checks::user_agent},
     .meaning =
         "How arna introduces itself; `{version}` and `{base_url}` are filled in. Without a configured `base_url`, "
         "` (+{base_url})` is left out",
     .consequences = {Consequence::restart}},
    {.key = "timeout",
     .field = DurationField{&FetchConfig::timeout, 1s, 10min},
     .meaning = "Of a whole visit, redirects included",
     .consequences = {Consequence::restart}},
    {.key = "max_body",
     .field = SizeField{&FetchConfig::max_body, kib, gib},
     .meaning = "Of one document, after decompression",
     .consequences = {Consequence::restart}},
    {.key = "memory",
     .field = SizeField{&FetchConfig::memory, mib, 64 * gib},
     .meaning = "Of all documents in flight together, and as much again of those being read; what would pass it waits",
     .consequences = {Consequence::restart}},
    {.key = "concurrency",
     .field = NumberField{&FetchConfig::concurrency, 1, 10'000},
     .meaning = "Visits at a time",
     .consequences = {Consequence::restart}},
    {.key = "per_host",
     .field = NumberField{&FetchConfig::per_host, 1, 100},
     .meaning = "Of them, visits to one host",
     .consequences = {Consequence::restart}},
    {.key = "allow",
     .field = TextsField{&FetchConfig::allow, value_checks::network},
     .meaning = "Networks that may be polled although they are not public, like `10.0.0.0/8`",
     .consequences = {Consequence::restart}},
});

const auto publish_table = std::to_array<Option<PublishConfig>>({
    {.key = "directory",
     .field = PathField{&PublishConfig::directory},
     .meaning = "Everything that is published is also written below it, for a server of files (docs/static-tree.md)"},
    {.key = "delta",
     .field = FlagField{&PublishConfig::delta},
     .meaning = "Send a reader only what is new since its last visit (RFC 3229), where it asks for that",
     .consequences = {Consequence::publishing}},
    {.key = "security_txt",
     .field = PathField{&PublishConfig::security_txt},
     .meaning = "A file that is served as `/.well-known/security.txt` (RFC 9116)",
     .consequences = {Consequence::publishing}},
});

const auto source_table = std::to_array<Option<SourceConfig>>({
    {.key = "name",
     .field = TextField{&SourceConfig::name, value_checks::source_name},
     .meaning = "`[a-z0-9-]+`, unique. The store knows a source by it: with a name, the address may change",
     .fallback = "host and path of the address, or `path`: `kaz-zakon-kz-rss`",
     .consequences = {Consequence::identity},
     .is_individual = true},
    {.key = "url",
     .field = TextField{&SourceConfig::url, value_checks::http_url},
     .meaning = "The feed: RSS, Atom or JSON Feed; or a sitemap",
     .fallback = "required, or `page`, `json` or `path`",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing},
     .secrecy = Secrecy::address,
     .is_individual = true},
    {.key = "page",
     .field = TextField{&SourceConfig::page, value_checks::http_url},
     .meaning = "A web page that lists articles instead (docs/pages.md)",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing},
     .secrecy = Secrecy::address,
     .is_individual = true},
    {.key = "json",
     .field = TextField{&SourceConfig::json, value_checks::http_url},
     .meaning = "A JSON API instead, whose answer `[source.items]` reads",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing},
     .secrecy = Secrecy::address,
     .is_individual = true},
    {.key = "path",
     .field = PathField{&SourceConfig::path, value_checks::not_empty},
     .meaning = "Local files instead, as a pattern: `feeds/*.xml`",
     .consequences = {Consequence::polling},
     .is_individual = true},
    {.key = "title",
     .field = TextField{&SourceConfig::title},
     .meaning = "How published documents name it",
     .fallback = "what the feed says",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "enabled",
     .field = FlagField{&SourceConfig::enabled},
     .meaning = "`false`: not polled; its articles stay",
     .consequences = {Consequence::polling}},
    {.key = "interval",
     .field = OpenDurationField{&SourceConfig::interval, "auto", 1s, 30 * day},
     .meaning =
         "Time between two visits: a floor, which Retry-After, Cache-Control, ttl and failures lengthen. `auto`: "
         "learnt from the rhythm of the source, 10 minutes to 24 hours",
     .consequences = {Consequence::polling}},
    {.key = "language",
     .field = TextField{&SourceConfig::language, value_checks::language},
     .meaning = "Of its texts; overrides a wrong or missing xml:lang",
     .fallback = "what the feed says, or the text shows",
     .consequences = {Consequence::reading}},
    {.key = "time_zone",
     .field = TextField{&SourceConfig::time_zone, value_checks::time_zone},
     .meaning = "Of dates without an offset, like `Asia/Almaty`",
     .fallback = "UTC",
     .consequences = {Consequence::reading}},
    {.key = "labels",
     .field = TextsField{&SourceConfig::labels, value_checks::not_empty},
     .meaning = "Your words for it; rules ask for them with `label:`",
     .consequences = {Consequence::membership}},
    {.key = "headers",
     .field = HeadersField{&SourceConfig::headers},
     .meaning = "Header fields to send; a file of `Name: value` lines with `headers_file`",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing},
     .secrecy = Secrecy::whole},
    {.key = "username",
     .field = TextField{&SourceConfig::username, value_checks::user_name},
     .meaning = "For HTTP Basic authentication",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing}},
    {.key = "password",
     .field = TextField{&SourceConfig::password, value_checks::password},
     .meaning = "The same; better in a file of its own, with `password_file`",
     .consequences = {Consequence::polling, Consequence::membership, Consequence::publishing},
     .secrecy = Secrecy::whole},
    {.key = "proxy",
     .field = TextField{&SourceConfig::proxy, value_checks::proxy},
     .meaning = "`http://`, `https://`, `socks5://` or `socks5h://`; the environment's proxies are ignored",
     .fallback = "none",
     .consequences = {Consequence::polling},
     .secrecy = Secrecy::address},
    {.key = "freshness",
     .field = choice<&SourceConfig::freshness>(freshness_words),
     .meaning = "`ignore`: max-age, Expires and ttl do not lengthen the wait; Retry-After and failures always do",
     .consequences = {Consequence::polling}},
    {.key = "priority",
     .field = NumberField{&SourceConfig::priority, -1000, 1000},
     .meaning = "The source of the highest one leads a story"},
    {.key = "keep",
     .field = OpenDurationField{&SourceConfig::keep, "forever", day, 36'500 * day},
     .meaning = "What no tag needs any more of its articles is removed after it",
     .fallback = "that of `[store]`"},
    {.key = "keep_items",
     .field = NumberField{&SourceConfig::keep_items, 0, 1'000'000},
     .meaning = "Of its articles that nobody needs, so many of the newest stay; `0`: no such limit"},
    {.key = "max_per_day",
     .field = NumberField{&SourceConfig::max_per_day, 0, 100'000},
     .meaning = "So many of its articles join one tag in a day; `0`: no such limit"},
    {.key = "site",
     .field = TextField{&SourceConfig::site, value_checks::not_empty},
     .meaning = "Sources of one site share the ids of articles; fixed when the source is first seen",
     .fallback = "the registrable domain of `url`",
     .is_individual = true},
    {.key = "content",
     .field = choice<&SourceConfig::content>(republish_words),
     .meaning = "How much of its articles is republished, in any feed",
     .consequences = {Consequence::publishing}},
    {.key = "items",
     .field = ItemRulesField{&SourceConfig::items},
     .meaning = "`[source.items]`, how items are found on a `page` or in `json` (docs/selectors.md)",
     .fallback = "items of a page are found automatically; `json` requires it",
     .consequences = {Consequence::reading},
     .is_individual = true},
    {.key = "article",
     .field = ArticleField{&SourceConfig::article},
     .meaning = "Whose articles' own pages are read too: of items without 400 letters of text, or of all; or "
                "`[source.article]`, what stands where on them",
     .fallback = "`never` with `url` and `path`; `missing` with `page`, `json` and sitemaps; `always` with rules",
     .consequences = {Consequence::polling}},
    {.key = "article_limit",
     .field = NumberField{&SourceConfig::article_limit, 1, 50},
     .meaning = "So many of these pages are asked for in one poll",
     .consequences = {Consequence::polling}},
    {.key = "article_gap",
     .field = DurationField{&SourceConfig::article_gap, 0ms, 1h},
     .meaning = "Between two of them from one host; its `Crawl-delay` lengthens it, up to a minute",
     .consequences = {Consequence::polling}},
    {.key = "article_hosts",
     .field = TextsField{&SourceConfig::article_hosts, value_checks::host},
     .meaning = "Other sites whose article pages may be read",
     .fallback = "the source's site alone",
     .consequences = {Consequence::polling}},
    {.key = "revisit",
     .field = OpenDurationField{&SourceConfig::revisit, "off", 1s, 2 * day},
     .meaning = "Pages of articles younger than 48 hours are asked for again after it, four times at most",
     .consequences = {Consequence::polling}},
    {.key = "robots",
     .field = choice<&SourceConfig::robots>(robots_words),
     .meaning = "`ignore`: robots.txt does not hold for its pages",
     .consequences = {Consequence::polling}},
    {.key = "link_match",
     .field = TextField{&SourceConfig::link_match, value_checks::regular_expression},
     .meaning = "A regular expression (RE2) that an item's link must match",
     .consequences = {Consequence::reading}},
    {.key = "keep_pages",
     .field = DurationField{&SourceConfig::keep_pages, 0ms, 365 * day},
     .meaning = "How long article pages stay in the store, to be read again under changed rules; `0s`: never",
     .consequences = {Consequence::polling}},
    {.key = "sitemap_limit",
     .field = NumberField{&SourceConfig::sitemap_limit, 1, 50},
     .meaning = "Of an index of sitemaps, so many of its newest documents are read",
     .is_future = true},
    {.key = "publish",
     .field = OpenFlagField{&SourceConfig::publish},
     .meaning = "Whether it has feeds of its own below `/sources/`, and is used by tags that do not name it",
     .fallback = "`true`; `false` with credentials, secret header fields or a query that looks like a token",
     .consequences = {Consequence::membership, Consequence::publishing}},
});

const auto tag_table = std::to_array<Option<TagConfig>>({
    {.key = "name",
     .field = TextField{&TagConfig::name, value_checks::tag_name},
     .meaning = "Unique, however it is spelt: case, blanks and punctuation do not count",
     .fallback = "required",
     .consequences = {Consequence::identity},
     .is_individual = true},
    {.key = "slug",
     .field = TextField{&TagConfig::slug, value_checks::slug},
     .meaning = "Its name in addresses, `[a-z0-9-]+`, unique: `/tags/{slug}.atom`",
     .fallback = "transliteration of `name`",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "title",
     .field = TextField{&TagConfig::title},
     .meaning = "Of its feeds and page",
     .fallback = "`name`",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "description",
     .field = TextField{&TagConfig::description},
     .meaning = "A line about it, in its feeds and on the index page",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "language",
     .field = TextField{&TagConfig::language, value_checks::language},
     .meaning = "Of its feeds",
     .consequences = {Consequence::publishing}},
    {.key = "match",
     .field = TextField{&TagConfig::match},
     .meaning = "The rule (docs/rules.md)",
     .fallback = "`#name`",
     .consequences = {Consequence::membership},
     .is_individual = true},
    {.key = "aliases",
     .field = TextsField{&TagConfig::aliases, value_checks::tag_name},
     .meaning = "Other spellings of the name; `#name` matches them too, in any rule",
     .consequences = {Consequence::membership, Consequence::publishing},
     .is_individual = true},
    {.key = "sources",
     .field = TextsField{&TagConfig::sources, value_checks::source_name},
     .meaning = "Only these sources, also ones that are not published",
     .fallback = "every published one",
     .consequences = {Consequence::membership}},
    {.key = "limit",
     .field = NumberField{&TagConfig::limit, 1, 1000},
     .meaning = "Entries of the live document; the archive has the rest",
     .consequences = {Consequence::publishing}},
    {.key = "duplicates",
     .field = choice<&TagConfig::duplicates>(duplicates_words),
     .meaning = "`collapse`: one entry per story, the others are listed in it",
     .consequences = {Consequence::membership}},
    {.key = "content",
     .field = choice<&TagConfig::content>(republish_words),
     .meaning = "How much of its articles is republished; the source's own setting can only lessen it",
     .consequences = {Consequence::publishing}},
    {.key = "withdrawn",
     .field = choice<&TagConfig::withdrawn>(withdrawn_words),
     .meaning = "`drop`: what its source took back leaves the feed",
     .consequences = {Consequence::membership}},
    {.key = "keep",
     .field = OpenDurationField{&TagConfig::keep, "forever", day, 36'500 * day},
     .meaning = "How far its archive reaches back: whole pages that are older are removed"},
    {.key = "private",
     .field = FlagField{&TagConfig::is_private},
     .meaning = "Only for subscribers with a token, which `arna token new` makes",
     .consequences = {Consequence::publishing}},
    {.key = "languages",
     .field = TextsField{&TagConfig::languages, value_checks::edition_language},
     .meaning = "Its articles of these languages are published apart too, as editions: `/tags/{slug}.kk.atom`",
     .consequences = {Consequence::membership, Consequence::publishing}},
    {.key = "digest",
     .field = TextsField{&TagConfig::digest, value_checks::digest},
     .meaning =
         "`daily`, `weekly`: a feed with one entry for each day or week that has ended: `/tags/{slug}/daily.atom`",
     .consequences = {Consequence::publishing}},
    {.key = "loose",
     .field = FlagField{&TagConfig::loose},
     .meaning = "қ ғ ң ө ұ ү ә і һ are compared as к г н о у у а и х",
     .consequences = {Consequence::membership}},
    {.key = "former_slugs",
     .field = TextsField{&TagConfig::former_slugs, value_checks::slug},
     .meaning = "Slugs that it had before; they answer 301",
     .consequences = {Consequence::publishing},
     .is_individual = true},
    {.key = "test",
     .field = TestsField{&TagConfig::tests},
     .meaning = "Items and whether the tag must have them: fields of an item, and `expect`, `in` or `out`",
     .is_individual = true},
});

const auto list_table = std::to_array<Option<ListConfig>>({
    {.key = "name",
     .field = TextField{&ListConfig::name, value_checks::list_name},
     .meaning = "Unique; a rule asks for its terms with `list:name`",
     .fallback = "required",
     .is_individual = true},
    {.key = "words",
     .field = TextsField{&ListConfig::words, value_checks::list_term},
     .meaning = "Its terms: a word, several (a phrase), `begin*`, `=form` or `#tag`",
     .consequences = {Consequence::membership},
     .is_individual = true},
    {.key = "file",
     .field = PathField{&ListConfig::file, value_checks::not_empty},
     .meaning =
         "A text file with more of them, one a line; a line that begins with `# ` is a comment. Read at the start "
         "and at a reload",
     .consequences = {Consequence::membership},
     .is_individual = true},
});

template <class Owner>
void append_rows(std::vector<OptionRow>& rows, std::string_view table, std::span<const Option<Owner>> options) {
    for (const Option<Owner>& option : options) {
        rows.push_back({.table = std::string(table),
                        .key = std::string(option.key),
                        .type = type_of(option),
                        .fallback = fallback_of(option),
                        .change = option.is_future ? "no effect yet" : text_of(option.consequences),
                        .meaning = std::string(option.meaning),
                        .is_individual = option.is_individual});
    }
}

} // namespace

// clang-format off
template <> std::span<const Option<DaemonConfig>> options_of<DaemonConfig>() { return daemon_table; }
template <> std::span<const Option<StoreConfig>> options_of<StoreConfig>() { return store_table; }
template <> std::span<const Option<FetchConfig>> options_of<FetchConfig>() { return fetch_table; }
template <> std::span<const Option<PublishConfig>> options_of<PublishConfig>() { return publish_table; }
template <> std::span<const Option<SourceConfig>> options_of<SourceConfig>() { return source_table; }
template <> std::span<const Option<TagConfig>> options_of<TagConfig>() { return tag_table; }
template <> std::span<const Option<ListConfig>> options_of<ListConfig>() { return list_table; }
// clang-format on

const std::vector<OptionRow>& option_rows() {
    static const std::vector<OptionRow> all = [] {
        std::vector<OptionRow> rows;
        const auto append = [&]<class Owner>(std::string_view title, Owner Config::*) {
            append_rows(rows, title, options_of<Owner>());
        };
        for_each_settings_table(append);
        append("[[source]]", &Config::source_defaults);
        append("[[tag]]", &Config::tag_defaults);
        append_rows(rows, "[[list]]", options_of<ListConfig>());
        return rows;
    }();
    return all;
}

std::string option_reference() {
    std::string text;
    std::string_view table;
    for (const OptionRow& row : option_rows()) {
        if (row.table != table) {
            fmt::format_to(std::back_inserter(text),
                           "{}### `{}`\n\n| key | value | default | | change |\n|---|---|---|---|---|\n",
                           table.empty() ? "" : "\n", row.table);
            table = row.table;
        }
        fmt::format_to(std::back_inserter(text), "| `{}` | {} | {} | {} | {} |\n", row.key, row.type, row.fallback,
                       row.meaning, row.change);
    }
    return text;
}

} // namespace arna
