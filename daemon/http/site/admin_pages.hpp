#pragma once
#include "daemon/http/router.hpp"

namespace arna {

struct SiteServices;

/// What the operator sees; never stored by caches. Addresses are those of the configuration in force.
struct AdminPages {
    Handler status;      ///< HTML
    Handler status_json; ///< the same for programs
    Handler operations;  ///< an Atom feed of sources that fail
    Handler metrics;     ///< Prometheus
    Handler readiness; ///< 200 once the daemon is loaded, as long as the store writes and its thread answers; else 503
};
[[nodiscard]] AdminPages admin_pages(const SiteServices& services);

} // namespace arna
