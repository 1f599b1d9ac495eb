#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace arna {

/// Readers for jobs on the pool: opened when first needed, at most `most` at once, used again. Lives on the io thread,
/// where every method is called; no job may be running any more at its end.
class ReaderPool {
public:
    static constexpr std::size_t usual_most = 4;

    ReaderPool(boost::asio::any_io_executor io, const StoreThread& store, std::size_t most = usual_most);

    /// Runs `work(StoreReader&)` on `pool`, when a reader is free. Throws what `work` throws, and StoreFailure when no
    /// reader can be opened; a reader that failed is not used again.
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&, StoreReader&>> read(boost::asio::any_io_executor pool,
                                                                           Work work) {
        const auto place = co_await Place::take(*this);
        co_return co_await run_on(std::move(pool), [reader = place.reader(), this, work = std::move(work)]() mutable {
            if (!*reader) *reader = store_.open_reader();
            try {
                return work(**reader);
            } catch (const StoreFailure&) {
                reader->reset();
                throw;
            }
        });
    }

private:
    using Slot = std::unique_ptr<StoreReader>; ///< empty until its first use

    /// A slot that nobody else uses, given back at the end of the scope.
    class Place {
    public:
        static boost::asio::awaitable<Place> take(ReaderPool& readers);
        Place() = default;
        Place(Place&& other) noexcept
            : readers_(std::exchange(other.readers_, nullptr)), slot_(std::exchange(other.slot_, nullptr)) {}
        Place& operator=(Place&& other) noexcept {
            std::swap(readers_, other.readers_);
            std::swap(slot_, other.slot_);
            return *this;
        }
        ~Place();

        [[nodiscard]] Slot* reader() const { return slot_; }

    private:
        ReaderPool* readers_ = nullptr;
        Slot* slot_ = nullptr;
    };

    HomeThread home_;
    const StoreThread& store_;
    std::vector<Slot> slots_;
    std::vector<Slot*> free_;
    boost::asio::steady_timer freed_; ///< never expires; a cancelled wait says that a slot is free
};

} // namespace arna
