#pragma once
#include "feeds/html/select/program_builder.hpp"

#include <cstddef>

namespace arna {

/// The test of an attribute selector, `[name^="value" i]`, whose bracket at `open` has been read.
ExprId css_attribute(ProgramBuilder& in, std::size_t open);

} // namespace arna
