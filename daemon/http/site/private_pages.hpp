#pragma once
#include "daemon/http/site/document_pages.hpp"

namespace arna {

inline constexpr std::string_view private_prefix = "/private/";

/// Serves /private/{token}/tags/… to those whose token it is: what document_pages() serves under /tags/…. All else gets
/// the 404 of an unknown path; a tag that is private no more a 301 to its public address.
[[nodiscard]] Handler private_pages(Documents& documents, Gate gate);

} // namespace arna
