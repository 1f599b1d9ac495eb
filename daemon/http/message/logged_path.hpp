#pragma once
#include <string>
#include <string_view>

namespace arna {

/// A request's path as a log may have it: escaped, and without what stands behind "/private/", for that is a token.
[[nodiscard]] std::string logged_path(std::string_view path);

} // namespace arna
