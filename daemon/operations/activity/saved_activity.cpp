#include "daemon/operations/activity/saved_activity.hpp"

#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"

#include <utility>

namespace arna {

boost::asio::awaitable<void> load_activity(Activity& activity, ReaderPool& readers, boost::asio::any_io_executor pool) {
    activity.load(
        co_await readers.read(std::move(pool), [](StoreReader& reader) { return counts_of(reader.activity()); }));
}

boost::asio::awaitable<void> save_activity(Activity& activity, StoreThread& store) {
    auto records = activity.take_unsaved();
    if (records.empty() || !store.is_healthy()) co_return;
    try {
        co_await store.run([records = std::move(records)](Store& opened) { opened.save_activity(records); });
    } catch (const StoreFailure&) {
        // StoreThread has said so.
    }
}

} // namespace arna
