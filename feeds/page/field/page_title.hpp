#pragma once
#include "feeds/page/page_sources.hpp"

#include <string>
#include <string_view>

namespace arna {

/// A value with the source that it came from, as `evidence` names it.
struct Attributed {
    std::string value;
    std::string source;
};

/// The heading of the page whose words are in <title> or og:title, else the first h1 outside of the head of the page;
/// no_node where there is none.
[[nodiscard]] NodeId find_title_heading(const PageView& page, const Metadata& metadata);

/// The site's name: og:site_name, the publisher or website of JSON-LD, application-name, what <title> ends with if the
/// host has its words.
[[nodiscard]] std::string find_site_name(const PageView& page, const Metadata& metadata, const JsonLd& json_ld,
                                         const Microdata& microdata);

/// The article's title.
[[nodiscard]] Attributed find_title(const PageSources& sources);

/// A <title> without the site's name at its end or beginning.
[[nodiscard]] std::string title_without_site(std::string_view title, std::string_view site, std::string_view host);

} // namespace arna
