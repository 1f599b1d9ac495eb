#include "daemon/pages/page_decision.hpp"

#include "daemon/fetch/caching.hpp"
#include "daemon/poll/interval.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

using Standing = PageState::Standing;

constexpr std::array<std::chrono::minutes, 3> retries{std::chrono::minutes(5), std::chrono::minutes(30),
                                                      std::chrono::minutes(180)};
constexpr int most_revisits = 4;
constexpr std::chrono::hours revisited_for{48};

bool is_html(const Response& response) {
    auto type = response.header("content-type");
    type = trim_html_space(type.substr(0, type.find(';')));
    if (type.empty()) { // nobody says: look
        const auto text = std::string_view(response.body).substr(0, 1024);
        return contains_lower(text, "<html") || contains_lower(text, "<!doctype html");
    }
    return equals_lower(type, "text/html") || equals_lower(type, "application/xhtml+xml");
}

/// What a redirect leads to where it leads to no article; empty: nothing speaks against it.
std::string_view wall_at(std::string_view asked, std::string_view reached) {
    constexpr auto logins = std::to_array<std::string_view>(
        {"login", "log-in", "signin", "sign-in", "auth", "oauth", "sso", "register", "signup", "sign-up"});
    constexpr auto consents = std::to_array<std::string_view>({"consent", "cookie-consent", "gdpr", "cookiewall"});
    const auto names = [](const auto& words, std::string_view url) {
        auto path = split_url(url).path;
        for (std::size_t end = 0; !path.empty(); path.remove_prefix(std::min(end + 1, path.size()))) {
            end = std::min(path.find('/'), path.size());
            const auto name = path.substr(0, std::min(path.find('.'), end)); // "login.php"
            if (std::ranges::any_of(words, [&](auto word) { return equals_lower(name, word); })) return true;
        }
        return false;
    };
    if (names(logins, reached) && !names(logins, asked)) return "it leads to a login";
    if (names(consents, reached) && !names(consents, asked)) return "it leads to a question for consent";
    const auto is_front = [](std::string_view url) {
        auto path = split_url(url).path;
        while (path.ends_with('/')) path.remove_suffix(1);
        return path.size() <= std::string_view("/kk").size(); // or that of a language
    };
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
    if (before.standing != Standing::read) before.standing = Standing::refused;
    before.asked = now;
    before.status = status;
    before.why = std::move(why);
    before.due.reset();
    return before;
}

PageState after_page_read(PageState before, const Response& response, Time now) {
    if (before.revisits < 0)
        before.revisits = ~before.revisits;
    else if (before.standing == Standing::read && before.asked)
        ++before.revisits;
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

PageState postponed(PageState before, std::string why, Time again) {
    before.why = std::move(why);
    before.due = std::max(before.due.value_or(again), again);
    return before;
}

} // namespace arna
