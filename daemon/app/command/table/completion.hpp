#pragma once
#include <string>

namespace arna {

/// A script for bash, made from the table of commands, that completes what may stand at the cursor: commands, options,
/// words of an argument, files, names of sources and tags. For those it asks `arna config --names`, with the -c of the
/// line.
[[nodiscard]] std::string bash_completion();

} // namespace arna
