#pragma once
#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace arna {

/// What kind of expected failure this is: decides an exit status, a retry, a log level.
enum class Errc {
    bad_input,      ///< foreign bytes or a value that cannot be understood
    not_a_feed,     ///< the document was read, and is something else
    limit_exceeded, ///< a bound on size, depth, count or time
    refused,        ///< we will not: an address that is not public, a scheme other than http(s)
    unavailable,    ///< the other side did not answer, or answered with an error
    not_found,      ///< what was asked for does not exist
    conflict,       ///< another process holds it, or it is of a version we do not know
    io,             ///< the operating system said no
};

/// An expected failure. `message` is a clause without a final full stop that can stand after "arna: <where>: ".
struct Error {
    Errc code = Errc::bad_input;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Errc code, std::string message) {
    return std::unexpected(Error{code, std::move(message)});
}

/// Something odd in foreign input that was tolerated. `code` is lower case with hyphens and starts with its kind
/// ("xml-truncated", "date-unreadable"); `line` counts from 1 in the original document, 0 when it is not known.
struct Problem {
    std::string code;
    std::string message;
    std::uint32_t line = 0;

    friend bool operator==(const Problem&, const Problem&) = default;
};

} // namespace arna
