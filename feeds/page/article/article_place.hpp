#pragma once
#include "feeds/page/article/article_finder.hpp"

namespace arna {

/// The smallest element that holds the title and the article, a level wider if that is nearly all the same.
[[nodiscard]] NodeId region_of(const PageView& page, NodeId title, const FoundArticle& article);

/// The heading that the article's text begins with, or that stands right before it. no_node where there is
/// none.
[[nodiscard]] NodeId heading_before(const PageView& page, const FoundArticle& article);

} // namespace arna
