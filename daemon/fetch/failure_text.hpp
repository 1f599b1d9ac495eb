#pragma once
#include <curl/curl.h>

#include <string>
#include <string_view>

namespace arna {

/// What to tell an operator of a transfer that failed: what libcurl said of it, once, and what to do about it where
/// that is known. `said` may be empty; `system_error` is CURLINFO_OS_ERRNO, or 0.
[[nodiscard]] std::string failure_text(CURLcode code, std::string_view said, int system_error);

} // namespace arna
