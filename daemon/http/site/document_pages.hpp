#pragma once
#include "daemon/http/router.hpp"
#include "daemon/publish/documents.hpp"
#include "daemon/publish/subscribers.hpp"

#include <functional>

namespace arna {

/// What private tags are opened with. All outlives the handlers.
struct Gate {
    Subscribers& subscribers;
    std::function<Time()> now;
};

/// Serves what is published under the request's path, in the coding and language that the client prefers, a 304 or a
/// 412; 301, 404 and 410 as the catalogue says. At once where the document is kept. What is of a private tag needs
/// Basic credentials whose password is a token of it; else 401. `documents` outlives it.
[[nodiscard]] Handler document_pages(Documents& documents, Gate gate);

/// The reply of the documents for a request that leads there and may have what it finds.
[[nodiscard]] HttpReply serve_destination(Documents& documents, const HttpRequest& request, Destination destination);

} // namespace arna
