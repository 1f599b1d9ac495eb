#include "daemon/app/command/store/tokens/token_rows.hpp"

#include "config/option/quantity.hpp"
#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/command/table/configured_name.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/publish/subscribers.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/terminal.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;
using Rows = std::expected<std::vector<json::object>, CommandError>;

constexpr std::size_t longest_name = 80; // of a subscriber, in code points
constexpr std::chrono::milliseconds shortest_life = std::chrono::seconds(1);
constexpr std::chrono::milliseconds longest_life = std::chrono::days(3650);

std::unexpected<CommandError> wrong(std::string what) {
    return std::unexpected(CommandError{.where = "token", .what = std::move(what)});
}

bool is_number(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_ascii_digit); }

/// What is wrong with the name of a subscriber: a clause, or nothing.
std::string_view complaint(std::string_view name) {
    if (utf8_prefix(name) != name.size()) return "is not UTF-8";
    if (trim_html_space(name).empty()) return "is empty; say for whom the token is";
    if (code_points(name) > longest_name) return "is longer than 80 characters";
    if (is_number(name)) return "is a number; those are ids";
    for (std::size_t i = 0; i < name.size();)
        if (is_terminal_control(next_code_point(name, i))) return "has a control character";
    return {};
}

std::expected<std::optional<Time>, CommandError> expiry(const Arguments& arguments, Time now) {
    if (!arguments.has("--expires")) return std::nullopt;
    const auto life = parse_duration(arguments.text("--expires"));
    if (!life || *life < shortest_life || *life > longest_life)
        return wrong(fmt::format("--expires '{}' is no duration from 1s to 3650d", arguments.text("--expires")));
    return now + *life;
}

/// The private tags of the configuration that are meant, each once.
std::expected<std::vector<const TagConfig*>, CommandError> private_tags(const Config& config,
                                                                        const std::vector<std::string>& names) {
    std::vector<const TagConfig*> tags;
    for (const std::string& name : names) {
        const auto found = find_tag(config, name);
        if (!found) return std::unexpected(found.error());
        const TagConfig& tag = config.tags[*found];
        if (!tag.is_private)
            return std::unexpected(
                CommandError{.where = fmt::format("tag '{}'", name),
                             .what = "is not private; everybody may read it, or set 'private = true' and reload"});
        if (std::ranges::find(tags, &tag) == tags.end()) tags.push_back(&tag);
    }
    return tags;
}

/// What a new token is to be.
struct Wish {
    std::string subscriber;
    std::optional<Time> expires;
    std::vector<const TagConfig*> tags;
};

std::expected<Wish, CommandError> read_wish(const Config& config, const Arguments& arguments, Time now) {
    const auto names = arguments.all("WHAT");
    if (names.empty()) return wrong("new: TAG is required");
    if (!arguments.has("--for")) return wrong("new: --for NAME is required");
    const auto& subscriber = arguments.text("--for");
    if (const auto why = complaint(subscriber); !why.empty())
        return wrong(fmt::format("--for '{}' {}", subscriber, why));
    const auto expires = expiry(arguments, now);
    if (!expires) return std::unexpected(expires.error());
    auto tags = private_tags(config, names);
    if (!tags) return std::unexpected(tags.error());
    return Wish{.subscriber = subscriber, .expires = *expires, .tags = std::move(*tags)};
}

json::value when(const std::optional<Time>& time) { return time ? json::value(format_rfc3339(*time)) : json::value(); }

json::object addresses(const Config& config, const std::string& token, const TagConfig& tag) {
    const auto page = fmt::format("{}/private/{}/tags/{}", config.daemon.base_url, token, tag.slug);
    return {{"name", tag.name},     {"slug", tag.slug},       {"atom", page + ".atom"},
            {"rss", page + ".rss"}, {"json", page + ".json"}, {"page", page}};
}

Rows make(Store& store, const Config& config, const Arguments& arguments, Time now) {
    const auto wish = read_wish(config, arguments, now);
    if (!wish) return std::unexpected(wish.error());
    std::map<std::string, TagId> ids;
    for (const TagRecord& record : store.open_reader()->tags())
        if (record.is_configured) ids.emplace(record.name, record.id);

    const auto token = make_token();
    TokenRecord record{.hash = hash_token(token),
                       .subscriber = wish->subscriber,
                       .tags = {},
                       .created = now,
                       .expires = wish->expires};
    json::array opened;
    for (const TagConfig* tag : wish->tags) {
        const auto id = ids.find(tag->name);
        if (id == ids.end())
            return std::unexpected(CommandError{.where = fmt::format("tag '{}'", tag->name),
                                                .what = "is not in force yet; arna reload takes it over"});
        record.tags.push_back(id->second);
        opened.push_back(addresses(config, token, *tag));
    }
    const auto id = store.add_token(record);
    return std::vector{json::object{{"id", std::to_underlying(id)},
                                    {"for", wish->subscriber},
                                    {"token", token},
                                    {"expires", when(record.expires)},
                                    {"tags", std::move(opened)}}};
}

json::object row_of(const TokenRecord& token, const std::map<TagId, std::string>& slugs) {
    json::array tags;
    for (const TagId tag : token.tags)
        if (const auto slug = slugs.find(tag); slug != slugs.end()) tags.emplace_back(slug->second);
    return {{"id", std::to_underlying(token.id)},
            {"for", token.subscriber},
            {"tags", std::move(tags)},
            {"created", format_rfc3339(token.created)},
            {"expires", when(token.expires)},
            {"used", token.used ? json::value(format_rfc3339(Time(*token.used)).substr(0, 10)) : json::value()},
            {"revoked", when(token.revoked)}};
}

Rows list(Store& store, const Config& config, const Arguments& arguments, Time now) {
    const auto names = arguments.all("WHAT");
    if (names.size() > 1) return wrong("list: one TAG, or none");
    const auto reader = store.open_reader();
    std::map<TagId, std::string> slugs;
    std::map<std::string, TagId> ids;
    for (const TagRecord& tag : reader->tags()) {
        slugs.emplace(tag.id, tag.slug);
        if (tag.is_configured) ids.emplace(tag.name, tag.id);
    }
    std::optional<TagId> only;
    if (!names.empty()) {
        const auto found = find_tag(config, names.front());
        if (!found) return std::unexpected(found.error());
        const auto id = ids.find(config.tags[*found].name);
        only = id == ids.end() ? TagId{} : id->second; // one that the store was not told yet has no token
    }
    std::vector<json::object> rows;
    for (const TokenRecord& token : reader->tokens()) {
        const bool is_over = token.revoked || (token.expires && *token.expires <= now);
        if (is_over && !arguments.has("--all")) continue;
        if (only && std::ranges::find(token.tags, *only) == token.tags.end()) continue;
        rows.push_back(row_of(token, slugs));
    }
    return rows;
}

Rows revoke(Store& store, const Arguments& arguments, Time now) {
    const auto names = arguments.all("WHAT");
    if (names.size() != 1) return wrong("revoke: NAME or ID is required, one of them");
    std::size_t count = 0;
    if (is_number(names.front())) {
        std::int64_t id = 0;
        const auto& text = names.front();
        const auto [_, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error == std::errc{}) count = store.revoke_token(TokenId{id}, now);
    } else {
        count = store.revoke_tokens(names.front(), now);
    }
    if (count == 0)
        return std::unexpected(CommandError{
            .status = ExitStatus::no,
            .where = "token",
            .what = fmt::format("'{}' has none that could be revoked; see 'arna token list --all'", names.front())});
    return std::vector{json::object{{"revoked", count}}};
}

// ---- for people

std::string text_of(const json::value& value, std::string_view without) {
    return value.is_null() ? std::string(without) : shown_text(value.as_string());
}

std::string table_of(const std::vector<json::object>& rows) {
    if (rows.empty()) return "no tokens\n";
    constexpr std::size_t columns = 7;
    using Line = std::array<std::string, columns>;
    std::vector<Line> lines{{"id", "for", "tags", "created", "expires", "last used", "revoked"}};
    for (const json::object& row : rows) {
        std::string tags;
        for (const json::value& tag : row.at("tags").as_array())
            tags += (tags.empty() ? "" : ",") + shown_text(tag.as_string());
        lines.push_back({std::to_string(row.at("id").as_int64()), shown_text(row.at("for").as_string()),
                         tags.empty() ? "-" : tags, text_of(row.at("created"), "-"),
                         text_of(row.at("expires"), "never"), text_of(row.at("used"), "never"),
                         text_of(row.at("revoked"), "")});
    }
    std::array<std::size_t, columns> widths{};
    for (const Line& line : lines)
        for (std::size_t i = 0; i < columns; ++i) widths.at(i) = std::max(widths.at(i), code_points(line.at(i)));
    const bool has_revoked = std::ranges::any_of(rows, [](const auto& row) { return !row.at("revoked").is_null(); });
    std::string text;
    for (const Line& line : lines) {
        std::string out;
        for (std::size_t i = 0; i < columns - (has_revoked ? 0 : 1); ++i) {
            out += line.at(i);
            out.append(widths.at(i) - code_points(line.at(i)) + 2, ' ');
        }
        text += trim_html_space(out);
        text += '\n';
    }
    return text;
}

} // namespace

std::expected<void, CommandError> check_new_token(const Config& config, const Arguments& arguments, Time now) {
    const auto wish = read_wish(config, arguments, now);
    return wish ? std::expected<void, CommandError>() : std::unexpected(wish.error());
}

std::expected<std::vector<json::object>, CommandError> token_rows(Store& store, const Config& config,
                                                                  const Arguments& arguments, Time now) {
    const auto& action = arguments.text("ACTION");
    const bool is_new = action == "new";
    if (!is_new && (arguments.has("--for") || arguments.has("--expires")))
        return wrong("--for and --expires are of 'token new'");
    if (action != "list" && arguments.has("--all")) return wrong("--all is of 'token list'");
    if (is_new) return make(store, config, arguments, now);
    if (action == "list") return list(store, config, arguments, now);
    if (action == "revoke") return revoke(store, arguments, now);
    return wrong(fmt::format("'{}' is neither new, list nor revoke", action));
}

std::string token_text(std::string_view action, const std::vector<json::object>& rows) {
    if (action == "list") return table_of(rows);
    std::string text;
    for (const json::object& row : rows) {
        if (action == "revoke") {
            const auto count = row.at("revoked").to_number<std::uint64_t>();
            text += fmt::format("{} token{} revoked\n", count, count == 1 ? "" : "s");
            continue;
        }
        for (const json::value& tag : row.at("tags").as_array()) text += shown_text(tag.at("atom").as_string()) + '\n';
    }
    return text;
}

} // namespace arna
