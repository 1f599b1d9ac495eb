#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"
#include "config/file/text_lines.hpp"
#include "feeds/model/page_rules.hpp"

#include <span>
#include <string>
#include <vector>

namespace arna {

/// The tables that rules stand in, either of which may be missing.
struct PageRuleTables {
    const RuleTable<ItemRules>* items = nullptr;
    const RuleTable<ArticleRules>* article = nullptr;
};

/// What is wrong with the rules of these tables themselves: no selector, no pointer, no date format. `is_json`: those
/// for
/// items are pointers.
[[nodiscard]] std::vector<RuleFault> faults_of(const PageRuleTables& tables, bool is_json);

/// An error for each fault at its place in its string, with a caret. `document` is the text the tables stand in.
void report_rule_faults(std::span<const RuleFault> faults, const PageRuleTables& tables, const TextLines& document,
                        Findings& findings);

/// Does so for all sources. `texts` are those of the files.
void check_page_rules(const Config& config, const std::vector<std::string>& texts, Findings& findings);

} // namespace arna
