// Whatever the text, it is a selector or says what is wrong at a column that it has; a selector runs.
#include "feeds/html/select/selector.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace arna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    static const HtmlTree tree = build_html_tree(
        "<!DOCTYPE html><html lang=kk><body class='a b' id=x><div class=card id=c><h2><a href=/1>t</a></h2><p>x<p>y 2</div>"
        "<table><tr><td>1<td>2</table><!-- c -->");
    for (const std::string& written : {text, "xpath:" + text}) {
        const auto selector = Selector::compile(written);
        if (!selector) {
            if (selector.error().message.empty() || selector.error().column > written.size() + 1) std::abort();
            continue;
        }
        StepBudget budget(200'000);
        SelectorRun run(tree, budget);
        const Selection found = run.select(*selector);
        if (budget.is_spent() && !(found.nodes.empty() && !found.value)) std::abort();
        for (std::size_t i = 1; i < found.nodes.size(); ++i)
            if (!(found.nodes[i - 1] < found.nodes[i])) std::abort();
        for (const NodeRef node : found.nodes) (void)run.text_of(node);
        for (std::uint32_t i = 1; i < tree.size(); i += 5) (void)run.select(*selector, NodeId{i});
    }
    return 0;
}
