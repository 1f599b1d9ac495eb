#pragma once
#include "daemon/http/message/request.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

namespace arna {

/// The head of a request, and what it says about the message itself.
struct RequestHead {
    HttpRequest request;     ///< its views are into the bytes that were read; without peer and body
    bool keeps_alive = true; ///< the client wants the connection to stay
    bool is_chunked = false;
    std::uint64_t content_length = 0;
    std::size_t size = 0; ///< bytes of the head, its blank line included
};

/// Why a request is answered without being looked at. The connection closes after it.
struct BadRequest {
    int status = 400;
    std::string_view reason; ///< a clause for a person

    friend bool operator==(const BadRequest&, const BadRequest&) = default;
};

/// Reads the head that `bytes` begin with; nothing while its end has not arrived. All that lets two parsers read one
/// request differently is refused (RFC 9112 §11.2): bare CR or LF, folded lines, white space before a colon, repeated
/// Host or Content-Length, a Host that is no host, a transfer coding or body on GET and HEAD. 400 for those; 414 for a
/// request line of over 8 KiB, 431 for over 20 KiB or 100 fields, however much is still to come; 505. Of another method
/// than GET and HEAD the path may be empty. `scanned` is kept between calls with more of the same bytes, zero at first:
/// what was looked at is not looked at again.
[[nodiscard]] std::expected<std::optional<RequestHead>, BadRequest> read_request_head(std::string_view bytes,
                                                                                      std::size_t& scanned);

} // namespace arna
