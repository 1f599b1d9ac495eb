#include "daemon/async/spawn.hpp"

#include "daemon/log/events.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <utility>

namespace arna {

void spawn(boost::asio::any_io_executor executor, boost::asio::awaitable<void> work, std::string what) {
    auto report = [what = std::move(what)](const std::exception_ptr& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& e) {
            log(events::internal_error, {{"where", what}, {"error", e.what()}});
        }
    };
    boost::asio::co_spawn(std::move(executor), std::move(work), std::move(report));
}

} // namespace arna
