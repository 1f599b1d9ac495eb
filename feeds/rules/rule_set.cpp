#include "feeds/rules/rule_set.hpp"

#include "feeds/rules/item_words.hpp"
#include "feeds/rules/query.hpp"
#include "feeds/rules/regex.hpp"
#include "feeds/text/date.hpp"
#include "feeds/text/hashtags.hpp"
#include "feeds/text/tag_key.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace arna {
namespace {

struct Rule {
    Query query;
    TagRule tag;
};

using Aliases = std::map<std::string, std::set<std::string>>;

bool glob(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p, ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool in_field(Field asked, Field actual) {
    if (asked == Field::text) return actual == Field::title || actual == Field::summary || actual == Field::content;
    return asked == actual;
}

class Evaluation {
public:
    Evaluation(const MatchItem& item, const ItemWords& words, const Aliases& aliases)
        : item_(item), words_(words), aliases_(aliases) {}

    bool holds(const QueryNode& node, std::vector<Evidence>* because) const {
        switch (node.kind) {
        case QueryNode::Kind::all: {
            for (const QueryNode& child : node.children)
                if (!holds(child, because)) return false;
            return true;
        }
        case QueryNode::Kind::any: {
            bool any = false;
            for (const QueryNode& child : node.children) {
                std::vector<Evidence> found;
                if (!holds(child, &found)) continue;
                any = true;
                because->insert(because->end(), found.begin(), found.end());
            }
            return any;
        }
        case QueryNode::Kind::negation: {
            std::vector<Evidence> ignored;
            return !holds(node.children.front(), &ignored);
        }
        case QueryNode::Kind::term:
            return std::visit([&](const auto& test) { return term(node.term, test, *because); }, node.term.test);
        }
        return false;
    }

private:
    static bool add(std::vector<Evidence>& because, std::string_view field, const Term& term, std::string_view found) {
        because.push_back({std::string(field), term.text, std::string(found)});
        return true;
    }

    static bool word_matches(const QueryWord& word, std::string_view folded) {
        return word.match == QueryWord::Match::prefix ? folded.starts_with(word.folded) : folded == word.folded;
    }

    bool term(const Term& term, const WordsTerm& test, std::vector<Evidence>& because) const {
        const auto& words = words_.words();
        for (std::size_t i = 0; i + test.words.size() <= words.size(); ++i) {
            if (!in_field(term.field, words_.field_of(words[i]))) continue;
            std::size_t k = 0;
            while (k < test.words.size() && words[i + k].block == words[i].block &&
                   word_matches(test.words[k], words_.folded(words[i + k])))
                ++k;
            if (k == test.words.size())
                return add(because, field_name(words_.field_of(words[i])), term, words_.text_of(i, i + k - 1));
        }
        return false;
    }

    bool term(const Term& term, const RegexTerm& test, std::vector<Evidence>& because) const {
        const auto regex = compile_regex(test);
        for (const ItemPart& part : words_.parts()) {
            if (!in_field(term.field, part.field)) continue;
            const std::string text = to_nfc(part.text);
            re2::StringPiece found;
            if (regex->Match(text, 0, text.size(), RE2::UNANCHORED, &found, 1))
                return add(because, field_name(part.field), term, std::string_view(found.data(), found.size()));
        }
        return false;
    }

    bool term(const Term& term, const NameTerm& test, std::vector<Evidence>& because) const {
        const auto any = [&](std::string_view field, const auto& values, auto&& same) {
            for (const std::string& value : values)
                if (same(value)) return add(because, field, term, value);
            return false;
        };
        switch (term.field) {
        case Field::tag: {
            const std::string key = tag_key(test.name);
            const auto same = [&](const std::string& value) {
                const std::string other = tag_key(value);
                if (other == key) return true;
                const auto found = aliases_.find(key);
                return found != aliases_.end() && found->second.contains(other);
            };
            const bool by_category = any("category", item_.categories, same);
            bool by_hashtag = false;
            for (const std::string* text : {&item_.title, &item_.summary, &item_.content}) {
                if (!by_hashtag) by_hashtag = any("hashtag", hashtags(*text), same);
            }
            return by_category || by_hashtag;
        }
        case Field::source:
            return any("source", std::span(&item_.source, 1), [&](auto& v) { return glob(fold(test.name), fold(v)); });
        case Field::label: return any("label", item_.labels, [&](auto& v) { return glob(fold(test.name), fold(v)); });
        case Field::lang:
            return any("lang", std::span(&item_.lang, 1), [&](auto& v) {
                const std::string lang = fold(v);
                return lang == test.name || lang.starts_with(test.name + "-");
            });
        case Field::domain: {
            const std::string host = url_host(item_.url);
            return any("domain", std::span(&host, 1),
                       [&](auto& v) { return v == test.name || v.ends_with("." + test.name); });
        }
        case Field::url:
            return any("url", std::span(&item_.url, 1), [&](auto& v) { return fold(v).contains(fold(test.name)); });
        case Field::has: {
            const bool has = test.name == "image"       ? item_.has_image
                             : test.name == "enclosure" ? item_.has_enclosure
                             : test.name == "author"    ? !item_.authors.empty()
                                                        : item_.published.has_value();
            return has && add(because, "has", term, test.name);
        }
        default: return false;
        }
    }

    bool term(const Term& term, const AgeTerm& test, std::vector<Evidence>& because) const {
        if (!item_.seen) return false;
        const auto age = std::max<std::chrono::milliseconds>(*item_.seen - item_.published.value_or(*item_.seen), {});
        const bool holds = test.comparison == Comparison::less         ? age < test.duration
                           : test.comparison == Comparison::less_equal ? age <= test.duration
                           : test.comparison == Comparison::greater    ? age > test.duration
                           : test.comparison == Comparison::greater_equal
                               ? age >= test.duration
                               : age >= test.duration && age < test.duration + test.unit;
        return holds && add(because, "age", term, fmt::format("{}s", age.count() / 1000));
    }

    bool term(const Term& term, const PublishedTerm& test, std::vector<Evidence>& because) const {
        const auto time = item_.published ? item_.published : item_.seen;
        if (!time) return false;
        const bool holds = test.comparison == Comparison::less            ? *time < test.from
                           : test.comparison == Comparison::less_equal    ? *time < test.until
                           : test.comparison == Comparison::greater       ? *time >= test.until
                           : test.comparison == Comparison::greater_equal ? *time >= test.from
                                                                          : *time >= test.from && *time < test.until;
        return holds && add(because, "published", term, format_rfc3339(*time));
    }

    const MatchItem& item_;
    const ItemWords& words_;
    const Aliases& aliases_;
};

} // namespace

struct RuleSet::Compiled {
    std::vector<Rule> rules;
    Aliases aliases;
};

RuleSet::RuleSet() : compiled_(std::make_unique<Compiled>()) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;

std::expected<RuleSet, std::vector<RuleError>> RuleSet::compile(std::span<const TagRule> rules) {
    auto compiled = std::make_unique<Compiled>();
    std::vector<RuleError> errors;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const TagRule& tag = rules[i];
        auto query = parse_query(tag.match.empty() && !tag.name.empty() ? fmt::format("#\"{}\"", tag.name) : tag.match);
        if (!query) {
            errors.push_back({i, query.error().column, query.error().message});
            continue;
        }
        std::set<std::string> keys{tag_key(tag.name)};
        for (const std::string& alias : tag.aliases) keys.insert(tag_key(alias));
        for (const std::string& key : keys) compiled->aliases[key].insert(keys.begin(), keys.end());
        compiled->rules.push_back({std::move(*query), tag});
    }
    if (!errors.empty()) return std::unexpected(std::move(errors));
    RuleSet set;
    set.compiled_ = std::move(compiled);
    return set;
}

std::vector<RuleMatch> RuleSet::match(const MatchItem& item) const {
    const ItemWords words(item, false);
    const Evaluation evaluation(item, words, compiled_->aliases);
    std::vector<RuleMatch> matches;
    for (std::size_t i = 0; i < compiled_->rules.size(); ++i) {
        const Rule& rule = compiled_->rules[i];
        if (!rule.tag.sources.empty() && std::ranges::find(rule.tag.sources, item.source) == rule.tag.sources.end())
            continue;
        RuleMatch match{.rule = i};
        if (evaluation.holds(rule.query.root, &match.because)) matches.push_back(std::move(match));
    }
    return matches;
}

std::size_t RuleSet::size() const { return compiled_->rules.size(); }

} // namespace arna
