#pragma once
#include "config/diagnostic.hpp"
#include "config/file/toml_value.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The tables [source.items] and [source.article]: reading them and printing them again. What the
/// strings mean is for check/page_rule_checks.hpp.
namespace arna {

/// The words of `article` and `article.when`, in the order of ArticlePages.
inline constexpr auto article_pages_words = std::to_array<std::string_view>({"never", "missing", "always"});

/// [source.items] or [items]; nothing after a complaint: an unknown key, what is no string, no `each`. `place` is that
/// of the table, `title` its name in messages.
[[nodiscard]] std::optional<RuleTable<ItemRules>> read_item_rules(const TomlTable& table, Place place,
                                                                  std::string_view title, Findings& findings);

/// [source.article] or [article]; nothing after a complaint. `pages` is what its key `when` says, nothing without it.
[[nodiscard]] std::optional<ArticleConfig> read_article_rules(const TomlTable& table, std::string_view title,
                                                              Findings& findings);

/// As TOML, a line for each key that is there.
[[nodiscard]] std::string rule_table_text(const ItemRules& rules);
[[nodiscard]] std::string rule_table_text(const ArticleConfig& article); ///< with its `when`; it has a table

/// "full", "summary" or "none", in quotes.
[[nodiscard]] std::string alternatives(std::span<const std::string_view> words);

} // namespace arna
