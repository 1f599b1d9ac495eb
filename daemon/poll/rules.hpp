#pragma once
#include "daemon/history/tag_editions.hpp"
#include "daemon/store/records.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/date/time_zone.hpp"

#include <memory>
#include <vector>

namespace arna {

/// The compiled rules and the tag of each: tags[i] belongs to rule i.
struct PollRules {
    std::shared_ptr<const RuleSet> set;
    std::vector<TagId> tags;
    EditionsOfRules editions = {};
    TimeZone zone{}; ///< of the operator: a source's articles a day are counted by its days
};

} // namespace arna
