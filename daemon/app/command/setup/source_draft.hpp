#pragma once
#include "daemon/app/command/setup/feed_search.hpp"
#include "feeds/text/time.hpp"

#include <set>
#include <string>
#include <string_view>

/// Pieces of a configuration that arna writes for an operator to read and edit. Foreign text stands in TOML strings and
/// comments alone, at most 200 characters of it, without what ends a line or a terminal would obey.
namespace arna {

/// A foreign text for a comment or a string: one line, at most 200 characters.
[[nodiscard]] std::string draft_text(std::string_view foreign);

/// `wanted`, or with "-2", "-3" … behind it the first that is not in `taken`, which then has it.
[[nodiscard]] std::string unused_name(const std::string& wanted, std::set<std::string>& taken);

/// Writes [[source]] tables for feeds that were found, each with what its items tell: language, how often something new
/// comes, categories; and below it a [[tag]] to begin with, as a comment.
class SourceDrafts {
public:
    /// `names` are those of sources that there are.
    explicit SourceDrafts(std::set<std::string> names) : names_(std::move(names)) {}

    [[nodiscard]] std::string draft(const FoundFeed& found);

    /// A page as a source. Its items are found without rules; rules that would find the same, what else they might
    /// find,
    /// and rules for its articles stand below it as comments, each with what it yields.
    [[nodiscard]] std::string draft(const FoundPage& found);

private:
    [[nodiscard]] std::string name_for(const std::string& url);

    std::set<std::string> names_;
    std::set<std::string> tags_; ///< keys of the tags that were written
};

} // namespace arna
