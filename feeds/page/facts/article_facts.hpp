#pragma once
#include "feeds/model/parts.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arna {

/// An author as a page names one, before judged_authors() (byline.hpp) says whether it is a person.
struct NamedAuthor {
    std::string name;
    std::string uri;
    bool is_organization = false;
    bool is_person = false; ///< the page says so
};

/// What a page says of its article in a form for programs: JSON-LD or microdata. Texts are plain and single-spaced,
/// dates and addresses as they are written.
struct ArticleFacts {
    std::string type; ///< "NewsArticle"
    std::string url;
    std::string headline;
    std::string description;
    std::string body; ///< articleBody, which may be markup
    std::string lang;
    std::string published;
    std::string modified;
    std::string image;
    std::string caption;
    std::string credit; ///< creditText, creator or copyrightHolder of the picture
    std::string site;   ///< the publisher's name
    std::vector<NamedAuthor> authors;
    std::vector<std::string> sections;
    std::vector<std::string> keywords;
    std::optional<bool> is_free;
};

} // namespace arna
