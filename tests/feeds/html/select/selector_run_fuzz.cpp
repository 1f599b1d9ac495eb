// Whatever the document, the selectors that people write end on their budget, find nodes of it in order, and the same
// from
// both languages.
#include "feeds/html/select/selector.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace arna;

namespace {

Selector compiled(std::string_view text) {
    auto selector = Selector::compile(text);
    if (!selector) std::abort();
    return *selector;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array pairs{
        std::pair{compiled("div a"), compiled("xpath://div//a")},
        std::pair{compiled("p + *"), compiled("xpath://p/following-sibling::*[1]")},
        std::pair{compiled("p ~ p"), compiled("xpath://p/following-sibling::p")},
        std::pair{compiled("a:first-child::attr(href)"), compiled("xpath://*[1][self::a]/@href")},
        std::pair{compiled("li:last-child"), compiled("xpath://*[last()][self::li]")},
        std::pair{compiled("p:nth-last-of-type(2)"), compiled("xpath://p[last()-1]")},
        std::pair{compiled("div:has(> p:not([class])) b"), compiled("xpath://div[p[not(@class)]]//b")},
        std::pair{compiled("b:not(div b)::text"), compiled("xpath://b[not(ancestor::div)]/text()")},
    };
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    const HtmlTree tree = build_html_tree(html);
    for (const auto& [css, xpath] : pairs) {
        StepBudget budget;
        SelectorRun run(tree, budget);
        const NodeSet one = run.select(css).nodes, other = run.select(xpath).nodes;
        if (!budget.is_spent() && one != other) std::abort();
        for (std::size_t i = 1; i < one.size(); ++i)
            if (!(one[i - 1] < one[i])) std::abort();
    }
    return 0;
}
