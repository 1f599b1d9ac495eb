#pragma once
#include "feeds/page/view/page_view.hpp"

#include <vector>

namespace arna {

/// Names of what is no part of an article.
inline constexpr NameHints rubbish_names(NameHint::share, NameHint::related, NameHint::comments, NameHint::navigation,
                                         NameHint::advert, NameHint::subscribe, NameHint::sidebar, NameHint::footer,
                                         NameHint::hidden, NameHint::crumbs, NameHint::biography);

/// Whether a small block holds a quotation: an embedded post of another service.
[[nodiscard]] bool holds_quote(const PageView& page, NodeId id);

/// Marks what is no part of any article wherever it stands: navigation, sidebars, comments, forms, adverts.
class Rubbish {
public:
    Rubbish(const PageView& page, NodeId title, bool by_names);

    [[nodiscard]] bool holds(NodeId id) const { return marks_[index_of(id)]; }

private:
    [[nodiscard]] bool is_rubbish(const PageView& page, NodeId id, NodeId title, bool by_names) const;

    std::vector<char> marks_;
};

} // namespace arna
