#pragma once
#include "feeds/write/document.hpp"
#include "feeds/write/page/page_setting.hpp"
#include "feeds/write/page/page_words.hpp"
#include "feeds/write/xml_writer.hpp"

#include <span>
#include <string_view>

/// The frame that the HTML pages share.
namespace arna {

/// A feed that a page offers to programs (autodiscovery).
struct PageFeed {
    std::string_view type;
    std::string_view url; ///< absolute
    std::string_view title;
    std::string_view language = {}; ///< of an edition
};

struct PageHead {
    std::string_view title, description;
    std::span<const PageFeed> feeds;
    Phrase skip = Phrase::skip_to_articles; ///< what the first link of the page says; it leads to main
    bool is_wide = false;                   ///< columns beside each other, where there is room
};

/// Everything up to the header, which is left open behind the choice of languages.
void begin_page(XmlWriter& html, const PageHead& head, const PageSetting& page);

/// Ends the header and opens main.
void begin_main(XmlWriter& html);

/// Ends main, writes the foot, and ends the page. The foot says the zone's offset at `at`.
void end_page(XmlWriter& html, const PageSetting& page, Time at);

/// The same of a page that only says that there is none: it has no translations, no feeds and no foot.
void begin_notice(XmlWriter& html, std::string_view title, PageLanguage language);
void end_notice(XmlWriter& html);

/// A link, or the text alone where there is no address.
void write_anchor(XmlWriter& html, std::string_view href, std::string_view text);

/// <time> with the moment for machines and for people.
void write_time(XmlWriter& html, Time time, const PageSetting& page);

/// Begins the next part of a line of class "facts", in `language` where it is not the line's. The parts after the first
/// are set off by a dot, which the style hides where one begins a line.
void begin_fact(XmlWriter& html, std::string_view language = {});

/// Says that an element is in another language than the page, where it is. After its start.
void mark_language(XmlWriter& html, std::string_view language, const PageSetting& page);

/// One of the ways to follow: its link, and what it is for.
struct Way {
    std::string_view name; ///< "Atom"
    std::string href;
    Phrase meaning;
};

/// The ways to follow, each with a line that says what it is for.
void write_ways(XmlWriter& html, std::span<const Way> ways, const PageSetting& page);

/// The links to editions and digests; nothing where there are none.
void write_branches(XmlWriter& html, std::span<const Branch> branches, const PageSetting& page);

} // namespace arna
