#pragma once
#include "daemon/http/router.hpp"
#include "daemon/publish/documents.hpp"

namespace arna {

/// Serves what is published under the request's path, in the coding and language that the client prefers, or a 304; 301, 404 and 410
/// as the catalogue says. At once where the document is kept. `documents` outlives it.
[[nodiscard]] Handler document_pages(Documents& documents);

} // namespace arna
