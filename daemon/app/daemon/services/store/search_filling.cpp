#include "daemon/app/daemon/services/store/search_filling.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/history/search_slice.hpp"
#include "daemon/log/events.hpp"
#include "feeds/rules/search/item_tokens.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto between_slices = 100ms;
constexpr auto gather_for = 5s; ///< so long articles wait for others: they are found all the same
constexpr auto retry_after = 10min;

} // namespace

SearchFilling::SearchFilling(Engine& engine)
    : LoopService(engine.io()), engine_(engine), changes_(engine.changes()), wake_(engine.io()) {}

void SearchFilling::stop() {
    is_stopping_ = true;
    changes_.stop();
    wake_.cancel();
}

asio::awaitable<void> SearchFilling::run() {
    while (!is_stopping_) {
        bool must_wait = false;
        try {
            co_await fill();
            if (std::exchange(has_failed_, false)) log(events::search_works, {});
        } catch (const StoreFailure& failure) {
            index_.reset();
            must_wait = std::exchange(has_failed_, true); // the first time it may help to make the index anew
            if (!must_wait) log(events::search_failed, {{"error", failure.what()}});
        }
        if (must_wait) co_await wait(retry_after);
        if (has_failed_) continue;
        if (!co_await changes_.next()) co_return;
        co_await wait(gather_for);
    }
}

asio::awaitable<void> SearchFilling::open() {
    SearchProgress progress; // after a failure of none: what is there may be damaged where nobody sees it
    if (!has_failed_)
        progress = co_await engine_.readers().read(engine_.pool(),
                                                   [](StoreReader& reader) { return reader.search_progress(); });
    const auto make = [&store = engine_.store()](const SearchProgress& known) {
        return std::shared_ptr(store.open_search_index(known, token_version()));
    };
    index_ = co_await run_on(engine_.pool(), [make, progress] {
        auto index = make(progress);
        if (index->making() != progress.making || !index->is_worn(std::to_underlying(progress.done))) return index;
        index.reset(); // before its file goes
        return make({});
    });
    if (index_->making() == progress.making) co_return;
    co_await engine_.store().run([making = index_->making()](Store& store) { store.begin_search_index(making); });
    log(events::search_begun, {});
}

asio::awaitable<void> SearchFilling::fill() {
    if (!index_) co_await open();
    while (!is_stopping_ && co_await fill_slice()) co_await wait(between_slices);
}

/// False when nothing is left.
asio::awaitable<bool> SearchFilling::fill_slice() {
    auto slice = co_await engine_.readers().read(
        engine_.pool(), [index = index_](StoreReader& reader) { return fill_search_slice(reader, *index); });
    if (slice.is_empty || is_stopping_) co_return false;
    co_await engine_.store().run([indexed = std::move(slice.indexed)](Store& store) { store.note_indexed(indexed); });
    co_return !slice.is_last;
}

asio::awaitable<void> SearchFilling::wait(std::chrono::steady_clock::duration time) {
    if (is_stopping_) co_return;
    wake_.expires_after(time);
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

} // namespace arna
