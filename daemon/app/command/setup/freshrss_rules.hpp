#pragma once
#include "feeds/model/page_rules.hpp"
#include "feeds/parse/format/opml.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// How FreshRSS reads a subscription, as arna would: its rules (namespace https://freshrss.org/opml) as ours.
struct FreshRssRules {
    std::string_view address_key = "url"; ///< "page", "json"
    PageRules rules;
    std::vector<std::string> remarks;   ///< what has no counterpart: filters, conditions
    std::optional<std::string> refusal; ///< why it cannot be read so, a clause; the rules are for the operator then
};

[[nodiscard]] FreshRssRules freshrss_rules(const OpmlSubscription& subscription);

/// A format of PHP's DateTime as strptime() has it: "d.m.Y H:i" is "%d.%m.%Y %H:%M".
[[nodiscard]] std::string date_format_of_php(std::string_view format);

/// A dotted path with texts joined to it as a template: `meta.id & "-a"` is "{meta.id}-a".
[[nodiscard]] std::string template_of_dotted(std::string_view written);

} // namespace arna
