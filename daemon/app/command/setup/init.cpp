#include "daemon/app/command/setup/init.hpp"

#include "config/check/value_checks.hpp"
#include "daemon/app/command/setup/feed_search.hpp"
#include "daemon/app/command/setup/source_draft.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// "dala.example" is https://dala.example. Wrong usage for what is no address of the web.
std::expected<std::vector<std::string>, CommandError> addresses_of(const Arguments& arguments) {
    std::vector<std::string> addresses;
    for (auto& given : arguments.all("URL")) {
        const bool is_bare = !given.contains("://") && given.contains('.');
        std::error_code none;
        if (!given.contains("://") && std::filesystem::is_regular_file(given, none))
            return std::unexpected(CommandError{
                .where = given,
                .what =
                    fmt::format("is a file; as a source it is 'path = \"{}\"'; arna try shows what is in it", given)});
        auto address = is_bare ? "https://" + given : given;
        if (const auto complaint = value_checks::http_url(address); !complaint.empty())
            return std::unexpected(CommandError{.where = masked_url(given), .what = "is " + complaint});
        addresses.push_back(std::move(address));
    }
    return addresses;
}

std::set<std::string> names_of(const Config& config) {
    std::set<std::string> names;
    for (const auto& source : config.sources) names.insert(source.name);
    return names;
}

ExitStatus run_init(const Invocation& invocation) {
    const auto addresses = addresses_of(invocation.arguments);
    if (!addresses) return report(addresses.error());
    const auto loaded = load_if_any(invocation);
    if (!loaded) return ExitStatus::wrong;
    const auto now = wall_clock_now();
    SourceDrafts drafts(names_of(loaded->config));
    std::string text;
    bool is_reached = false, is_missing = false;
    search_feeds(*addresses, loaded->config.source_defaults.proxy, fetch_options(loaded->config), now,
                 [&](std::size_t index, const FeedSearch& found) {
                     if (found) {
                         const auto draft = [&](const auto& what) { return drafts.draft(what); };
                         text += (text.empty() ? "" : "\n") + std::visit(draft, *found);
                         return;
                     }
                     is_missing = true;
                     is_reached = is_reached || found.error().was_reached;
                     report(masked_url((*addresses)[index]), found.error().what);
                 });
    if (text.empty()) return is_reached ? ExitStatus::no : ExitStatus::cannot;
    const auto today = format_rfc3339(now).substr(0, 10);
    const auto written = write_output(
        fmt::format("# Written by arna init on {}. Save it as arna.toml, then: arna check, arna run\n{}", today, text));
    return written == ExitStatus::done && is_missing ? ExitStatus::no : written;
}

} // namespace

Command init_command() {
    return {
        .name = "init",
        .summary = "Prints a configuration for feeds, for pages that offer some, or for pages that list articles",
        .arguments = {{.name = "URL",
                       .help = "Of a feed, of a page that links one, or of a page that lists articles",
                       .is_required = true,
                       .is_repeated = true}},
        .options = {},
        .examples = {{"arna init https://qala.example/ > arna.toml", "finds the page's feed and looks at its items"},
                     {"arna init qala.example dala.example/rss", "two sources at once"}},
        .statuses = {{ExitStatus::done, "printed"},
                     {ExitStatus::no, "an address gave no feed and no list; the others are printed"},
                     {ExitStatus::wrong, "wrong usage or configuration"},
                     {ExitStatus::cannot, "none could be reached, or the output cannot be written"}},
        .run = run_init};
}

} // namespace arna
