#include "daemon/app/version.hpp"

namespace arna {

std::string_view version() { return ARNA_VERSION; }

std::string_view project_page() { return "https://github.com/arna-feeds/arna"; }

} // namespace arna
