#pragma once
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The head of a GET or HEAD request.
struct RequestHead {
    bool is_head = false; ///< HEAD
    bool is_http_1_0 = false;
    bool keeps_alive = true; ///< the client wants the connection to stay
    std::string_view path;   ///< percent-encoded as sent, without the query; starts with "/". A view into the bytes
    // Fields that are used; empty where they are missing, lines of the same name joined by ", ".
    std::string if_none_match, if_modified_since, accept_encoding;
    std::size_t size = 0; ///< bytes of the head, its blank line included
};

/// Why a request is answered without being looked at. The connection closes after it.
struct BadRequest {
    int status = 400;
    std::string_view reason; ///< a clause for a person

    friend bool operator==(const BadRequest&, const BadRequest&) = default;
};

/// Reads the head that `bytes` begin with; nothing while its end has not arrived. All that lets two parsers read one request
/// differently is refused (RFC 9112 §11.2): bare CR or LF, folded lines, white space before a colon, repeated Host or
/// Content-Length, a transfer coding or body on GET and HEAD. 400 for those; 405 for other methods; 414 for a request line of
/// over 8 KiB, 431 for over 20 KiB or 100 fields, however much is still to come; 505. `scanned` is kept between calls with more
/// of the same bytes, zero at first: what was looked at is not looked at again.
[[nodiscard]] std::expected<std::optional<RequestHead>, BadRequest> read_request_head(std::string_view bytes,
                                                                                      std::size_t& scanned);

} // namespace arna
