#pragma once
#include "feeds/page/facts/article_facts.hpp"
#include "feeds/page/view/page_view.hpp"

#include <vector>

namespace arna {

/// What attributes of a page's own elements say of its article: microdata (HTML §5), RDFa Lite with schema.org's
/// words, and the classes of microformats (h-entry, hAtom).
struct Microdata {
    ArticleFacts facts;
    NodeId body = no_node;       ///< the element that is the article's text
    NodeId entry = no_node;      ///< the element that is the article
    std::vector<NodeId> entries; ///< all elements that are articles; several make a listing
};

/// Reads them in one pass over the tree. Of several articles on the page the first one's facts count.
[[nodiscard]] Microdata read_microdata(const PageView& page);

} // namespace arna
