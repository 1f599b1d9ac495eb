#pragma once
#include <string>
#include <string_view>

namespace arna {

/// Markup with the addresses in its URL-valued attributes (href, src, srcset, poster, cite …) made absolute, and every
/// other byte as it was; when the addresses have made it several times as long, further ones stay as they are. For
/// `arna parse --raw`; the sanitiser resolves in its own pass.
[[nodiscard]] std::string resolve_urls(std::string_view html, std::string_view base);

} // namespace arna
