#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {

/// Decides who may send a request next: at most `concurrency` at a time, `per_host` to one host and `per_site` to all
/// hosts of one site, `spacing` apart on one host, otherwise in the order of arrival. A host that must wait delays
/// nobody else. Visitors to what failed last time have half of all slots at most: many that hang must not delay the
/// others.
///
/// Pure: times are arguments, and must not decrease from call to call. What is refused or delayed costs O(log n).
class HostSlots {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Ticket = std::uint64_t; ///< names a visitor; the lower one goes first. Never 0.

    struct Options {
        std::size_t concurrency = 128;
        std::size_t per_host = 2;
        std::size_t per_site = 8;
        std::chrono::milliseconds spacing{}; ///< between the beginnings of two requests to a host
    };

    /// What is known of a host beyond its name.
    struct HostFacts {
        std::string site;         ///< hosts with the same one share `per_site`
        bool is_unhurried = true; ///< `spacing` holds
    };

    explicit HostSlots(Options options);

    /// Whether add() knows the host's facts already.
    [[nodiscard]] bool knows(const std::string& host) const { return hosts_.contains(host); }

    /// Queues a visitor. `facts` count only where the host is not known. With the `ticket` of a visitor that left it
    /// gets that one's place in the order. One that is patient goes after all that are not, whenever they come.
    Ticket add(const std::string& host, HostFacts facts, bool is_doubtful, Time now, Ticket ticket = 0,
               bool is_patient = false);

    /// The next one that may go, with its slots; nothing if none may. It is then to leave_host() and leave().
    [[nodiscard]] std::optional<Ticket> next(Time now);
    /// When next() may give more although nobody left or was added; nothing: never.
    [[nodiscard]] std::optional<Time> next_look() const;

    /// Its request is over: another may ask the host. May be called again.
    void leave_host(Ticket ticket, Time now);
    /// It is done, or does not wait any more.
    void leave(Ticket ticket, Time now);

    /// The host is to be left alone until then; an earlier end than the one it has does not count.
    void hold(const std::string& host, Time until, Time now);
    /// Until when it is; nothing if it is not.
    [[nodiscard]] std::optional<Time> held_until(const std::string& host, Time now) const;
    /// Those that wait for the host, the first to arrive first.
    [[nodiscard]] std::vector<Ticket> waiting_for(const std::string& host) const;

    [[nodiscard]] std::size_t taken() const { return taken_; }
    [[nodiscard]] bool has_waiting() const { return visitors_.size() > taken_; }
    [[nodiscard]] std::size_t known_hosts() const { return hosts_.size(); }

private:
    struct Host;
    struct Site {
        std::size_t taken = 0;
        std::size_t hosts = 0;
        std::map<Ticket, Host*> full; ///< hosts that wait for a slot of the site, by their first visitor
    };
    enum class Listed { nowhere, ready, site_full, timed };
    struct Host {
        const std::string* name = nullptr; ///< its key
        Site* site = nullptr;
        const std::string* site_name = nullptr;
        bool is_unhurried = true;
        std::size_t taken = 0;
        std::array<std::set<Ticket>, 2> waiting; ///< sound, doubtful
        Time next_at{}, held_until{};
        Listed listed = Listed::nowhere;
        std::array<Ticket, 2> listed_as{}; ///< its keys in ready_, 0: none; or the first in Site::full
        Time listed_at{};                  ///< its key in timed_

        [[nodiscard]] bool has_waiting() const { return !waiting[0].empty() || !waiting[1].empty(); }
        [[nodiscard]] Ticket first() const;
    };
    struct Visitor {
        Host* host = nullptr; ///< null: its request is over
        bool is_doubtful = false;
        bool has_slot = false;
    };

    Host& host_of(const std::string& name, HostFacts facts);
    Ticket take(Host& host, bool is_doubtful, Time now);
    void settle(Host& host, Time now);
    void list_until(Host& host, Time time);
    void unlist(Host& host);
    void wake(Site& site, Time now);
    void forget(Host& host);

    Options options_;
    std::size_t taken_ = 0, doubtful_taken_ = 0;
    Ticket last_ = 0;
    std::unordered_map<std::string, Host> hosts_;
    std::unordered_map<std::string, Site> sites_;
    std::unordered_map<Ticket, Visitor> visitors_;
    std::array<std::map<Ticket, Host*>, 2>
        ready_;                              ///< hosts that may be asked, by their first sound or doubtful visitor
    std::set<std::pair<Time, Host*>> timed_; ///< hosts to look at again then
};

} // namespace arna
