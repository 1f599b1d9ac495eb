#pragma once
#include "feeds/model/page_reading.hpp"
#include "feeds/page/page_sources.hpp"

#include <string>

namespace arna {

struct FoundPicture {
    PageReading::Picture picture;
    std::string source;
    std::string credit_source;
};

/// The article's picture: of JSON-LD, og:image, microdata, the first of the article's that is not small; with the
/// credit
/// that one of these, its caption, or a short line beside it gives.
[[nodiscard]] FoundPicture find_picture(const PageSources& sources);

} // namespace arna
