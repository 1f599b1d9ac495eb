#include "feeds/rules/search/needed_tokens.hpp"

#include "feeds/rules/forms/word_forms.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace arna {
namespace {

using Kind = TokenQuery::Kind;

constexpr std::size_t most_tokens = 2'000; ///< of a rule; one that asks for more finds most articles anyway
constexpr int deepest = 8;                 ///< of parentheses within one another; what is deeper is not looked up
/// A shorter beginning is that of too many words to be worth looking up beside a language.
constexpr std::size_t short_beginning = 3;

TokenQuery leaf(Kind kind, std::string letters) { return {.kind = kind, .parts = {}, .letters = std::move(letters)}; }

/// Both in their plainest form: without parts that say nothing.
TokenQuery all_of(std::vector<TokenQuery> parts) {
    std::erase_if(parts, [](const TokenQuery& part) { return part.kind == Kind::anything; });
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = Kind::all, .parts = std::move(parts), .letters = {}};
}

TokenQuery any_of(std::vector<TokenQuery> parts) {
    const auto is_anything = [](const TokenQuery& part) { return part.kind == Kind::anything; };
    if (parts.empty() || std::ranges::any_of(parts, is_anything)) return {};
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = Kind::any, .parts = std::move(parts), .letters = {}};
}

/// The beginnings of a word's forms, as few as there can be.
class Forms {
public:
    explicit Forms(const QueryWord& word) {
        for (FormKey& key : form_keys(word.folded, word.match, false)) add(std::move(key));
    }

    [[nodiscard]] TokenQuery query() const {
        std::vector<TokenQuery> parts;
        for (const auto& letters : beginnings_)
            if (!is_covered(letters, true)) parts.push_back(leaf(Kind::beginning, letters));
        for (const auto& letters : tokens_)
            if (!is_covered(letters, false)) parts.push_back(leaf(Kind::token, letters));
        for (const auto& [letters, languages] : conditional_) {
            if (is_covered(letters, false)) continue;
            auto of_languages = any_language(languages);
            if (code_points(letters) < short_beginning)
                parts.push_back(std::move(of_languages));
            else
                parts.push_back(all_of({leaf(Kind::beginning, letters), std::move(of_languages)}));
        }
        return any_of(std::move(parts));
    }

private:
    void add(FormKey key) {
        switch (key.kind) {
        case FormKey::Kind::whole:
        case FormKey::Kind::listed: tokens_.insert(std::move(key.letters)); return;
        case FormKey::Kind::prefix:
        case FormKey::Kind::kazakh:
        case FormKey::Kind::russian: beginnings_.insert(std::move(key.letters)); return;
        case FormKey::Kind::same_stem: conditional_[""] |= key.languages; return; // it need not begin like its stem
        case FormKey::Kind::snowball:
            if (conditional_languages().contains_all(key.languages))
                conditional_[std::move(key.letters)] |= key.languages;
            else
                beginnings_.insert(std::move(key.letters));
        }
    }

    /// Whether some other beginning finds what these letters do.
    [[nodiscard]] bool is_covered(std::string_view letters, bool is_beginning) const {
        return std::ranges::any_of(beginnings_, [&](const std::string& other) {
            return letters.starts_with(other) && !(is_beginning && other == letters);
        });
    }

    static TokenQuery any_language(LanguageSet languages) {
        std::vector<TokenQuery> parts;
        while (!languages.empty()) parts.push_back(leaf(Kind::token, language_token(languages.take_first())));
        return any_of(std::move(parts));
    }

    std::set<std::string> beginnings_, tokens_;
    std::map<std::string, LanguageSet> conditional_; ///< by beginning: only in items of these languages
};

class Needs {
public:
    TokenQuery of(const QueryNode& node, int depth) {
        if (depth > deepest) return {};
        switch (node.kind) {
        case QueryNode::Kind::all: return all_of(of_children(node, depth));
        case QueryNode::Kind::any: return any_of(of_children(node, depth));
        case QueryNode::Kind::negation: return {};
        case QueryNode::Kind::term: break;
        }
        const auto* words = std::get_if<WordsTerm>(&node.term.test);
        if (words == nullptr) return {};
        std::vector<TokenQuery> parts;
        for (const QueryWord& word : words->words) parts.push_back(of(word));
        return all_of(std::move(parts));
    }

private:
    std::vector<TokenQuery> of_children(const QueryNode& node, int depth) {
        std::vector<TokenQuery> parts;
        for (const QueryNode& child : node.children) parts.push_back(of(child, depth + 1));
        return parts;
    }

    TokenQuery of(const QueryWord& word) {
        if (tokens_ >= most_tokens) return {};
        auto query = Forms(word).query();
        tokens_ += std::max<std::size_t>(query.parts.size(), 1);
        return query;
    }

    std::size_t tokens_ = 0;
};

} // namespace

TokenQuery needed_tokens(const QueryNode& rule) { return Needs().of(rule, 0); }

} // namespace arna
