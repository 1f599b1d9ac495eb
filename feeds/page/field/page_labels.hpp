#pragma once
#include "feeds/page/field/page_title.hpp"
#include "feeds/page/page_sources.hpp"

#include <vector>

namespace arna {

/// The article's section, from the first source that names one: JSON-LD, article:section, microdata, the last
/// breadcrumb before the title that is not the home page, the rubric link by the title that the page's path begins
/// with.
[[nodiscard]] Attributed find_section(const PageSources& sources);

/// The article's labels: keywords of JSON-LD, article:tag, news_keywords, rel=tag, links of the label block. The scheme
/// of each says where it came from ("page:json-ld", "page:meta", "page:label").
[[nodiscard]] std::vector<Category> find_labels(const PageSources& sources);

} // namespace arna
