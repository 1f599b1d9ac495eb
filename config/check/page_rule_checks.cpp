#include "config/check/page_rule_checks.hpp"

#include "config/file/string_place.hpp"
#include "feeds/page/ruled/json_rules.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/rules/query/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// The string that a fault is in, and where it begins.
struct FaultyRule {
    Place place;
    std::string text;
};

template <class Rules>
std::optional<FaultyRule> find_rule(const RuleTable<Rules>* table, std::string_view key, std::size_t index) {
    if (table == nullptr) return std::nullopt;
    const auto is_it = [&](const RulePlace& place) { return place.key == key && place.index == index; };
    const auto place = std::ranges::find_if(table->places, is_it);
    if (place == table->places.end()) return std::nullopt;
    const auto& keys = rule_keys<Rules>();
    const auto found = std::ranges::find(keys, key, &RuleKey<Rules>::name);
    if (found != keys.end()) return FaultyRule{place->place, (table->rules.*found->member).value_or("")};
    if constexpr (requires { table->rules.remove; })
        return FaultyRule{place->place, index < table->rules.remove.size() ? table->rules.remove[index] : ""};
    return std::nullopt;
}

} // namespace

std::vector<RuleFault> faults_of(const PageRuleTables& tables, bool is_json) {
    PageRules rules;
    std::vector<RuleFault> faults;
    if (tables.items != nullptr && is_json) {
        if (auto compiled = compile_json_rules(tables.items->rules); !compiled) faults = std::move(compiled.error());
    } else if (tables.items != nullptr) {
        rules.items = tables.items->rules;
    }
    if (tables.article != nullptr) rules.article = tables.article->rules;
    if (auto compiled = compile_page_rules(rules); !compiled)
        std::ranges::move(compiled.error(), std::back_inserter(faults));
    return faults;
}

void report_rule_faults(std::span<const RuleFault> faults, const PageRuleTables& tables, const TextLines& document,
                        Findings& findings) {
    for (const RuleFault& fault : faults) {
        const auto dot = fault.key.find('.');
        const auto key = std::string_view(fault.key).substr(dot + 1);
        const auto rule = fault.key.starts_with("items.") ? find_rule(tables.items, key, fault.index)
                                                          : find_rule(tables.article, key, fault.index);
        auto message = fmt::format("{}: {}", fault.key, fault.message);
        if (rule)
            findings.error(place_in_string(document, rule->place, fault.column - 1), std::move(message),
                           caret_lines(rule->text, fault.column));
        else
            findings.error({}, std::move(message));
    }
}

void check_page_rules(const Config& config, const std::vector<std::string>& texts, Findings& findings) {
    for (const SourceConfig& source : config.sources) {
        const PageRuleTables tables{.items = source.items ? &*source.items : nullptr,
                                    .article = source.article.table ? &*source.article.table : nullptr};
        if (tables.items == nullptr && tables.article == nullptr) continue;
        const auto faults = faults_of(tables, source.kind() == SourceConfig::Kind::json);
        if (!faults.empty()) report_rule_faults(faults, tables, TextLines(texts[source.place.file]), findings);
    }
}

} // namespace arna
