#include "daemon/store/readers.hpp"

#include <boost/asio/as_tuple.hpp>

#include <cassert>

namespace arna {

namespace asio = boost::asio;

ReaderPool::ReaderPool(asio::any_io_executor io, const StoreThread& store, std::size_t most)
    : store_(store), slots_(most), freed_(std::move(io), asio::steady_timer::time_point::max()) {
    for (auto& slot : slots_) free_.push_back(&slot);
}

asio::awaitable<ReaderPool::Place> ReaderPool::Place::take(ReaderPool& readers) {
    assert(readers.home_.is_here());
    while (readers.free_.empty()) co_await readers.freed_.async_wait(asio::as_tuple(asio::use_awaitable));
    Place place;
    place.readers_ = &readers;
    place.slot_ = readers.free_.back(); // the latest used has the warmest cache
    readers.free_.pop_back();
    co_return place;
}

ReaderPool::Place::~Place() {
    if (!readers_) return;
    readers_->free_.push_back(slot_);
    readers_->freed_.cancel_one();
}

} // namespace arna
