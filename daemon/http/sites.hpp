#pragma once
#include "daemon/http/message.hpp"
#include "daemon/http/server.hpp"
#include "daemon/publish/documents.hpp"
#include "feeds/text/time.hpp"

#include <functional>
#include <string>

namespace arna {

class ReaderPool;

/// The public listener: the published documents and /healthz. `base_path` is the path of base_url ("" or "/feeds"): what is
/// below it is served under it and without it.
[[nodiscard]] Handler public_site(Documents& documents, std::string base_path);

/// What the admin pages show and whom they ask.
struct AdminOptions {
    ReaderPool& readers;
    boost::asio::any_io_executor pool;
    Documents& documents;
    std::function<ServerCounters()> public_counters;
    std::function<bool()> is_ready; ///< configuration and store are loaded and writable: /readyz
    std::function<Time()> now;
    std::string version, base_url, authority;
    std::function<std::string()> more_metrics; ///< lines of /metrics about other parts; may be empty
};

/// The admin listener: /status, /status.json, /ops.atom, /metrics, /readyz, /healthz; never what is published.
[[nodiscard]] Handler admin_site(AdminOptions options);

} // namespace arna
