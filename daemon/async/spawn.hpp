#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <string>

namespace arna {

/// Starts a coroutine that nobody waits for. An exception that leaves it is logged as an error under `what`: Asio's own
/// `detached` would swallow it.
void spawn(boost::asio::any_io_executor executor, boost::asio::awaitable<void> work, std::string what);

} // namespace arna
