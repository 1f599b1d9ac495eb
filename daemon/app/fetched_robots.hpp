#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/fetch/host/robots.hpp"

#include <string>

namespace arna {

/// What the robots.txt of a site says to a command that asks for it once (RobotsCache is the daemon's).
class FetchedRobots {
public:
    explicit FetchedRobots(const FetchResult& answer);

    /// What is asked for where the site of `url` is to be visited.
    [[nodiscard]] static Request request(const std::string& url, const std::string& proxy);

    [[nodiscard]] bool allows(const std::string& url) const { return error_.empty() && rules_.judge(url).is_allowed; }
    /// It says so: where it does not answer it forbids nothing.
    [[nodiscard]] bool forbids(const std::string& url) const { return error_.empty() && !rules_.judge(url).is_allowed; }
    /// "allowed", "forbidden (line 4: Disallow: /qogam/)", "does not answer: HTTP 503"
    [[nodiscard]] std::string text(const std::string& url) const;
    /// Why an address that it does not allow is not asked for, as the daemon says it.
    [[nodiscard]] std::string why_not(const std::string& url) const;

private:
    RobotsTxt rules_;
    std::string error_;
};

} // namespace arna
