#pragma once
#include "daemon/http/router.hpp"
#include "daemon/publish/documents.hpp"
#include "daemon/publish/subscribers.hpp"
#include "feeds/text/time.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace arna {

class StoreThread;

/// The pages for operators, made when they are asked for. Each throws StoreFailure.
struct AdminTexts {
    std::function<boost::asio::awaitable<std::string>()> status_page, status_json, operations_feed, metrics;
};

/// What the routes serve from. All outlives them.
struct SiteServices {
    boost::asio::any_io_executor io;
    Documents& documents;
    Subscribers& subscribers;
    StoreThread& store;
    AdminTexts admin;
    std::function<bool()> is_ready; ///< configuration and store are loaded and writable
    std::function<Time()> now;
    std::chrono::milliseconds patience = std::chrono::seconds(3); ///< of /readyz with the store thread
};

/// Everything that is served: one row for each path.
[[nodiscard]] std::vector<Route> site_routes(const SiteServices& services);

/// The routes of the public listener, below the path of base_url in force and without it.
[[nodiscard]] Router public_router(const SiteServices& services);

[[nodiscard]] Router admin_router(const SiteServices& services);

} // namespace arna
