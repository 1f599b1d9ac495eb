#pragma once
#include "daemon/publish/render/rendered_document.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// What a request gets. The server adds Date, Content-Length, Connection and X-Content-Type-Options, and leaves the
/// body away for HEAD.
struct Answer {
    int status = 200;
    std::string fields = {};                                   ///< lines, each with its CRLF
    std::shared_ptr<const std::string> body = {};              ///< none: empty
    std::shared_ptr<const Representation> representation = {}; ///< in place of fields and body: of a document
    bool closes = false;                                       ///< the connection is not used again
};

/// A line of text for a person, not to be stored by caches. `fields`: more of them.
[[nodiscard]] Answer plain_answer(int status, std::string_view line, std::string fields = {});

/// The 404 of a listener without pages.
[[nodiscard]] Answer nothing_here();

} // namespace arna
