#include "daemon/history/tag_editions.hpp"

#include "feeds/model/evidence.hpp"
#include "feeds/text/ascii.hpp"

#include <string_view>

namespace arna {
namespace {

/// As `lang:` compares: a language is one of its beginnings too.
bool is_in(std::string_view language, std::string_view edition) {
    return starts_with_lower(language, edition) &&
           (language.size() == edition.size() || language[edition.size()] == '-');
}

} // namespace

std::vector<Membership> memberships_of(const MatchItem& item, const RuleSet& rules, std::span<const TagId> tags,
                                       const EditionsOfRules& editions) {
    std::vector<Membership> found;
    for (const auto& match : rules.match(item)) {
        const auto reason = encode_reason(match.because);
        found.push_back({.tag = tags[match.rule], .reason = reason});
        if (match.rule >= editions.size()) continue;
        for (const TagEdition& edition : editions[match.rule])
            if (is_in(item.lang, edition.language)) found.push_back({.tag = edition.tag, .reason = reason});
    }
    return found;
}

} // namespace arna
