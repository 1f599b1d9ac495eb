#include "daemon/app/version.hpp"

namespace arna {

std::string_view version() { return ARNA_VERSION; }

} // namespace arna
