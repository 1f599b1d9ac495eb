#include "config/check/rule_checks.hpp"

#include "config/file/string_place.hpp"
#include "config/load.hpp"
#include "feeds/rules/index/wildcard.hpp"
#include "feeds/rules/query/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace arna {
namespace {

class RuleChecker {
public:
    RuleChecker(const Config& config, const std::vector<std::string>& texts, Findings& findings)
        : config_(config), findings_(findings) {
        for (const SourceConfig& source : config.sources) {
            sources_.emplace_back(source.name);
            for (const std::string& label : source.labels) labels_.emplace_back(label);
        }
        for (const std::string& text : texts) lines_.emplace_back(text);
        std::ranges::sort(sources_);
        std::ranges::sort(labels_);
        const auto rest = std::ranges::unique(labels_);
        labels_.erase(rest.begin(), rest.end());
    }

    void report(const RuleError& error) const {
        const TagConfig& tag = config_.tags[error.rule];
        if (tag.match.empty() && tag.name.empty()) return; // its name is missing or wrong, which is said
        findings_.error(place_in(tag, error.column), "rule: " + error.message, caret_lines(tag.match, error.column));
    }

    void warn(const TagConfig& tag, const RuleFacts& facts) const {
        for (const QueryWarning& warning : facts.warnings) {
            findings_.warning(place_in(tag, warning.column), "rule: " + warning.message,
                              caret_lines(tag.match, warning.column));
        }
        if (findings_.has_errors()) return; // the name may be in a value that was refused
        warn_of_unknown(tag, facts.sources, sources_, "source");
        warn_of_unknown(tag, facts.labels, labels_, "label");
    }

private:
    [[nodiscard]] Place place_in(const TagConfig& tag, std::size_t column) const {
        if (tag.match_place.line == 0) return tag.name_place; // the rule is "#name"
        return place_in_string(lines_[tag.match_place.file], tag.match_place, column - 1);
    }

    void warn_of_unknown(const TagConfig& tag, const std::vector<std::string>& names,
                         std::span<const std::string_view> known, std::string_view kind) const {
        std::size_t warnings = 0;
        for (const std::string& name : names) {
            const bool is_pattern = name.find('*') != std::string::npos;
            const auto is_it = [&](std::string_view one) { return fits_wildcard(name, one); };
            if (is_pattern ? std::ranges::any_of(known, is_it) : std::ranges::binary_search(known, name)) continue;
            if (++warnings > max_query_warnings) return;
            findings_.warning(tag.match_place,
                              fmt::format("rule: no source has the {} {}{}", kind == "source" ? "name" : kind,
                                          in_quotes(name), findings_.did_you_mean(name, known)));
        }
    }

    const Config& config_;
    std::vector<TextLines> lines_; ///< of the files
    Findings& findings_;
    std::vector<std::string_view> sources_, labels_; ///< sorted
};

} // namespace

std::shared_ptr<const RuleSet> compile_rules(const Config& config, const std::vector<std::string>& texts,
                                             Findings& findings) {
    const RuleChecker checker(config, texts, findings);
    const TermLists lists = term_lists(config);
    auto compiled = RuleSet::compile(tag_rules(config), lists);
    for (std::size_t i = 0; i < config.tags.size(); ++i) {
        const TagConfig& tag = config.tags[i];
        if (tag.match.empty()) {
            if (tag.match_place.line != 0)
                findings.error(tag.match_place, "rule: the rule is empty; write what an item should contain, or leave "
                                                "'match' out for #name");
            continue;
        }
        if (compiled)
            checker.warn(tag, compiled->facts(i));
        else if (const auto query = parse_query(tag.match, lists))
            checker.warn(tag, facts_of(*query));
    }
    if (compiled) return std::make_shared<const RuleSet>(std::move(*compiled));
    for (const RuleError& error : compiled.error()) checker.report(error);
    return nullptr;
}

} // namespace arna
