#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the tables [source.items] and [source.article] of the configuration say, as they are written: how items are
/// found on a page or in the answer of an API, and what an article's page says.
namespace arna {

/// A rule as it is written. On a page it is a CSS selector, or XPath 1.0 after "xpath:" (docs/selectors.md); in JSON a
/// pointer, a dotted path, or a template with pointers in braces. Nothing: the key is not there.
using RuleText = std::optional<std::string>;

/// Of [source.items]. All but `each` and `date_format` are read from what `each` matches, and their defaults hold on
/// pages alone: in JSON a rule that is not there gives nothing.
struct ItemRules {
    RuleText each;        ///< the items; required
    RuleText link;        ///< default: the first link of the item's heading, else of the item
    RuleText title;       ///< default: its heading, else the longest link text
    RuleText published;   ///< default: `<time>`, else what reads as a date
    RuleText date_format; ///< no rule: how dates are written, where the forms that are known do not do
    RuleText id;          ///< default: the link
    RuleText summary;
    RuleText content; ///< markup
    RuleText image;
    RuleText authors;    ///< every match is one
    RuleText categories; ///< every match is one
    RuleText section;

    friend bool operator==(const ItemRules&, const ItemRules&) = default;
};

/// Of [source.article]; always selectors, for an article is a page.
struct ArticleRules {
    RuleText content;                ///< all matches, in page order, are the text
    std::vector<std::string> remove; ///< what they match is no part of the text
    RuleText title;
    RuleText section;
    RuleText authors;
    RuleText categories;
    RuleText published;
    RuleText updated;
    RuleText date_format; ///< as in ItemRules
    RuleText image;
    RuleText credit; ///< of the picture

    friend bool operator==(const ArticleRules&, const ArticleRules&) = default;
};

struct PageRules {
    std::optional<ItemRules> items;
    std::optional<ArticleRules> article;

    friend bool operator==(const PageRules&, const PageRules&) = default;
};

/// A key of one of the tables that holds one string.
template <class Rules>
struct RuleKey {
    std::string_view name;
    RuleText Rules::* member;
};

/// All of them in the order of the documentation.
inline constexpr auto item_rule_keys = std::to_array<RuleKey<ItemRules>>({
    {"each", &ItemRules::each},
    {"link", &ItemRules::link},
    {"title", &ItemRules::title},
    {"published", &ItemRules::published},
    {"date_format", &ItemRules::date_format},
    {"id", &ItemRules::id},
    {"summary", &ItemRules::summary},
    {"content", &ItemRules::content},
    {"image", &ItemRules::image},
    {"authors", &ItemRules::authors},
    {"categories", &ItemRules::categories},
    {"section", &ItemRules::section},
});

/// Likewise; `remove`, the one list, is not among them.
inline constexpr auto article_rule_keys = std::to_array<RuleKey<ArticleRules>>({
    {"content", &ArticleRules::content},
    {"title", &ArticleRules::title},
    {"section", &ArticleRules::section},
    {"authors", &ArticleRules::authors},
    {"categories", &ArticleRules::categories},
    {"published", &ArticleRules::published},
    {"updated", &ArticleRules::updated},
    {"date_format", &ArticleRules::date_format},
    {"image", &ArticleRules::image},
    {"credit", &ArticleRules::credit},
});

/// The keys of either table.
template <class Rules>
constexpr const auto& rule_keys() {
    if constexpr (requires { &Rules::each; })
        return item_rule_keys;
    else
        return article_rule_keys;
}

/// What is wrong with a rule, and where.
struct RuleFault {
    std::string key;        ///< "items.each", "article.remove"
    std::string message;    ///< what; what to do
    std::size_t column = 1; ///< in code points of the string, from 1
    std::size_t index = 0;  ///< within a list: which of its strings

    friend bool operator==(const RuleFault&, const RuleFault&) = default;
};

} // namespace arna
