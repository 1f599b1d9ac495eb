#pragma once
#include "daemon/store/records.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/rule_set.hpp"

#include <span>
#include <string>
#include <vector>

namespace arna {

/// The articles of a tag in one language, which are published as a tag of its own.
struct TagEdition {
    std::string language; ///< "kk": of kk-KZ too
    TagId tag{};
};

/// By rule: the editions of its tag. May be shorter than the rules.
using EditionsOfRules = std::vector<std::vector<TagEdition>>;

/// The tags and editions that an item is in: rule i is that of tags[i]. An item of unknown language is in no edition.
[[nodiscard]] std::vector<Membership> memberships_of(const MatchItem& item, const RuleSet& rules,
                                                     std::span<const TagId> tags, const EditionsOfRules& editions);

} // namespace arna
