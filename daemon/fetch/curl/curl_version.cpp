#include "daemon/fetch/curl/curl_version.hpp"

#include "daemon/fetch/curl/curl.hpp"

namespace arna {

std::string curl_version_text() { return curl().version(); }

} // namespace arna
