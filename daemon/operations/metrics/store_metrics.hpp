#pragma once
#include "daemon/measure/metric_text.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace arna {

class StoreReader;
class StoreThread;

/// Sources by health, and series of single ones: of those that fail, and, up to 2,000 sources, when each last
/// succeeded.
void add_sources(MetricText& metrics, StoreReader& reader, const std::set<std::string>& switched_off);

void add_tags(MetricText& metrics, StoreReader& reader);

/// What is in the store, how it writes, and the room around it. `state`: its directory.
void add_store(MetricText& metrics, StoreReader& reader, const StoreThread& store, const std::filesystem::path& state);

} // namespace arna
