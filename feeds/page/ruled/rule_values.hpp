#pragma once
#include "feeds/html/select/selector.hpp"
#include "feeds/page/ruled/date_pattern.hpp"
#include "feeds/page/view/page_view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What rules find on a page, as values of fields. All of it is paid for from the budget that the selectors run on;
/// what is asked for after that is spent is empty.
class RuleValues {
public:
    /// All four outlive it; `budget` is that of `run`.
    RuleValues(const PageView& page, SelectorRun& run, StepBudget& budget, const VisibleDateOptions& dates)
        : page_(page), run_(run), budget_(budget), dates_(dates) {}

    [[nodiscard]] Selection select(const Selector& rule, NodeId from) { return run_.select(rule, from); }

    /// The first match that says something, as one line of plain text.
    [[nodiscard]] std::string line(const Selector& rule, NodeId from);
    /// Every match that says something.
    [[nodiscard]] std::vector<std::string> lines(const Selector& rule, NodeId from);
    /// The first address of http(s), absolute: of an element the one it leads to, else that of a link in it, else that
    /// of the link it stands in.
    [[nodiscard]] std::string link(const Selector& rule, NodeId from);
    /// The first address of a picture: of an element the one that it shows, or that its style has, or a picture in it.
    [[nodiscard]] std::string picture(const Selector& rule, NodeId from);
    /// The first match that is a date: its attribute for programs, else its text. `pattern` goes first.
    [[nodiscard]] std::optional<Time> date(const Selector& rule, const std::optional<DatePattern>& pattern,
                                           NodeId from);
    /// All matches as markup in page order, none within another; not sanitised.
    [[nodiscard]] std::string markup(const Selector& rule, NodeId from);
    /// The elements among the matches, none within another.
    [[nodiscard]] std::vector<NodeId> elements(const Selector& rule, NodeId from);

    /// Pays for looking at all that is in an element; no where the budget is spent.
    bool spend_on(NodeId element);

    /// The address that an element leads to, see link().
    [[nodiscard]] std::string link_of(NodeId element);
    /// The date of an element, or of a text that stands in `from` (an attribute is a text).
    [[nodiscard]] std::optional<Time> date_of(NodeId element, const std::optional<DatePattern>& pattern);
    [[nodiscard]] std::optional<Time> date_of(std::string_view text, const std::optional<DatePattern>& pattern) const;

private:
    [[nodiscard]] std::string line_of(NodeRef node);
    [[nodiscard]] std::string picture_of(NodeId element) const;
    [[nodiscard]] std::string picture_in(NodeId element);
    [[nodiscard]] std::string absolute(std::string_view address) const;

    const PageView& page_;
    SelectorRun& run_;
    StepBudget& budget_;
    const VisibleDateOptions& dates_;
};

/// An element with what is in it, as markup; scripts and styles left out.
void append_markup(std::string& out, const HtmlTree& tree, NodeId element);

} // namespace arna
