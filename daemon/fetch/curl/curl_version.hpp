#pragma once
#include <string>

namespace arna {

/// libcurl's version and those of what it was built with, as it tells them: "libcurl/7.88.1 OpenSSL/3.0.17 …". Loads
/// it. Throws std::runtime_error where it is missing.
[[nodiscard]] std::string curl_version_text();

} // namespace arna
