#pragma once
#include "daemon/store/records.hpp"
#include "feeds/text/date/time_zone.hpp"
#include "feeds/write/document.hpp"
#include "feeds/write/page/page_language.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace arna {

/// What the configuration says of a tag's publication.
struct PublishedTag {
    TagId id{};
    std::string name;
    std::vector<std::string> aliases; ///< other spellings; each leads to the slug, as the name does
    std::string slug;
    std::vector<std::string> former_slugs; ///< answer 301
    std::string title;                     ///< empty: the name
    std::string description;
    std::string language; ///< BCP 47; empty: not said
    std::size_t limit = 50;
    ContentPolicy content = ContentPolicy::full;
    bool is_gone = false; ///< it left the configuration: 410
};

/// What the configuration says of a source's publication. Sources that are not named here are unpublished.
struct PublishedSource {
    SourceId id{};
    std::string name, title;
    std::string url; ///< of its feed, where it may be shown; readers of RSS get it as the source of an item
    std::size_t limit = 50;
    ContentPolicy content = ContentPolicy::full; ///< also for its articles in tags
    bool is_published = false;                   ///< has feeds of its own and may be named beside articles of others
    bool is_gone = false;                        ///< it left the configuration: 410
};

struct PublishOptions {
    std::string base_url;                     ///< "https://feeds.example.kz" or with a path, without a final slash
    std::string authority;                    ///< in feed ids; never changes
    std::string title;                        ///< of the index
    TimeZone time_zone;                       ///< of times on pages
    PageLanguage language = PageLanguage::en; ///< of pages for a reader who asks for none of them
    std::string version;                      ///< of the program, for generator elements
    Time configured{};              ///< when the configuration last changed: no document's Last-Modified is before it
    std::vector<PublishedTag> tags; ///< public ones only, in the order of the index
    std::vector<PublishedSource> sources;
};

} // namespace arna
