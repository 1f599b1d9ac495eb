#include "feeds/model/evidence.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "feeds/rules/search/needed_tokens.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

/// Whether a text of tokens may match.
bool has(const std::string& tokens, const arna::TokenQuery& query) {
    using Kind = arna::TokenQuery::Kind;
    const auto part_has = [&](const arna::TokenQuery& part) { return has(tokens, part); };
    switch (query.kind) {
    case Kind::anything: return true;
    case Kind::all: return std::ranges::all_of(query.parts, part_has);
    case Kind::any: return std::ranges::any_of(query.parts, part_has);
    case Kind::token:
    case Kind::beginning: break;
    }
    const std::string end = query.kind == Kind::token ? std::string(1, arna::token_separator) : std::string();
    return ('\n' + tokens).contains('\n' + query.letters + end);
}

/// The input is a rule, a zero byte, and the text of an item; a second zero byte begins its language.
void match(std::string_view input) {
    const std::size_t rule_end = std::min(input.find('\0'), input.size());
    const std::string_view rule = input.substr(0, rule_end);
    const std::string_view text = input.substr(std::min(rule_end + 1, input.size()));
    const std::size_t text_end = std::min(text.find('\0'), text.size());

    const auto query = arna::parse_query(rule);
    if (!query) {
        check(query.error().column >= 1 && !query.error().message.empty());
        (void)arna::caret_lines(rule, query.error().column);
        return;
    }
    const auto again = arna::parse_query(arna::print_query(query->root));
    check(again.has_value() && again->root == query->root);

    const std::string lang(text.substr(std::min(text_end + 1, text.size())));
    const arna::MatchItem item{.title = std::string(text.substr(0, text_end)),
                               .content = std::string(text.substr(0, text_end)),
                               .lang = lang,
                               .categories = {lang},
                               .url = std::string(text.substr(0, std::min<std::size_t>(text_end, 100))),
                               .source = lang,
                               .seen = arna::Time{}};
    const std::vector<arna::TagRule> rules{{.name = "a", .match = std::string(rule)},
                                           {.name = "b", .match = std::string(rule), .loose = true}};
    const auto set = arna::RuleSet::compile(rules);
    if (!set) return; // a white rule and the like
    const auto matches = set->match(item);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const bool is_in = std::ranges::any_of(matches, [i](const arna::RuleMatch& match) { return match.rule == i; });
        const arna::Explanation explanation = set->explain(i, item);
        check(explanation.matches == is_in);
        (void)arna::format_explanation(explanation);
        (void)explanation.summary();
    }
    const bool is_strictly_in =
        std::ranges::any_of(matches, [](const arna::RuleMatch& match) { return match.rule == 0; });
    check(!is_strictly_in || has(arna::item_tokens(item), arna::needed_tokens(query->root)));
    for (const arna::RuleMatch& one : matches) (void)arna::encode_reason(one.because);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4096) match({reinterpret_cast<const char*>(data), size});
    return 0;
}
