#pragma once
#include "feeds/html/tree/tree.hpp"

#include <span>
#include <string>

namespace arna {

/// Appends an element as markup, not sanitised, relative addresses as they were, without the nodes that `drops` marks
/// (by their index), until `out` is as long as an article may be (page_limits::markup_bytes).
void append_article_markup(std::string& out, const HtmlTree& tree, NodeId part, std::span<const char> drops);

} // namespace arna
