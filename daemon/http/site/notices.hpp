#pragma once
#include "daemon/http/message/answer.hpp"
#include "daemon/http/message/request.hpp"
#include "daemon/publish/notice.hpp"

namespace arna {

/// The 404, 410 or 401 (with its challenge) as a page for people, in the language that they prefer; no cache keeps it.
/// The 404 has the same bytes whatever was asked for and whyever it is not to be had.
[[nodiscard]] Answer notice(Notice notice, const PublishOptions& options, const HttpRequest& request);

} // namespace arna
