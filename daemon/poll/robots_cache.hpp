#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/fetch/host/robots.hpp"
#include "daemon/poll/scheduler/scheduler.hpp"
#include "daemon/store/page_records.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace arna {

/// What the robots.txt of a site says of one of its addresses.
struct RobotsAnswer {
    enum class Kind {
        allowed,
        forbidden,
        unreachable, ///< nobody knows: nothing is asked of the site until it answers
    };

    Kind kind = Kind::allowed;
    std::string why;                                      ///< of the others, for people
    std::optional<std::chrono::milliseconds> crawl_delay; ///< between visits
    std::chrono::milliseconds again{};                    ///< until it is asked for again, where it is unreachable
};

/// Asks each site for its robots.txt before something is asked of it that the RFC is about, and remembers the answer
/// for a day, also beyond the end of the program: what an earlier run was answered is read from the store when first
/// needed. Of 4xx nothing is forbidden; 5xx and no answer at all are asked again after 5 minutes, half an hour and then
/// every three hours. Lives on the io thread.
class RobotsCache {
public:
    explicit RobotsCache(PollServices services) : services_(std::move(services)) {}

    /// `proxy` is that of the source; empty: none.
    boost::asio::awaitable<RobotsAnswer> ask(std::string url, std::string proxy);

    /// Why an address is forbidden, as far as the robots.txt of its site is known; it is not asked for.
    [[nodiscard]] std::optional<std::string> known_refusal(const std::string& url) const;

private:
    struct Entry {
        RobotsTxt rules;
        int status = 0; ///< 0: unreachable
        std::string error;
        Time fetched{};
        std::size_t failures = 0;                          ///< in a row
        std::unique_ptr<boost::asio::steady_timer> asking; ///< never expires; cancelled by the answer
    };

    class Asking;

    [[nodiscard]] bool is_fresh(const Entry& entry) const;
    [[nodiscard]] static std::chrono::milliseconds lifetime(const Entry& entry);
    [[nodiscard]] RobotsAnswer answer(const Entry& entry, const std::string& url) const;
    [[nodiscard]] std::shared_ptr<Entry> entry_of(const std::string& origin);
    boost::asio::awaitable<void> load();
    boost::asio::awaitable<void> fetch(std::string origin, Entry& entry, std::string proxy);

    HomeThread home_;
    PollServices services_;
    std::map<std::string, std::shared_ptr<Entry>> entries_; ///< by origin
    bool is_loaded_ = false;
};

} // namespace arna
