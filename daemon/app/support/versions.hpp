#pragma once
#include <string>

namespace arna {

/// "arna 0.1.0", what libcurl says of itself, and each shared library that this program runs with: the file that was
/// loaded, a line each. Throws std::runtime_error where libcurl is missing.
[[nodiscard]] std::string versions_text();

} // namespace arna
