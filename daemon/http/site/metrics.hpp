#pragma once
#include "daemon/http/server.hpp"
#include "daemon/publish/documents.hpp"
#include "daemon/publish/operations.hpp"
#include "daemon/publish/subscribers.hpp"

#include <string>

namespace arna {

/// The figures in Prometheus' text format 0.0.4.
[[nodiscard]] std::string metrics_text(const Operations& operations, const ServerCounters& server,
                                       const DocumentsCounters& documents, const SubscriberCounters& subscribers,
                                       std::string_view version);

} // namespace arna
