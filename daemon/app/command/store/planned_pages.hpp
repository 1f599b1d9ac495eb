#pragma once
#include "config/load.hpp"
#include "daemon/store/store.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace arna {

/// What reading the kept pages again under `loaded` (`arna reclean --pages`) would change: a row for each source of
/// which something would, with how many pages it has, how many say something else, and the first ones for example.
/// Throws StoreFailure.
[[nodiscard]] std::vector<boost::json::object> plan_pages(StoreReader& reader, const LoadedConfig& loaded);

/// Such a row for people.
[[nodiscard]] std::string planned_pages_text(const boost::json::object& row);

} // namespace arna
