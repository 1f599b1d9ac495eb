#include "config/option/rule_table.hpp"

#include "config/option/option_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// The strings of one table.
template <class Rules>
class RuleTableReader {
public:
    /// `title` is the table's: "[source.items]".
    RuleTableReader(std::string_view title, Findings& findings)
        : title_(title), name_(requires { &Rules::each; } ? "items" : "article"), findings_(findings) {}

    /// Whether the key is a rule, be its value good or not.
    bool read(const TomlMember& member) {
        const auto& keys = rule_keys<Rules>();
        const auto found = std::ranges::find(keys, member.key, &RuleKey<Rules>::name);
        if (found == keys.end()) return false;
        const auto* text = member.value.get_if<std::string>();
        if (text == nullptr) {
            complain(member, "a string");
        } else {
            table_.rules.*found->member = *text;
            table_.places.push_back({.key = found->name, .index = 0, .place = member.value.place});
        }
        return true;
    }

    void read_list(const TomlMember& member, std::string_view key, std::vector<std::string>& into) {
        const auto* list = member.value.get_if<TomlList>();
        if (list == nullptr) return complain(member, "a list of strings, like [\".share\", \".banner\"]");
        for (const TomlValue& element : *list) {
            const auto* text = element.get_if<std::string>();
            if (text == nullptr) return complain(member, "strings alone in its list");
            table_.places.push_back({.key = key, .index = into.size(), .place = element.place});
            into.push_back(*text);
        }
    }

    void complain_of_unknown(const TomlMember& member, std::span<const std::string_view> others) {
        std::vector<std::string_view> known(others.begin(), others.end());
        for (const auto& key : rule_keys<Rules>()) known.push_back(key.name);
        const auto meant = findings_.did_you_mean(member.key, known);
        fail(member.place, fmt::format("unknown key '{}' in {}{}", escaped(member.key), title_,
                                       meant.empty() ? "; no key is like it, remove it" : meant));
    }

    void complain(const TomlMember& member, std::string_view wanted) {
        fail(member.value.place,
             fmt::format("'{}.{}' is {}; write {}", name_, member.key, kind_of(member.value), wanted));
    }

    void fail(Place place, std::string message) {
        findings_.error(place, std::move(message));
        is_fine_ = false;
    }

    Rules& rules() { return table_.rules; }

    std::optional<RuleTable<Rules>> take() { return is_fine_ ? std::optional(std::move(table_)) : std::nullopt; }

private:
    std::string_view title_, name_;
    Findings& findings_;
    RuleTable<Rules> table_;
    bool is_fine_ = true;
};

template <class Rules>
std::string strings_text(const Rules& rules) {
    std::string text;
    for (const auto& key : rule_keys<Rules>()) {
        if (const RuleText& rule = rules.*key.member)
            fmt::format_to(std::back_inserter(text), "{} = {}\n", key.name, toml_string(*rule));
    }
    return text;
}

} // namespace

std::optional<RuleTable<ItemRules>> read_item_rules(const TomlTable& table, Place place, std::string_view title,
                                                    Findings& findings) {
    RuleTableReader<ItemRules> reader(title, findings);
    for (const TomlMember& member : table)
        if (!reader.read(member)) reader.complain_of_unknown(member, {});
    auto read = reader.take();
    if (read && !read->rules.each) {
        reader.fail(place, fmt::format("{} without 'each'; say what the items are, like each = \"div.card\"", title));
        return std::nullopt;
    }
    return read;
}

std::optional<ArticleConfig> read_article_rules(const TomlTable& table, std::string_view title, Findings& findings) {
    RuleTableReader<ArticleRules> reader(title, findings);
    ArticleConfig article;
    for (const TomlMember& member : table) {
        if (member.key == "remove") {
            reader.read_list(member, "remove", reader.rules().remove);
        } else if (member.key == "when") {
            const auto* text = member.value.get_if<std::string>();
            const auto& words = article_pages_words;
            const auto* word = text != nullptr ? std::ranges::find(words, *text) : words.end();
            if (word == words.end())
                reader.fail(member.value.place,
                            fmt::format("'article.when' is something else; write {}", alternatives(words)));
            else
                article.pages = static_cast<ArticlePages>(word - words.begin());
        } else if (!reader.read(member)) {
            reader.complain_of_unknown(member, std::to_array<std::string_view>({"remove", "when"}));
        }
    }
    auto read = reader.take();
    if (!read) return std::nullopt;
    article.table = std::move(*read);
    return article;
}

std::string rule_table_text(const ItemRules& rules) { return strings_text(rules); }

std::string rule_table_text(const ArticleConfig& article) {
    const ArticleRules& rules = article.table->rules;
    std::string text;
    if (article.pages && *article.pages != ArticlePages::always) {
        const auto word = article_pages_words[static_cast<std::size_t>(*article.pages)];
        fmt::format_to(std::back_inserter(text), "when = {}\n", toml_string(word));
    }
    text += strings_text(rules);
    if (!rules.remove.empty()) fmt::format_to(std::back_inserter(text), "remove = {}\n", toml_list(rules.remove));
    return text;
}

std::string alternatives(std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view between = i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        fmt::format_to(std::back_inserter(text), "{}\"{}\"", between, words[i]);
    }
    return text;
}

} // namespace arna
