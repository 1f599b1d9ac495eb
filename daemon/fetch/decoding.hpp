#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "feeds/text/error.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Content codings (RFC 9110 §8.4, RFC 8878, RFC 7932), undone here and not by libcurl: that takes a cut stream for a
/// whole one when the Content-Length fits.
namespace arna {

enum class ContentCoding { identity, gzip, deflate, br, zstd };

/// Value of the Accept-Encoding field: all that decode_body() undoes.
inline constexpr std::string_view accepted_codings = "gzip, deflate, br, zstd";

/// The coding of a body by its Content-Encoding fields. Errc::unavailable for one that we did not offer, and for more
/// than one: a stack of codings is only ever an attack.
[[nodiscard]] Result<ContentCoding> content_coding(std::span<const HeaderField> headers);

/// The body without its coding. Errc::limit_exceeded if that is more than `limit` bytes; it is found out without making
/// more. Errc::unavailable if it is damaged or ends before its end mark. What follows the end mark is ignored, but for
/// further gzip members and zstd frames. Takes the bytes by value: an identity body is not copied.
[[nodiscard]] Result<std::string> decode_body(ContentCoding coding, std::string bytes, std::size_t limit);

/// Whether a body is a gzip file itself, whatever its coding was: sitemaps are kept as "sitemap.xml.gz".
[[nodiscard]] bool is_gzip_file(std::string_view bytes);

/// What is in a body that is a gzip file; any other as it is. Errors as decode_body().
[[nodiscard]] Result<std::string> unpack_gzip_file(std::string bytes, std::size_t limit);

} // namespace arna
