#include "daemon/app/command/setup/freshrss_rules.hpp"

#include "feeds/page/ruled/json_rules.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

struct Counterpart {
    std::string_view theirs; ///< behind "xPathItem" or "jsonItem"
    RuleText ItemRules::* ours;
};

constexpr auto counterparts = std::to_array<Counterpart>({
    {"", &ItemRules::each},
    {"Title", &ItemRules::title},
    {"Content", &ItemRules::content},
    {"Uri", &ItemRules::link},
    {"Author", &ItemRules::authors},
    {"Timestamp", &ItemRules::published},
    {"TimeFormat", &ItemRules::date_format},
    {"Thumbnail", &ItemRules::image},
    {"Categories", &ItemRules::categories},
    {"Uid", &ItemRules::id},
});

struct PhpSign {
    char theirs;
    std::string_view ours;
};

constexpr auto php_signs = std::to_array<PhpSign>({
    {'d', "%d"}, {'j', "%d"}, {'m', "%m"}, {'n', "%m"}, {'Y', "%Y"}, {'y', "%y"}, {'H', "%H"}, {'G', "%H"},
    {'h', "%I"}, {'g', "%I"}, {'i', "%M"}, {'s', "%S"}, {'a', "%p"}, {'A', "%p"}, {'F', "%B"}, {'M', "%b"},
    {'D', "%a"}, {'l', "%A"}, {'z', "%j"}, {'O', "%z"}, {'P', "%z"}, {'p', "%z"}, {'T', "%Z"}, {'e', "%Z"},
    {'U', "%s"}, {'%', "%%"}, {'!', ""},   {'|', ""},   {'+', ""},
});

std::string value_of(const OpmlSubscription& subscription, std::string_view name) {
    const auto is_it = [&](const auto& extra) { return equals_ignoring_case(extra.first, name); };
    const auto found = std::ranges::find_if(subscription.extras, is_it);
    return found == subscription.extras.end() ? std::string() : std::string(trim_html_space(found->second));
}

/// FreshRSS's rules of one kind; nothing where it says nothing of items.
std::optional<ItemRules> item_rules(const OpmlSubscription& subscription, std::string_view prefix, bool is_json) {
    ItemRules rules;
    bool has_any = false;
    for (const auto& [theirs, ours] : counterparts) {
        const auto value = value_of(subscription, fmt::format("{}{}", prefix, theirs));
        if (value.empty()) continue;
        has_any = true;
        const bool is_format = ours == &ItemRules::date_format;
        rules.*ours = is_format ? date_format_of_php(value) : is_json ? template_of_dotted(value) : "xpath:" + value;
    }
    return has_any ? std::optional(std::move(rules)) : std::nullopt;
}

void read_full_content(const OpmlSubscription& subscription, FreshRssRules& read) {
    const auto content = value_of(subscription, "cssFullContent"), filter = value_of(subscription, "cssContentFilter");
    if (content.empty()) return;
    read.rules.article = ArticleRules{.content = content};
    if (!filter.empty()) read.rules.article->remove.push_back(filter);
    const auto conditions = value_of(subscription, "cssFullContentConditions");
    if (!conditions.empty()) read.remarks.push_back("FreshRSS reads the pages only of what matches: " + conditions);
}

} // namespace

FreshRssRules freshrss_rules(const OpmlSubscription& subscription) {
    FreshRssRules read;
    const std::string_view type = subscription.type;
    const bool is_json = equals_ignoring_case(type, "JSON+DotNotation") ||
                         equals_ignoring_case(type, "JSON+DotPath"); // as 1.24 called it before its release
    if (type == "HTML+XPath" || type == "XML+XPath") {
        read.rules.items = item_rules(subscription, "xPathItem", false);
        read.address_key = type == "HTML+XPath" ? "page" : "url";
    } else if (is_json) {
        read.rules.items = item_rules(subscription, "jsonItem", true);
        read.address_key = "json";
    }
    read_full_content(subscription, read);
    const auto filters = value_of(subscription, "filtersActionRead");
    if (!filters.empty()) read.remarks.push_back("FreshRSS marks as read what matches: " + filters);
    const bool is_made_by_rules = type.contains("XPath") || type.contains("DotNotation");
    if (is_made_by_rules && read.address_key == "url")
        read.refusal = fmt::format("is read by rules for {}, which arna has not", type);
    else if (read.rules.items && !read.rules.items->each)
        read.refusal = "has rules that do not say what its items are";
    else if (is_json && !read.rules.items)
        read.refusal = "has no rules for its JSON";
    if (read.refusal) return read;
    const auto refuse = [&](const std::vector<RuleFault>& faults) {
        read.refusal =
            fmt::format("has a rule that arna does not read: {}: {}", faults.front().key, faults.front().message);
    };
    PageRules selectors = read.rules;
    if (is_json) {
        if (const auto compiled = compile_json_rules(*read.rules.items); !compiled) refuse(compiled.error());
        selectors.items.reset();
    }
    if (const auto compiled = compile_page_rules(selectors); !compiled) refuse(compiled.error());
    return read;
}

std::string date_format_of_php(std::string_view format) {
    std::string ours;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '\\' && i + 1 < format.size()) {
            ours += format[++i];
            continue;
        }
        const auto* found = std::ranges::find(php_signs, format[i], &PhpSign::theirs);
        if (found == php_signs.end())
            ours += format[i];
        else
            ours += found->ours;
    }
    return ours;
}

std::string template_of_dotted(std::string_view written) {
    if (!written.contains('&')) return std::string(written);
    std::string made;
    for (std::size_t at = 0; at < written.size();) {
        const char c = written[at];
        if (c == '"' || c == '\'') {
            const auto end = std::min(written.find(c, at + 1), written.size());
            for (const char letter : written.substr(at + 1, end - at - 1))
                made.append(letter == '{' || letter == '}' ? 2 : 1, letter);
            at = end + 1;
        } else if (c == '&' || is_html_space(c)) {
            ++at;
        } else {
            const auto end = std::min(written.find_first_of("& \t\n\"'", at), written.size());
            made += fmt::format("{{{}}}", written.substr(at, end - at));
            at = end;
        }
    }
    return made;
}

} // namespace arna
