#pragma once
#include "daemon/http/message/request.hpp"
#include "daemon/publish/rendered_document.hpp"

namespace arna {

/// Whether the client has the document already (RFC 9110 §13.2.2): If-None-Match, a list or "*", by the weak comparison
/// and whatever coding it got; without it If-Modified-Since.
[[nodiscard]] bool is_not_modified(const HttpRequest& request, const RenderedDocument& document);

} // namespace arna
