// Rules and items that nobody would write, beside a matcher too simple to be wrong.
#include "feeds/rules/forms/kazakh/kazakh.hpp"
#include "feeds/rules/forms/russian/russian.hpp"
#include "feeds/rules/rule_set.hpp"
#include "feeds/text/unicode.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace arna;

namespace {

/// Words that share beginnings, with forms in both languages; small, so that much matches.
constexpr std::string_view vocabulary[] = {
    "заң",       "заңның",      "заңы",     "закон", "закона", "законы",     "законный", "қала",
    "қаланың",   "қалада",      "полка",    "полк",  "полком", "полок",      "орын",     "орнына",
    "орынды",    "сайлау",      "сайлауда", "рынок", "рынка",  "рынке",      "рын",      "выборы",
    "выборов",   "выбор",       "2026",     "20261", "год",    "лет",        "лето",     "экономика",
    "экономики", "экономикаға", "Ёлка",     "елки",  "МЕКТЕП", "мектебіміз", "за",       "а",
};

struct Words {
    std::vector<std::string> letters; ///< folded
    char mark = ' ';                  ///< '=' exact, '*' the last is a beginning, ' ' forms
};

/// A rule as the reference reads it.
struct Node {
    enum class Kind : std::uint8_t { all, any, none, words } kind = Kind::words;
    std::vector<Node> children;
    Words words;
    char field = ' '; ///< 't' title, 'c' content, else both
};

struct Item {
    std::vector<std::string> title, content; ///< folded words
    std::string lang;
};

bool is_met(const std::string& word, const std::string& token, char mark, bool is_last, const std::string& lang) {
    if (mark == '*' && is_last) return token.starts_with(word);
    if (word == token) return true;
    if (mark == '=') return false;
    const bool is_long = code_points(word) >= 5;
    const bool is_unknown = lang.empty();
    return ((is_unknown || is_long || lang == "kk") && kazakh::is_form(word, token)) ||
           ((is_unknown || is_long || lang == "ru") && russian::is_form(word, token));
}

bool is_in(const Words& words, const std::vector<std::string>& text, const std::string& lang) {
    for (std::size_t at = 0; at + words.letters.size() <= text.size(); ++at) {
        std::size_t met = 0;
        while (met < words.letters.size() &&
               is_met(words.letters[met], text[at + met], words.mark, met + 1 == words.letters.size(), lang)) {
            ++met;
        }
        if (met == words.letters.size()) return true;
    }
    return false;
}

bool holds(const Node& node, const Item& item) {
    const auto child_holds = [&](const Node& child) { return holds(child, item); };
    switch (node.kind) {
    case Node::Kind::all: return std::ranges::all_of(node.children, child_holds);
    case Node::Kind::any: return std::ranges::any_of(node.children, child_holds);
    case Node::Kind::none: return !holds(node.children.front(), item);
    case Node::Kind::words: break;
    }
    return (node.field != 'c' && is_in(node.words, item.title, item.lang)) ||
           (node.field != 't' && is_in(node.words, item.content, item.lang));
}

class Maker {
public:
    explicit Maker(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t limit) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return (state_ >> 33U) % limit;
    }
    std::string_view word() { return vocabulary[below(std::size(vocabulary))]; }

    std::string text(std::vector<std::string>& words) {
        std::string out;
        for (std::size_t left = below(12); left > 0; --left) {
            const std::string_view next = word();
            words.push_back(fold(next));
            out += next;
            out += left % 3 == 0 ? ", " : left % 3 == 1 ? " — " : " ";
        }
        return out;
    }

    /// A random rule as text, and as the reference reads it.
    std::string rule(Node& node, int depth) {
        const std::size_t kind = depth == 0 ? 9 : below(10);
        if (kind < 3) return group(node, Node::Kind::all, " AND ", depth);
        if (kind < 6) return group(node, Node::Kind::any, " OR ", depth);
        if (kind == 6) {
            node.kind = Node::Kind::none;
            return "NOT " + rule(node.children.emplace_back(), depth - 1);
        }
        return words(node);
    }

private:
    std::string group(Node& node, Node::Kind kind, std::string_view between, int depth) {
        node.kind = kind;
        std::string out = "(";
        for (std::size_t left = 2 + below(2); left > 0; --left) {
            out += rule(node.children.emplace_back(), depth - 1);
            if (left > 1) out += between;
        }
        return out + ")";
    }

    std::string words(Node& node) {
        std::string said;
        for (std::size_t left = below(3) == 0 ? 2 : 1; left > 0; --left) {
            const std::string_view next = word();
            node.words.letters.push_back(fold(next));
            said += next;
            if (left > 1) said += ' ';
        }
        node.words.mark = " =*"[below(3)];
        if (node.words.mark == '*') said += '*';
        node.field = "  tc"[below(4)];
        const std::string_view field = node.field == 't' ? "title:" : node.field == 'c' ? "content:" : "";
        return fmt::format("{}{}\"{}\"", field, node.words.mark == '=' ? "=" : "", said);
    }

    std::uint64_t state_;
};

/// How many sets of rules are tried; more where ARNA_RULE_ROUNDS says so.
int rounds() {
    const char* said = std::getenv("ARNA_RULE_ROUNDS");
    return said == nullptr ? 40 : std::atoi(said);
}

} // namespace

TEST_CASE("A set of rules finds what a matcher that knows no index finds", "[rules]") {
    std::size_t matched = 0;
    for (int round = 0; round < rounds(); ++round) {
        Maker maker(static_cast<std::uint64_t>(round) * 7919 + 1);
        std::vector<TagRule> rules;
        std::vector<Node> nodes;
        while (rules.size() < 30) {
            Node node;
            std::string rule = maker.rule(node, 3);
            if (!parse_query(rule)) continue; // of negations only
            rules.push_back({.name = "t", .match = std::move(rule)});
            nodes.push_back(std::move(node));
        }
        const auto set = RuleSet::compile(rules);
        REQUIRE(set.has_value());
        for (int number = 0; number < 20; ++number) {
            Item item{.lang = std::string(number % 3 == 0 ? "" : number % 3 == 1 ? "kk" : "ru")};
            MatchItem asked{.lang = item.lang};
            asked.title = maker.text(item.title);
            asked.content = maker.text(item.content);
            std::vector<bool> is_found(rules.size());
            for (const RuleMatch& match : set->match(asked)) is_found[match.rule] = true;
            for (std::size_t i = 0; i < rules.size(); ++i) {
                matched += is_found[i];
                if (is_found[i] == holds(nodes[i], item)) continue;
                FAIL(fmt::format("{} of «{}» · «{}» ({})", rules[i].match, asked.title, asked.content, item.lang));
            }
        }
    }
    CHECK(matched > static_cast<std::size_t>(rounds()) * 100);
}
