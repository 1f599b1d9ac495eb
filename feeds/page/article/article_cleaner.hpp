#pragma once
#include "feeds/page/article/article_finder.hpp"
#include "feeds/page/view/page_view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What of an article's blocks is no part of the story: links to other articles, appeals, buttons, counters, bylines,
/// dates, labels, the title itself, captions.
class ArticleCleaner {
public:
    /// `title` is the article's, to be left out where it is repeated.
    ArticleCleaner(const PageView& page, const FoundArticle& article, std::string_view title);

    /// Whether a node, and all that is in it, is left out.
    [[nodiscard]] bool drops(NodeId id) const { return drops_[index_of(id)]; }

    /// Leaves out a node, and all that is in it, whatever it is.
    void drop(NodeId id);

    /// What is left as markup, not sanitised, relative addresses as they were.
    [[nodiscard]] std::string markup() const;

private:
    void clean(NodeId part);
    [[nodiscard]] bool is_foreign(NodeId id) const;
    [[nodiscard]] bool is_foreign_by_name(NodeId id) const;
    [[nodiscard]] bool stands_alone(NodeId link) const;
    [[nodiscard]] bool says_credit(NodeId id) const;
    [[nodiscard]] bool is_foreign_block(NodeId id) const;
    [[nodiscard]] bool is_foreign_line(NodeId id) const;
    void drop_after_comments(NodeId part);
    void drop_foreign_sections(NodeId part);
    void drop_headings_of_nothing(NodeId part);
    void drop_tail(NodeId part);
    [[nodiscard]] std::uint32_t left(NodeId id) const;

    const PageView& page_;
    const HtmlTree& tree_;
    const FoundArticle& article_;
    std::string title_;     ///< folded
    std::uint32_t all_ = 0; ///< letters of all parts
    std::vector<char> drops_;
};

} // namespace arna
