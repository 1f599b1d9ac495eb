#pragma once
#include "feeds/write/document.hpp"
#include "feeds/write/page/page_setting.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The HTML pages. Each is a function of its arguments alone, as all documents are; it has no script, and its only
/// style is page_style(). Links within it are relative, what it says to programs is absolute.
namespace arna {

/// A feed as a web page. `channel.page`, `.atom` … are its own addresses below `page.base_url`.
[[nodiscard]] std::string write_feed_page(const Channel& channel, std::span<const PublishedEntry> entries,
                                          const PageSetting& page);

/// An article on the index.
struct Headline {
    std::string title;
    std::string link;     ///< empty: none that may be shown
    std::string language; ///< BCP 47; empty: unknown
    std::string source;   ///< what it is called
    Time published;

    friend bool operator==(const Headline&, const Headline&) = default;
};

/// A tag on the index.
struct IndexedTag {
    Channel channel;
    std::int64_t articles = 0;
    std::vector<Headline> newest = {};   ///< the newest first
    std::vector<std::int64_t> days = {}; ///< articles published on each of the last days, the latest last
    bool is_row = false;                 ///< a line of the list below, without headlines
};

/// The front page.
struct Index {
    std::string title;
    std::string page, opml; ///< absolute
    Time updated;           ///< the last change of any tag
    std::vector<IndexedTag> tags;
    std::vector<Channel> sources;
};

/// How many days `IndexedTag::days` has.
inline constexpr std::size_t index_days = 30;

[[nodiscard]] std::string write_index_page(const Index& index, const PageSetting& page);

/// The text inside the style element of every HTML page, for its Content-Security-Policy.
[[nodiscard]] std::string_view page_style();

} // namespace arna
