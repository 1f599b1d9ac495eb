#pragma once
#include "daemon/publish/render/rendered_document.hpp"

#include <string_view>

namespace arna {

/// The coding that an Accept-Encoding value prefers (RFC 9110 §12.5.3): the highest weight, of equals brotli before
/// gzip before identity. Identity where there is no field, and where the client refuses everything: better than a 406.
[[nodiscard]] Coding choose_coding(std::string_view accept_encoding);

} // namespace arna
