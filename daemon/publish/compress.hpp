#pragma once
#include <string>
#include <string_view>

namespace arna {

/// gzip (RFC 1952), without a time: the same bytes for the same input. Throws std::bad_alloc.
[[nodiscard]] std::string compress_gzip(std::string_view bytes);

/// Brotli (RFC 7932). Throws std::bad_alloc.
[[nodiscard]] std::string compress_brotli(std::string_view bytes);

} // namespace arna
