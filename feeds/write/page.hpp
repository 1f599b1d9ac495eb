#pragma once
#include "feeds/write/page_words.hpp"
#include "feeds/write/xml_writer.hpp"

#include <span>
#include <string_view>

/// The frame that the HTML pages share.
namespace arna {

/// A format of a page's feed, for autodiscovery and for people.
struct PageFeed {
    std::string_view name; ///< "Atom"
    std::string_view type;
    std::string_view url;
    std::string_view title;
};

struct PageHead {
    std::string_view title, description, canonical;
    std::string_view language; ///< of the page itself
    std::span<const PageFeed> feeds;
};

/// Everything up to the start of <body>, which is left open.
void begin_page(XmlWriter& html, const PageHead& head);

/// The footer, and ends <body> and <html>.
void end_page(XmlWriter& html, const PageWords& words);

void write_anchor(XmlWriter& html, std::string_view href, std::string_view text);

/// <time> with the moment for machines and for people.
void write_time(XmlWriter& html, Time time, const PageWords& words);

} // namespace arna
