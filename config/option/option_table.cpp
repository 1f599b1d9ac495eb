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
