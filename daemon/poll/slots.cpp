#include "daemon/poll/slots.hpp"

#include <algorithm>
#include <utility>

namespace arna {

Slots::Slots(std::size_t concurrency, std::size_t per_host)
    : concurrency_(std::max<std::size_t>(1, concurrency)), per_host_(std::max<std::size_t>(1, per_host)) {}

void Slots::add(Visitor visitor) {
    auto& queue = queue_of(visitor);
    queue.insert({arrivals_++, std::move(visitor)});
}

/// The queue whose head goes first, of those that have a slot left.
Slots::Queue* Slots::eldest() {
    if (taken_ >= concurrency_) return nullptr;
    const bool doubtful_may = !doubtful_.empty() && doubtful_taken_ < std::max<std::size_t>(1, concurrency_ / 2);
    if (sound_.empty()) return doubtful_may ? &doubtful_ : nullptr;
    return doubtful_may && *doubtful_.begin() < *sound_.begin() ? &doubtful_ : &sound_;
}

std::optional<Slots::Visitor> Slots::next() {
    while (Queue* queue = eldest()) {
        auto queued = std::move(queue->extract(queue->begin()).value());
        auto& host = hosts_[queued.visitor.host];
        if (host.taken >= per_host_) {
            host.waiting.push_back(std::move(queued));
            continue;
        }
        ++host.taken;
        ++taken_;
        if (queued.visitor.is_doubtful) ++doubtful_taken_;
        return std::move(queued.visitor);
    }
    return {};
}

void Slots::release(const Visitor& visitor) {
    --taken_;
    if (visitor.is_doubtful) --doubtful_taken_;
    const auto host = hosts_.find(visitor.host);
    --host->second.taken;
    if (!host->second.waiting.empty()) { // it keeps its place by arrival
        auto queued = std::move(host->second.waiting.front());
        host->second.waiting.pop_front();
        queue_of(queued.visitor).insert(std::move(queued));
    } else if (host->second.taken == 0) {
        hosts_.erase(host);
    }
}

void Slots::clear() {
    sound_.clear();
    doubtful_.clear();
    for (auto& [name, host] : hosts_) host.waiting.clear();
}

} // namespace arna
