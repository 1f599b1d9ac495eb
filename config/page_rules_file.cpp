#include "config/page_rules_file.hpp"

#include "config/check/page_rule_checks.hpp"
#include "config/file/config_files.hpp"
#include "config/file/toml_document.hpp"
#include "config/option/rule_table.hpp"

#include <fmt/format.h>

#include <utility>

namespace arna {

std::expected<PageRulesFile, std::vector<Diagnostic>> PageRulesFile::load(const std::filesystem::path& path) {
    PageRulesFile file;
    file.files_.push_back(path.string());
    Findings findings(file.files_);
    file.text_ = read_config_file(path, 0, findings);
    auto document = parse_toml(file.text_, 0);
    if (!document && !findings.has_errors()) findings.error(document.error().place, document.error().message);
    if (findings.has_errors()) return std::unexpected(findings.take());
    for (const TomlMember& member : *document) {
        const auto* table = member.value.get_if<TomlTable>();
        if (member.key != "items" && member.key != "article") {
            findings.error(member.place, fmt::format("unknown key '{}'; there are the tables [items] and [article]",
                                                     escaped(member.key)));
        } else if (table == nullptr) {
            findings.error(member.place, fmt::format("'{0}' is {1}; write [{0}] and its keys below", member.key,
                                                     kind_of(member.value)));
        } else if (member.key == "items") {
            if (auto read = read_item_rules(*table, member.place, "[items]", findings)) file.items_ = std::move(*read);
        } else if (auto read = read_article_rules(*table, "[article]", findings)) {
            file.article_ = std::move(read->table);
        }
    }
    if (findings.has_errors()) return std::unexpected(findings.take());
    return file;
}

PageRules PageRulesFile::rules() const {
    PageRules rules;
    if (items_) rules.items = items_->rules;
    if (article_) rules.article = article_->rules;
    return rules;
}

std::vector<Diagnostic> PageRulesFile::diagnose(std::span<const RuleFault> faults) const {
    Findings findings(files_);
    const PageRuleTables tables{.items = items_ ? &*items_ : nullptr, .article = article_ ? &*article_ : nullptr};
    report_rule_faults(faults, tables, TextLines(text_), findings);
    return findings.take();
}

} // namespace arna
