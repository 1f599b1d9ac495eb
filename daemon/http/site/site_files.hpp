#pragma once
#include "daemon/http/router.hpp"
#include "daemon/publish/documents.hpp"

namespace arna {

/// /robots.txt (RFC 9309): crawlers stay away from private tags and from what the admin listener serves, for a front
/// that passes it on by mistake. `documents` outlives it.
[[nodiscard]] Handler robots_file(Documents& documents);

/// /.well-known/security.txt (RFC 9116): the file that `publish.security_txt` names; a 404 where it names none.
/// `documents` outlives it.
[[nodiscard]] Handler security_file(Documents& documents);

} // namespace arna
