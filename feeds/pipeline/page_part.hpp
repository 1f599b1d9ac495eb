#pragma once
#include "feeds/model/page_part.hpp"
#include "feeds/model/page_reading.hpp"
#include "feeds/text/time.hpp"

#include <string>

namespace arna {

/// What a page that was read gives, cleaned as the items of a feed are: the same bounds, sane dates, sanitised markup.
/// `language` is the source's setting. Categories have the schemes that say where the page has them; the section's is
/// "page:section".
[[nodiscard]] PagePart page_part(PageReading reading, const std::string& language, Time now);

} // namespace arna
