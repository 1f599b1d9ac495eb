#pragma once
#include "daemon/http/message/request.hpp"
#include "daemon/publish/render/rendered_document.hpp"

#include <string>
#include <vector>

namespace arna {

/// Whether the client wants another document than the present one, or none (RFC 9110 §13.1.1, §13.1.4): by If-Match, a
/// list or "*", with the strong comparison, in any coding; without it by If-Unmodified-Since.
[[nodiscard]] bool is_precondition_failed(const HttpRequest& request, const RenderedDocument& document);

/// Whether the client has the document already (RFC 9110 §13.2.2): If-None-Match, a list or "*", by the weak comparison
/// and whatever coding it got; without it If-Modified-Since.
[[nodiscard]] bool is_not_modified(const HttpRequest& request, const RenderedDocument& document);

/// Whether A-IM lists "feed", the instance manipulation of feeds (RFC 3229 §10.5.3), with a weight above zero.
[[nodiscard]] bool asks_for_delta(const HttpRequest& request);

/// What If-None-Match lists, without quotes, `W/` and suffixes of codings; at most 100 of them.
[[nodiscard]] std::vector<std::string> listed_tags(const HttpRequest& request);

} // namespace arna
