#include "feeds/page/ruled/page_selectors.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// Compiles the rules of one table and collects what is wrong with them.
class RuleCompiler {
public:
    RuleCompiler(std::string_view table, std::vector<RuleFault>& faults) : table_(table), faults_(faults) {}

    std::optional<Selector> selector(std::string_view key, const RuleText& text, std::size_t index = 0) {
        if (!text) return std::nullopt;
        auto compiled = Selector::compile(*text);
        if (compiled) return std::move(*compiled);
        add(key, std::move(compiled.error().message), compiled.error().column, index);
        return std::nullopt;
    }

    /// One that must find elements.
    std::optional<Selector> elements(std::string_view key, const RuleText& text, std::size_t index = 0) {
        auto compiled = selector(key, text, index);
        if (!compiled || compiled->finds_elements()) return compiled;
        add(key, "elements are wanted here; leave out ::attr() and ::text, or the functions around the path", 1, index);
        return std::nullopt;
    }

    std::optional<DatePattern> pattern(std::string_view key, const RuleText& text) {
        if (!text) return std::nullopt;
        auto compiled = DatePattern::compile(*text);
        if (compiled) return std::move(*compiled);
        add(key, std::move(compiled.error().message), compiled.error().column, 0);
        return std::nullopt;
    }

    void add(std::string_view key, std::string message, std::size_t column, std::size_t index) {
        faults_.push_back({.key = fmt::format("{}.{}", table_, key),
                           .message = std::move(message),
                           .column = column,
                           .index = index});
    }

private:
    std::string_view table_;
    std::vector<RuleFault>& faults_;
};

std::optional<ItemSelectors> compile_items(const ItemRules& rules, std::vector<RuleFault>& faults) {
    RuleCompiler compiler("items", faults);
    if (!rules.each) compiler.add("each", "it is missing; say what the items are, like \"div.card\"", 1, 0);
    auto each = compiler.elements("each", rules.each);
    auto link = compiler.selector("link", rules.link);
    auto title = compiler.selector("title", rules.title);
    auto published = compiler.selector("published", rules.published);
    auto date_format = compiler.pattern("date_format", rules.date_format);
    auto id = compiler.selector("id", rules.id);
    auto summary = compiler.selector("summary", rules.summary);
    auto content = compiler.selector("content", rules.content);
    auto image = compiler.selector("image", rules.image);
    auto authors = compiler.selector("authors", rules.authors);
    auto categories = compiler.selector("categories", rules.categories);
    auto section = compiler.selector("section", rules.section);
    if (!each) return std::nullopt;
    auto container = each->container();
    return ItemSelectors{.each = std::move(*each),
                         .container = std::move(container),
                         .link = std::move(link),
                         .title = std::move(title),
                         .published = std::move(published),
                         .id = std::move(id),
                         .summary = std::move(summary),
                         .content = std::move(content),
                         .image = std::move(image),
                         .authors = std::move(authors),
                         .categories = std::move(categories),
                         .section = std::move(section),
                         .date_format = std::move(date_format),
                         .rules = rules};
}

ArticleSelectors compile_article(const ArticleRules& rules, std::vector<RuleFault>& faults) {
    RuleCompiler compiler("article", faults);
    ArticleSelectors compiled;
    compiled.content = compiler.elements("content", rules.content);
    for (std::size_t i = 0; i < rules.remove.size(); ++i)
        if (auto one = compiler.elements("remove", rules.remove[i], i)) compiled.remove.push_back(std::move(*one));
    compiled.title = compiler.selector("title", rules.title);
    compiled.section = compiler.selector("section", rules.section);
    compiled.authors = compiler.selector("authors", rules.authors);
    compiled.categories = compiler.selector("categories", rules.categories);
    compiled.published = compiler.selector("published", rules.published);
    compiled.updated = compiler.selector("updated", rules.updated);
    compiled.date_format = compiler.pattern("date_format", rules.date_format);
    compiled.image = compiler.selector("image", rules.image);
    compiled.credit = compiler.selector("credit", rules.credit);
    compiled.rules = rules;
    return compiled;
}

} // namespace

std::expected<PageSelectors, std::vector<RuleFault>> compile_page_rules(const PageRules& rules) {
    std::vector<RuleFault> faults;
    PageSelectors selectors;
    if (rules.items) selectors.items = compile_items(*rules.items, faults);
    if (rules.article) selectors.article = compile_article(*rules.article, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return selectors;
}

} // namespace arna
