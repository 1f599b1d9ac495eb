#pragma once
#include "feeds/html/select/selector.hpp"
#include "feeds/model/page_reading.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/page/ruled/rule_values.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A page under the rules of its source: what they say wins over everything that is found without them, and is told
/// with "rule" as its origin. All rules run on one budget; a page on which it is spent has the problem
/// `rule-too-costly`, and nothing that rules said.
class RuledPage {
public:
    /// `page` and `selectors` outlive it. `title` is the page's own, for messages.
    RuledPage(const PageView& page, const PageSelectors& selectors, VisibleDateOptions dates, std::string title);

    [[nodiscard]] bool has_items() const { return selectors_.items.has_value(); }

    /// The elements that are the article's text, in page order; none where no rule says so or finds any.
    [[nodiscard]] std::vector<NodeId> content();
    /// What is no part of it.
    [[nodiscard]] std::vector<NodeId> removed();
    /// The element that is its title; nothing where no rule finds one.
    [[nodiscard]] std::optional<NodeId> title();

    /// Sets the fields of an article that rules give, but for its text.
    void read_article(PageReading& reading);

    /// Sets the items, and that the page is a listing. No where it has none: nothing is there that `each` asks for, or
    /// no
    /// item has a link, which finish() tells as `rule-matched-nothing`. A list that is there and empty is one.
    bool read_items(PageReading& reading);

    /// Forgets what rules missed, where the page is not the one that they are for.
    void forget_misses();

    /// Adds what was wrong to the problems; after everything else.
    void finish(PageReading& reading);

private:
    RawItem read_item(NodeId element);
    void read_defaults(RawItem& item, NodeId element);
    [[nodiscard]] bool is_empty_list();
    void miss(std::string_view key, const RuleText& rule, const Selector& selector);

    const PageView& page_;
    const PageSelectors& selectors_;
    VisibleDateOptions dates_;
    std::string page_title_;
    StepBudget budget_;
    SelectorRun run_;
    RuleValues values_;
    std::vector<Problem> problems_;
};

} // namespace arna
