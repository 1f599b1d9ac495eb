#pragma once
#include "daemon/store/digest_kind.hpp"
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
    std::string language;               ///< BCP 47; empty: not said
    std::string description_language{}; ///< of an edition, the tag's language; else `language`
    std::size_t limit = 50;
    ContentPolicy content = ContentPolicy::full;
    std::vector<std::string> sources{};       ///< only these; what unpublished ones of them say is for its readers
    std::vector<DigestKind> digests{};        ///< that it has
    std::vector<DigestKind> former_digests{}; ///< that it had: 410
    TagId edition_of{};                       ///< of an edition, the tag whose articles of one language it has; else 0
    std::string edition{};                    ///< of an edition, its language: "kk"
    bool is_private = false;                  ///< only for subscribers with a token; in no list and no file
    bool is_gone = false;                     ///< it left the configuration: 410

    /// Whether lists for everybody name it.
    [[nodiscard]] bool is_listed() const { return !is_private && !is_gone; }
    [[nodiscard]] bool is_edition() const { return edition_of != TagId{}; }
    /// Whose tokens open it.
    [[nodiscard]] TagId opened_as() const { return is_edition() ? edition_of : id; }
};

/// What the configuration says of a source's publication. Sources that are not named here are unpublished.
struct PublishedSource {
    SourceId id{};
    std::string name, title;
    std::string url; ///< of its feed, where it may be shown; readers of RSS get it as the source of an item
    std::size_t limit = 50;
    ContentPolicy content = ContentPolicy::full; ///< also for its articles in tags
    bool offers_pages = false;                   ///< `content` holds for texts that came from pages, too
    bool is_published = false;                   ///< has feeds of its own and may be named beside articles of others
    bool is_gone = false;                        ///< it left the configuration: 410
};

struct PublishOptions {
    std::string base_url;                     ///< "https://feeds.example.kz" or with a path, without a final slash
    std::string authority;                    ///< in feed ids; never changes
    std::string title;                        ///< of the index
    TimeZone time_zone;                       ///< of times on pages
    PageLanguage language = PageLanguage::en; ///< of pages for a reader who asks for none of them
    bool has_deltas = false;                  ///< readers who ask for that get what is new alone (RFC 3229)
    std::string security_text{};              ///< of /.well-known/security.txt; empty: there is none
    std::string version;                      ///< of the program, for generator elements
    Time configured{};              ///< when the configuration last changed: no document's Last-Modified is before it
    std::vector<PublishedTag> tags; ///< in the order of the index, each followed by its editions; private ones too
    std::vector<PublishedSource> sources;
};

} // namespace arna
