#include "daemon/app/fetched_robots.hpp"

#include "daemon/fetch/refusal_text.hpp"

#include <fmt/format.h>

#include <chrono>

namespace arna {

FetchedRobots::FetchedRobots(const FetchResult& answer) {
    if (!answer) {
        // A refused address is no site's silence: what was to be asked for there is refused, too.
        if (answer.error().code != Errc::refused) error_ = answer.error().message;
    } else if (answer->status >= 500) {
        error_ = refusal_text(answer->status);
    } else if (answer->status / 100 == 2) {
        rules_ = RobotsTxt(answer->body);
    }
}

Request FetchedRobots::request(const std::string& url, const std::string& proxy) {
    return {.url = robots_url(url), .proxy = proxy, .accept = "text/plain, */*;q=0.1"};
}

std::string FetchedRobots::text(const std::string& url) const {
    if (!error_.empty()) return fmt::format("does not answer: {}", error_);
    const auto verdict = rules_.judge(url);
    if (!verdict.is_allowed) return fmt::format("forbidden (line {}: {})", verdict.line, verdict.rule);
    const auto delay = rules_.crawl_delay();
    return delay ? fmt::format("allowed, Crawl-delay {} s", std::chrono::ceil<std::chrono::seconds>(*delay).count())
                 : "allowed";
}

std::string FetchedRobots::why_not(const std::string& url) const {
    if (!error_.empty()) return "robots.txt: " + error_;
    const auto verdict = rules_.judge(url);
    return fmt::format("robots.txt forbids it (line {}: {})", verdict.line, verdict.rule);
}

} // namespace arna
