#pragma once
#include <string>
#include <string_view>

namespace arna {

/// gzip (RFC 1952), without a time: the same bytes for the same input. Throws std::bad_alloc.
[[nodiscard]] std::string compress_gzip(std::string_view bytes);

/// Brotli (RFC 7932). Throws std::bad_alloc.
[[nodiscard]] std::string compress_brotli(std::string_view bytes);

/// Whether `compressed` is one whole gzip or brotli stream of these bytes, and nothing behind it. Many times as fast as
/// compressing them. Throws std::bad_alloc.
[[nodiscard]] bool is_gzip_of(std::string_view compressed, std::string_view bytes);
[[nodiscard]] bool is_brotli_of(std::string_view compressed, std::string_view bytes);

} // namespace arna
