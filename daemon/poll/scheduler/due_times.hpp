#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {

/// When each of many is due, on the monotonic clock.
class DueTimes {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Also moves one that is there.
    void set(std::uint64_t id, Time due) {
        erase(id);
        times_.emplace(id, due);
        order_.emplace(due, id);
    }

    void erase(std::uint64_t id) {
        const auto found = times_.find(id);
        if (found == times_.end()) return;
        order_.erase({found->second, id});
        times_.erase(found);
    }

    [[nodiscard]] std::optional<Time> of(std::uint64_t id) const {
        const auto found = times_.find(id);
        return found == times_.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] std::optional<Time> next() const {
        return order_.empty() ? std::nullopt : std::optional(order_.begin()->first);
    }

    /// Takes those out that are due, the earliest first.
    [[nodiscard]] std::vector<std::pair<Time, std::uint64_t>> take(Time now) {
        std::vector<std::pair<Time, std::uint64_t>> due;
        while (!order_.empty() && order_.begin()->first <= now) {
            due.push_back(*order_.begin());
            erase(due.back().second);
        }
        return due;
    }

    /// How many are overdue by more than `allowed`.
    [[nodiscard]] std::size_t count_late(Time now, Time::duration allowed) const {
        std::size_t count = 0;
        for (auto it = order_.begin(); it != order_.end() && it->first + allowed < now; ++it) ++count;
        return count;
    }

private:
    std::set<std::pair<Time, std::uint64_t>> order_;
    std::unordered_map<std::uint64_t, Time> times_;
};

} // namespace arna
