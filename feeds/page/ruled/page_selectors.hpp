#pragma once
#include "feeds/html/select/selector.hpp"
#include "feeds/model/page_rules.hpp"
#include "feeds/page/ruled/date_pattern.hpp"

#include <expected>
#include <optional>
#include <vector>

namespace arna {

/// ItemRules, compiled. What is not there has its default.
struct ItemSelectors {
    Selector each;
    std::optional<Selector> container; ///< what holds the items, see Selector::container()
    std::optional<Selector> link, title, published, id, summary, content, image, authors, categories, section;
    std::optional<DatePattern> date_format;
    ItemRules rules; ///< for messages
};

/// ArticleRules, compiled.
struct ArticleSelectors {
    std::optional<Selector> content, title, section, authors, categories, published, updated, image, credit;
    std::vector<Selector> remove;
    std::optional<DatePattern> date_format;
    ArticleRules rules; ///< for messages
};

/// The rules of a source for pages. Immutable, safe to share between threads.
struct PageSelectors {
    std::optional<ItemSelectors> items;
    std::optional<ArticleSelectors> article;
};

/// All faults of all rules, in the order of the documentation; keys begin with "items." and "article.". Rules for items
/// in JSON are no selectors: they are left out before.
[[nodiscard]] std::expected<PageSelectors, std::vector<RuleFault>> compile_page_rules(const PageRules& rules);

} // namespace arna
