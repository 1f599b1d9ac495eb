#include "daemon/pages/page_decision.hpp"

#include "daemon/fetch/caching.hpp"
#include "daemon/poll/interval.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/words/language_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace arna {
namespace {

using Standing = PageState::Standing;

constexpr std::array<std::chrono::minutes, 3> retries{std::chrono::minutes(5), std::chrono::minutes(30),
                                                      std::chrono::minutes(180)};
constexpr int most_revisits = 4;
constexpr std::chrono::hours revisited_for{48};

bool is_html(const Response& response) {
    const auto type = without_parameters(response.header("content-type"));
    if (type.empty()) { // nobody says: look
        const auto text = std::string_view(response.body).substr(0, 1024);
        return contains_lower(text, "<html") || contains_lower(text, "<!doctype html");
    }
    return equals_lower(type, "text/html") || equals_lower(type, "application/xhtml+xml");
}

/// Whether a page is named by one of `words`: its last segment is, or any is and its query leads back to what was asked
/// for. An article may stand below "/register/".
bool is_named(std::span<const std::string_view> words, std::string_view url, std::string_view asked) {
    const auto back = split_url(asked).path;
    const auto parts = split_url(url);
    const bool leads_back = back.size() > 1 && percent_decoded(parts.query).contains(back);
    auto path = parts.path;
    while (path.ends_with('/')) path.remove_suffix(1);
    while (!path.empty()) {
        const auto segment = path.substr(path.rfind('/') + 1);
        const auto name = segment.substr(0, segment.find('.')); // "login.php"
        if (std::ranges::any_of(words, [&](auto word) { return equals_lower(name, word); })) return true;
        if (!leads_back) return false;
        path.remove_suffix(std::min(segment.size() + 1, path.size()));
    }
    return false;
}

/// That of the site, or of one of its languages: "/", "/kk/".
bool is_front(std::string_view url) {
    auto path = split_url(url).path;
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty()) return true;
    const auto name = path.substr(1);
    if (name.size() != 2) return false;
    return equals_lower(name, "kz") || equals_lower(name, "ua") ||
           is_known_language(name); // sites say the country, too
}

/// What a redirect leads to where it leads to no article; empty: nothing speaks against it.
std::string_view wall_at(std::string_view asked, std::string_view reached) {
    constexpr auto logins = std::to_array<std::string_view>(
        {"login", "log-in", "signin", "sign-in", "auth", "oauth", "sso", "register", "signup", "sign-up"});
    constexpr auto consents = std::to_array<std::string_view>({"consent", "cookie-consent", "gdpr", "cookiewall"});
    if (is_named(logins, reached, asked) && !is_named(logins, asked, asked)) return "it leads to a login";
    if (is_named(consents, reached, asked) && !is_named(consents, asked, asked))
        return "it leads to a question for consent";
    const bool has_query = !split_url(asked).query.empty(); // "/?p=17" moves to where it is
    return is_front(reached) && !is_front(asked) && !has_query ? "it leads to the front page of its site" : "";
}

PageDecision of_failure(const FetchError& error) {
    const bool may_pass = error.code == Errc::unavailable || error.reason == FailureReason::timeout;
    return {.verdict = may_pass ? PageVerdict::retry : PageVerdict::refused,
            .status = 0,
            .why = error.message,
            .retry_after = {}};
}

} // namespace

PageDecision decide_page(const PageState& before, const FetchResult& result, Time now) {
    if (!result) return of_failure(result.error());
    const auto& response = *result;
    const auto status = response.status;
    if (status == 200 || status == 203) {
        if (const auto wall = wall_at(before.url, response.effective_url); !wall.empty())
            return {.status = status, .why = std::string(wall), .retry_after = {}};
        if (is_html(response)) return {.verdict = PageVerdict::read, .status = status, .why = {}, .retry_after = {}};
        return {
            .status = status, .why = fmt::format("no page: {}", response.header("content-type")), .retry_after = {}};
    }
    const bool is_conditional = !before.etag.empty() || !before.last_modified.empty();
    if (status == 304 && is_conditional)
        return {.verdict = PageVerdict::not_modified, .status = status, .why = {}, .retry_after = {}};
    const auto retry_after = retry_after_of(response, std::chrono::floor<std::chrono::seconds>(now), max_retry_after);
    const bool may_pass = status == 429 || status == 408 || status == 425 || status >= 500;
    return {.verdict = may_pass ? PageVerdict::retry : PageVerdict::refused,
            .status = status,
            .why = fmt::format("HTTP {}", status),
            .retry_after = retry_after};
}

PageState after_page_failure(PageState before, const PageDecision& decision, Time now) {
    const auto attempt = static_cast<std::size_t>(std::max(before.attempts, 0));
    if (attempt >= retries.size())
        return after_page_refused(std::move(before), decision.status,
                                  fmt::format("{}, {} times", decision.why, attempt + 1), now);
    before.asked = now;
    before.status = decision.status;
    before.why = decision.why;
    before.due = now + std::max<std::chrono::milliseconds>(retries[attempt],
                                                           decision.retry_after.value_or(std::chrono::seconds(0)));
    ++before.attempts;
    return before;
}

PageState after_page_refused(PageState before, int status, std::string why, Time now) {
    before = not_asked_again(std::move(before), std::move(why));
    before.asked = now;
    before.status = status;
    return before;
}

PageState after_page_read(PageState before, const Response& response, Time now) {
    const bool is_revisit = before.standing == Standing::read && before.asked && !before.is_wanted_anew;
    if (is_revisit) ++before.revisits;
    before.is_wanted_anew = false;
    before.standing = Standing::read;
    before.asked = now;
    before.status = response.status;
    before.why.clear();
    before.attempts = 0;
    before.due.reset();
    const bool is_new = response.status != 304;
    const auto take = [&](std::string& validator, std::string_view name) {
        if (const auto value = response.header(name); is_new || !value.empty()) validator = value;
    };
    take(before.etag, "etag");
    take(before.last_modified, "last-modified");
    before.validator_url = response.effective_url;
    return before;
}

std::optional<Time> next_revisit(const PageState& state, std::chrono::milliseconds interval, Time published, Time now) {
    const auto next = now + interval;
    if (state.revisits >= most_revisits || next - published > revisited_for) return std::nullopt;
    return next;
}

PageState not_asked_again(PageState before, std::string why) {
    if (before.standing != Standing::read) before.standing = Standing::refused;
    before.why = std::move(why);
    before.due.reset();
    return before;
}

PageState postponed(PageState before, std::string why, Time again) {
    before.why = std::move(why);
    before.due = std::max(before.due.value_or(again), again);
    return before;
}

} // namespace arna
