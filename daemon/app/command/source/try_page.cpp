#include "daemon/app/command/source/try_page.hpp"

#include "daemon/app/command/library/page_text.hpp"
#include "daemon/app/fetched_robots.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/visit.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/write/model_json.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace arna {
namespace {

std::optional<PageReading> read_article_at(const std::string& url, const PollSource& source,
                                           const FetchOptions& options, Time now) {
    const auto response = fetch_once({.url = url,
                                      .headers = source.headers,
                                      .credentials_url = source.url,
                                      .proxy = source.proxy,
                                      .accept = "text/html, */*;q=0.1",
                                      .stays_on_site = true},
                                     options);
    if (!response || response->status != 200) return std::nullopt;
    return read_page({.bytes = response->body,
                      .url = response->effective_url,
                      .content_type = std::string(response->header("content-type")),
                      .content_language = std::string(response->header("content-language"))},
                     {.time_zone = source.time_zone, .language = source.language}, now);
}

} // namespace

ExitStatus try_page(Document page, const PollSource& source, FetchOptions options, Time now, bool as_json) {
    const auto url = page.url;
    const auto reading = read_page({.bytes = std::move(page.bytes),
                                    .url = url,
                                    .content_type = std::move(page.content_type),
                                    .content_language = std::move(page.content_language)},
                                   {.time_zone = source.time_zone, .language = source.language}, now);
    const auto status = reading.kind == PageKind::other ? ExitStatus::wrong : ExitStatus::done;
    const FetchedRobots robots(fetch_once(FetchedRobots::request(url, source.proxy), options));
    std::optional<PageReading> first;
    std::string first_url;
    if (reading.kind == PageKind::listing && !reading.items.empty()) {
        first_url = reading.items.front().link;
        if (!first_url.empty() && robots.allows(first_url)) first = read_article_at(first_url, source, options, now);
    }
    std::string out;
    if (as_json) {
        out = model_json(reading) + '\n';
        if (first) out += model_json(*first) + '\n';
    } else {
        out = fmt::format("{}\nrobots.txt  {}\n", page_text(reading), robots.text(url));
        if (first)
            out += fmt::format("\nThe first article, {}:\n\n{}", first_url, page_text(*first));
        else if (!first_url.empty())
            out += fmt::format("\nThe first article, {}, was not read: robots.txt {}\n", first_url,
                               robots.text(first_url));
        if (reading.kind == PageKind::listing) out += fmt::format("\nAs a source: page = \"{}\"\n", url);
    }
    const auto written = write_output(out);
    return written == ExitStatus::done ? status : written;
}

} // namespace arna
