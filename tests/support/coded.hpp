#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Text in the content codings of HTTP.
[[nodiscard]] std::string gzipped(std::string_view text);
[[nodiscard]] std::string zlibbed(std::string_view text);
[[nodiscard]] std::string brotlied(std::string_view text);
[[nodiscard]] std::string zstded(std::string_view text);

} // namespace arna
