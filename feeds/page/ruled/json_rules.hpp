#pragma once
#include "feeds/model/page_rules.hpp"
#include "feeds/page/ruled/date_pattern.hpp"
#include "feeds/parse/json/path.hpp"

#include <expected>
#include <optional>
#include <vector>

namespace arna {

/// ItemRules for the answers of a JSON API, compiled. What is not there gives nothing. Immutable, safe to share between
/// threads.
struct JsonItemRules {
    JsonPath each;
    std::optional<JsonTemplate> link, title, published, id, summary, content, image, authors, categories, section;
    std::optional<DatePattern> date_format;
    ItemRules rules; ///< for messages
};

/// All faults of all rules, in the order of the documentation; keys begin with "items.".
[[nodiscard]] std::expected<JsonItemRules, std::vector<RuleFault>> compile_json_rules(const ItemRules& rules);

} // namespace arna
