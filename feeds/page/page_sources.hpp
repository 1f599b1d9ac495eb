#pragma once
#include "feeds/page/article/article_finder.hpp"
#include "feeds/page/article/rubbish.hpp"
#include "feeds/page/facts/json_ld.hpp"
#include "feeds/page/facts/metadata.hpp"
#include "feeds/page/facts/microdata.hpp"
#include "feeds/page/view/page_view.hpp"

#include <string>

namespace arna {

/// All that the fields of an article are read from, each read once.
struct PageSources {
    const PageView& page;
    Metadata metadata;
    JsonLd json_ld;
    Microdata microdata;
    NodeId title = no_node; ///< the heading that is the article's title
    FoundArticle article;
    Rubbish rubbish;         ///< what is no part of any article
    NodeId region = no_node; ///< the element around title and article: what stands in it belongs to the article
    std::string site;        ///< the site's name

    /// Whether a node is shown and stands where the article's own date, author and labels may stand.
    [[nodiscard]] bool is_of_article(NodeId id) const {
        return page.is_shown(id) && page.tree().is_within(id, region) && !rubbish.holds(id);
    }

    /// Whether a node stands in something beside the article: navigation, comments, cards of others, a sidebar, another
    /// article. What is called one of `unless` is none of these.
    [[nodiscard]] bool stands_apart(NodeId id, NameHints unless) const;
};

} // namespace arna
