#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace arna {

/// Who may visit now: at most `concurrency` at a time, `per_host` to one host, in the order of arrival. Visitors to sources
/// that failed last time have half of the slots at most: many hanging ones must not delay the others.
class Slots {
public:
    struct Visitor {
        std::uint64_t id = 0;
        std::string host;
        bool is_doubtful = false; ///< the last visit failed
    };

    Slots(std::size_t concurrency, std::size_t per_host);

    /// Queues a visitor.
    void add(Visitor visitor);

    /// The next one that may go, with a slot; nothing if none may.
    [[nodiscard]] std::optional<Visitor> next();

    /// Gives the slot of a visitor back.
    void release(const Visitor& visitor);

    /// Forgets who is queued; slots that are taken stay taken.
    void clear();

    [[nodiscard]] std::size_t taken() const { return taken_; }

private:
    struct Queued {
        std::uint64_t arrival = 0;
        Visitor visitor;
        bool operator<(const Queued& other) const { return arrival < other.arrival; }
    };
    struct Host {
        std::size_t taken = 0;
        std::deque<Queued> waiting; ///< for a slot of this host
    };
    using Queue = std::set<Queued>;

    [[nodiscard]] Queue* eldest();
    [[nodiscard]] Queue& queue_of(const Visitor& visitor) { return visitor.is_doubtful ? doubtful_ : sound_; }

    std::size_t concurrency_, per_host_;
    std::size_t taken_ = 0, doubtful_taken_ = 0;
    std::uint64_t arrivals_ = 0;
    Queue sound_, doubtful_; ///< whose hosts had a slot when they were last looked at
    std::unordered_map<std::string, Host> hosts_;
};

} // namespace arna
