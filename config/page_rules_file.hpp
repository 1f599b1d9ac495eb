#pragma once
#include "config/config.hpp"
#include "config/diagnostic.hpp"

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace arna {

/// A TOML file with the tables [items] and [article], which hold what [source.items] and [source.article] do.
class PageRulesFile {
public:
    /// Reads a file; whether its rules are selectors or pointers that can be is asked with diagnose().
    [[nodiscard]] static std::expected<PageRulesFile, std::vector<Diagnostic>> load(const std::filesystem::path& path);

    [[nodiscard]] PageRules rules() const;

    /// What is wrong with the rules, at its place in the file.
    [[nodiscard]] std::vector<Diagnostic> diagnose(std::span<const RuleFault> faults) const;

private:
    std::vector<std::string> files_; ///< its name, as Findings want it
    std::string text_;
    Boxed<RuleTable<ItemRules>> items_;
    Boxed<RuleTable<ArticleRules>> article_;
};

} // namespace arna
