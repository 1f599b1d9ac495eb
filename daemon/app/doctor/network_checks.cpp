#include "daemon/app/doctor/diagnosis.hpp"
#include "daemon/app/engine/open_store.hpp"
#include "daemon/app/wall_clock.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/async/spawn.hpp"
#include "daemon/async/worker_pool.hpp"
#include "daemon/fetch/fetcher.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using Verdict = Diagnosis::Verdict;

constexpr std::size_t most_visits = 3;
constexpr std::size_t most_names = 20;
constexpr std::chrono::milliseconds patience{10'000};
constexpr std::chrono::seconds right_clock{5}, bearable_clock{60};

/// A few sources of different hosts.
std::vector<const SourceConfig*> sample(const Config& config, std::size_t most) {
    std::vector<const SourceConfig*> found;
    std::set<std::string> hosts;
    for (const auto& source : config.sources)
        if (found.size() < most && source.enabled && !source.address().empty() &&
            hosts.insert(url_host(source.address())).second)
            found.push_back(&source);
    return found;
}

struct Answered {
    std::string source;
    Result<Response> response = fail(Errc::unavailable, "");
    std::chrono::milliseconds ahead{}; ///< our clock before the server's; only where it tells the time
    bool tells_time = false;
};

asio::awaitable<void> ask(Fetcher& fetcher, const SourceConfig& source, Answered& answer) {
    const auto plan = poll_source(source);
    answer.source = source.name;
    answer.response = co_await fetcher.fetch({.url = plan.url,
                                              .headers = plan.headers,
                                              .username = plan.username,
                                              .password = plan.password,
                                              .proxy = plan.proxy});
    if (!answer.response) co_return;
    const auto date = parse_date(answer.response->header("Date"));
    answer.tells_time = date.has_value();
    if (date) answer.ahead = wall_clock_now() - *date;
}

std::vector<Answered> ask_all(const std::vector<const SourceConfig*>& sources, const Config& config) {
    auto options = fetch_options(config);
    options.timeout = std::min(options.timeout, patience);
    std::vector<Answered> answers(sources.size());
    asio::io_context io(1);
    Fetcher fetcher(io.get_executor(), io.get_executor(), std::move(options));
    for (std::size_t i = 0; i < sources.size(); ++i)
        spawn(io.get_executor(), ask(fetcher, *sources[i], answers[i]), "a visit");
    io.run();
    return answers;
}

Diagnosis clock_of(const std::vector<Answered>& answers) {
    if (auto wrong = clock_problem(wall_clock_now()); !wrong.empty())
        return {Verdict::fail, "clock", std::move(wrong), ""};
    std::optional<std::chrono::milliseconds> least; // one server may be wrong; that all are is less likely
    for (const auto& answer : answers)
        if (answer.tells_time && (!least || std::chrono::abs(answer.ahead) < std::chrono::abs(*least)))
            least = answer.ahead;
    if (!least) return {Verdict::ok, "clock", "no source could be asked for the time", ""};
    const auto seconds = std::chrono::duration<double>(std::chrono::abs(*least)).count();
    Diagnosis found{.check = "clock",
                    .says =
                        fmt::format("{:.0f} s {} the sources", seconds, least->count() > 0 ? "ahead of" : "behind")};
    if (std::chrono::abs(*least) <= right_clock) found.says = "as the sources'"; // a Date has whole seconds
    if (std::chrono::abs(*least) > right_clock) found.verdict = Verdict::warn;
    if (std::chrono::abs(*least) > bearable_clock) found.verdict = Verdict::fail;
    if (found.verdict != Verdict::ok) found.hint = "timedatectl set-ntp true";
    return found;
}

/// Names that cannot be resolved.
std::vector<std::string> unresolved(const std::vector<std::string>& hosts) {
    std::vector<char> is_known(hosts.size(), 0);
    WorkerPool pool(most_names);
    for (std::size_t i = 0; i < hosts.size(); ++i)
        asio::post(pool, [&, i] {
            addrinfo wanted{};
            wanted.ai_socktype = SOCK_STREAM;
            addrinfo* found = nullptr;
            if (::getaddrinfo(hosts[i].c_str(), nullptr, &wanted, &found) != 0) return;
            is_known[i] = 1;
            ::freeaddrinfo(found);
        });
    pool.join();
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < hosts.size(); ++i)
        if (is_known[i] == 0) missing.push_back(hosts[i]);
    return missing;
}

Diagnosis names_of(const Config& config) {
    std::vector<std::string> hosts;
    for (const auto* source : sample(config, most_names))
        if (source->proxy.empty()) hosts.push_back(url_host(source->url)); // a proxy resolves it itself
    if (hosts.empty()) return {Verdict::ok, "names", "no source has one to look up", ""};
    const auto missing = unresolved(hosts);
    if (missing.empty())
        return {Verdict::ok, "names", fmt::format("{} of {} resolved", hosts.size(), hosts.size()), ""};
    const bool is_none = missing.size() == hosts.size();
    return {is_none ? Verdict::fail : Verdict::warn, "names",
            fmt::format("{} of {} cannot be resolved: {}{}", missing.size(), hosts.size(), missing.front(),
                        missing.size() > 1 ? " …" : ""),
            is_none ? "see /etc/resolv.conf: no name is resolved at all" : "are their addresses still right?"};
}

} // namespace

std::vector<Diagnosis> check_network(const Config& config) {
    const auto answers = ask_all(sample(config, most_visits), config);
    std::vector<Diagnosis> found{names_of(config), clock_of(answers)};
    for (const auto& answer : answers) {
        if (answer.response)
            found.push_back(
                {Verdict::ok, "visit", fmt::format("{} answers with {}", answer.source, answer.response->status), ""});
        else
            found.push_back({Verdict::warn, "visit",
                             fmt::format("{}: {}", answer.source, answer.response.error().message),
                             fmt::format("arna try {}", answer.source)});
    }
    return found;
}

} // namespace arna
