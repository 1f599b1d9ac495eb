#pragma once
#include "config/config.hpp"
#include "daemon/app/command/table/command.hpp"

#include <span>
#include <string>
#include <string_view>

namespace arna {

/// `arna export opml`: prints the sources as a subscription list for feed readers.
[[nodiscard]] Command export_command();

/// OPML 2.0: an outline for each source, in the order given. The same sources give the same bytes.
[[nodiscard]] std::string write_source_list(std::string_view title, std::span<const SourceConfig* const> sources);

} // namespace arna
