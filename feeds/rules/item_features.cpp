#include "feeds/rules/item_features.hpp"

#include "feeds/rules/url_text.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url.hpp"

#include <algorithm>

namespace arna {

ItemFeatures::ItemFeatures(const RuleProgram& program, const MatchItem& item)
    : program_(program),
      item_(item),
      words_(item, !program.loose.empty()),
      names_(item, program.names, program.asks_for_tags()) {
    find_words();
    if (program.regexes.size() > 0) find_regexes();
}

void ItemFeatures::find_words() {
    program_.strict.find(words_, item_.lang, hits_);
    program_.loose.find(words_, item_.lang, hits_);
    std::ranges::sort(hits_);
    hits_.erase(std::ranges::unique(hits_).begin(), hits_.end());
    for (std::uint32_t i = 0; i < hits_.size(); ++i) {
        if (terms_.empty() || terms_.back().term != hits_[i].term)
            terms_.push_back({.term = hits_[i].term, .first = i});
        seen_terms_[hits_[i].term / 64 % seen_terms_.size()] |= std::uint64_t{1} << (hits_[i].term % 64);
        ++terms_.back().count;
        terms_.back().fields |= field_bit(words_.field_of(words_.words()[hits_[i].word]));
    }
}

void ItemFeatures::find_regexes() {
    for (const ItemPart& part : words_.parts()) find_regexes_in(part.field, field_name(part.field), part.text);
    for (const std::string& category : item_.categories) find_regexes_in(Field::tag, "category", category);
    for (const std::string& hashtag : names_.hashtags()) find_regexes_in(Field::tag, "hashtag", hashtag);
    for (const std::string& label : item_.labels) find_regexes_in(Field::label, "label", label);
    find_regexes_in(Field::source, "source", item_.source);
    find_regexes_in(Field::url, "url", item_.url);
    find_regexes_in(Field::domain, "domain", url_host(item_.url));
    std::ranges::sort(regex_hits_, {}, [](const RegexHit& hit) { return std::pair(hit.regex, hit.order); });
}

void ItemFeatures::find_regexes_in(Field field, std::string_view label, std::string_view text) {
    if ((program_.regex_fields & field_bit(field)) == 0) return;
    const auto order = static_cast<std::uint32_t>(nfc_texts_.size());
    nfc_texts_.push_back(to_nfc(text));
    for (const RegexId regex : program_.regexes.find(nfc_texts_.back())) {
        regex_hits_.push_back(
            {.regex = regex, .order = order, .field = field, .label = label, .text = nfc_texts_.back()});
    }
}

const ItemFeatures::TermWords* ItemFeatures::find(TermId term) const {
    if ((seen_terms_[term / 64 % seen_terms_.size()] >> (term % 64) & 1U) == 0) return nullptr;
    const auto found = std::ranges::lower_bound(terms_, term, {}, &TermWords::term);
    return found != terms_.end() && found->term == term ? &*found : nullptr;
}

std::span<const TermHit> ItemFeatures::words_of(TermId term) const {
    const TermWords* words = find(term);
    if (words == nullptr) return {};
    return std::span(hits_).subspan(words->first, words->count);
}

bool ItemFeatures::is_word_of(std::uint32_t word, TermId term) const {
    return std::ranges::binary_search(hits_, TermHit{.term = term, .word = word});
}

bool ItemFeatures::has_word_in(TermId term, std::uint32_t fields) const {
    const TermWords* words = find(term);
    return words != nullptr && (words->fields & fields) != 0;
}

std::span<const ItemFeatures::RegexHit> ItemFeatures::texts_of(RegexId regex) const {
    return std::ranges::equal_range(regex_hits_, regex, {}, &RegexHit::regex);
}

const std::string& ItemFeatures::comparable_url(bool loose) const {
    auto& url = urls_[loose ? 1 : 0];
    if (!url) url = arna::comparable_url(item_.url, loose);
    return *url;
}

std::vector<std::uint32_t> ItemFeatures::candidates() const {
    std::vector<std::uint32_t> rules = program_.access.always;
    for (const TermWords& term : terms_) add_rules_of(term.term, rules);
    for (const NameHit& hit : names_.hits()) add_rules_of(program_.term_count + hit.name, rules);
    for (const RegexHit& hit : regex_hits_)
        add_rules_of(program_.term_count + program_.names.size() + hit.regex, rules);
    std::ranges::sort(rules);
    rules.erase(std::ranges::unique(rules).begin(), rules.end());
    return rules;
}

void ItemFeatures::add_rules_of(FeatureId feature, std::vector<std::uint32_t>& rules) const {
    const RuleAccess& access = program_.access;
    rules.insert(rules.end(), access.rules.begin() + access.first[feature],
                 access.rules.begin() + access.first[feature + 1]);
}

} // namespace arna
