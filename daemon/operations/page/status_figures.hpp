#pragma once
#include "daemon/operations/status.hpp"
#include "feeds/write/xml_writer.hpp"

namespace arna {

/// The last 48 hours of all sources together: articles, polls, lateness.
void write_figures(XmlWriter& html, const ServiceStatus& status);

} // namespace arna
