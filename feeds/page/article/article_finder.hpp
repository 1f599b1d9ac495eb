#pragma once
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <vector>

namespace arna {

/// Where a page's article stands.
struct FoundArticle {
    std::vector<NodeId> parts; ///< in page order; none holds another
    std::uint32_t letters = 0; ///< of their paragraphs, those in links not counted
};

struct FinderHints {
    NodeId title = no_node; ///< the article's heading
    NodeId body = no_node;  ///< what microdata calls its text
};

/// Finds the blocks that read like an article: paragraphs are scored by their length, commas and share of link text,
/// what is around them by these scores and by what names say; the best block grows to those beside it that read the
/// same. Nothing where no paragraph is.
[[nodiscard]] FoundArticle find_article(const PageView& page, const FinderHints& hints);

} // namespace arna
