#pragma once
#include "daemon/operations/activity/activity.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace arna {

class ReaderPool;
class StoreThread;

/// Has `activity` go on from what the store has. Throws StoreFailure.
boost::asio::awaitable<void> load_activity(Activity& activity, ReaderPool& readers, boost::asio::any_io_executor pool);

/// Saves what changed. Where the store fails, as it has said, the counts of that moment may be lost after a restart.
boost::asio::awaitable<void> save_activity(Activity& activity, StoreThread& store);

} // namespace arna
