#pragma once
#include "daemon/publish/subject.hpp"

#include <string_view>

namespace arna {

/// The language that an Accept-Language value prefers (RFC 9110 §12.5.4), of those that pages speak: the highest weight,
/// of equals the one named first; a range counts by its first subtag, "kk-KZ" as "kk". "*" stands for those that are not
/// named, of which `usual` comes first. `usual` where none is wanted: better than a 406.
[[nodiscard]] PageLanguage choose_language(std::string_view accept_language, PageLanguage usual);

} // namespace arna
