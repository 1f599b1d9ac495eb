#pragma once
#include <string>

namespace arna {

/// "arna 0.1.0", and each shared library that this program runs with: the file that was loaded, a line each.
[[nodiscard]] std::string versions_text();

} // namespace arna
