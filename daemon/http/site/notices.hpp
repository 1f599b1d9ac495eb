#pragma once
#include "daemon/http/message/answer.hpp"
#include "daemon/http/message/request.hpp"
#include "daemon/publish/notice.hpp"
#include "daemon/publish/subject.hpp"

#include <optional>

namespace arna {

/// The 404, 410 or 401 (with its challenge) as a page for people, in the language that their address names (`form`),
/// else in the one that they prefer; no cache keeps it, and its links tell nobody the address, which may hold a token.
/// The 404 has the same bytes whatever was asked for and whyever it is not to be had: it is given no form.
[[nodiscard]] Answer notice(Notice notice, const PublishOptions& options, const HttpRequest& request,
                            const std::optional<PageForm>& form = {});

} // namespace arna
