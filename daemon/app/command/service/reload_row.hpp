#pragma once
#include "config/diagnostic.hpp"

#include <boost/json/object.hpp>

namespace arna {

/// `{"severity":"error","file":"…","line":12,"column":8,"what":"…","hint":"…","excerpt":"…"}`
[[nodiscard]] boost::json::object row_of(const Diagnostic& diagnostic);

/// What row_of() made a row of.
[[nodiscard]] Diagnostic diagnostic_of(const boost::json::object& row);

} // namespace arna
