#include "daemon/app/command/library/page_rules_json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;
using Fault = std::optional<RuleFault>;

Fault read_texts(const json::value& value, const std::string& key, std::vector<std::string>& texts) {
    const json::array* list = value.if_array();
    if (list == nullptr || !std::ranges::all_of(*list, &json::value::is_string))
        return RuleFault{.key = key, .message = "it is a list of strings"};
    for (const json::value& element : *list) texts.emplace_back(element.get_string());
    return std::nullopt;
}

template <class Rules>
Fault read_table(std::string_view name, const json::value& value, Rules& rules) {
    const json::object* members = value.if_object();
    if (members == nullptr) return RuleFault{.key = std::string(name), .message = "it is an object of rules"};
    for (const auto& [member, rule] : *members) {
        const std::string key = fmt::format("{}.{}", name, std::string_view(member));
        if constexpr (requires { rules.remove; }) {
            if (member == "remove") {
                if (auto fault = read_texts(rule, key, rules.remove)) return fault;
                continue;
            }
            if (member == "when") continue; // which pages are read is for who reads them
        }
        const auto& keys = rule_keys<Rules>();
        const auto found = std::ranges::find(keys, std::string_view(member), &RuleKey<Rules>::name);
        if (found == keys.end()) return RuleFault{.key = key, .message = "there is no such rule"};
        if (rule.is_null()) continue;
        if (!rule.is_string()) return RuleFault{.key = key, .message = "it is a string"};
        rules.*found->member = std::string(rule.get_string());
    }
    return std::nullopt;
}

} // namespace

std::expected<PageRules, RuleFault> page_rules_of(const json::value& value) {
    PageRules rules;
    const json::object* tables = value.if_object();
    if (tables == nullptr) return std::unexpected(RuleFault{.key = "rules", .message = "it is an object of tables"});
    for (const auto& [name, table] : *tables) {
        Fault fault;
        if (table.is_null())
            continue;
        else if (name == "items")
            fault = read_table(name, table, rules.items.emplace());
        else if (name == "article")
            fault = read_table(name, table, rules.article.emplace());
        else
            fault = RuleFault{.key = std::string(name), .message = "there are the tables \"items\" and \"article\""};
        if (fault) return std::unexpected(std::move(*fault));
    }
    return rules;
}

} // namespace arna
