#include "daemon/changes/changes.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <utility>

namespace arna {

namespace asio = boost::asio;

template <class Id>
void Changes::Latest<Id>::note(Id id, std::uint64_t moment) {
    const auto [place, is_new] = moments_.try_emplace(id);
    if (!is_new) by_moment_.erase(place->second);
    const auto last = by_moment_.empty() ? Moment{} : by_moment_.rbegin()->first;
    place->second = {moment, last.first == moment ? last.second + 1 : 0};
    by_moment_.emplace(place->second, id);
}

template <class Id>
std::vector<Id> Changes::Latest<Id>::since(std::uint64_t moment) const {
    std::vector<Id> ids;
    for (auto place = by_moment_.lower_bound({moment + 1, 0}); place != by_moment_.end(); ++place)
        ids.push_back(place->second);
    return ids;
}

Changes::Changes(asio::any_io_executor io) : noted_(std::move(io), asio::steady_timer::time_point::max()) {}

void Changes::note(std::span<const TagId> tags, std::span<const SourceId> sources) {
    assert(home_.is_here());
    if (tags.empty() && sources.empty()) return;
    ++version_;
    for (const TagId tag : tags) tags_.note(tag, version_);
    for (const SourceId source : sources) sources_.note(source, version_);
    noted_.cancel();
}

std::uint64_t Changes::version() const { return version_; }

Changed Changes::since(std::uint64_t version) const {
    assert(home_.is_here());
    return {.tags = tags_.since(version), .sources = sources_.since(version)};
}

asio::awaitable<std::optional<Changed>> ChangesReader::next() {
    while (!is_stopped_ && changes_.version() == read_)
        co_await changes_.noted_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (is_stopped_) co_return std::nullopt;
    auto changed = changes_.since(read_);
    read_ = changes_.version();
    co_return changed;
}

void ChangesReader::stop() {
    is_stopped_ = true;
    changes_.noted_.cancel(); // the others find nothing new and wait again
}

} // namespace arna
