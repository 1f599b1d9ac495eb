#include "feeds/rules/item/features.hpp"

#include "feeds/rules/item/url_text.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>

namespace arna {

namespace {

HitsByTerm hits_of(const RuleProgram& program, const MatchItem& item, const ItemWords& words) {
    std::vector<TermHit> hits;
    hits.reserve(words.words().size());
    program.strict.find(words, item.lang, hits);
    program.loose.find(words, item.lang, hits);
    return {program.term_count, hits, words};
}

} // namespace

ItemFeatures::ItemFeatures(const RuleProgram& program, const MatchItem& item)
    : program_(program),
      item_(item),
      words_(item, !program.loose.empty()),
      names_(item, program.names, program.asks_for_tags()),
      hits_(hits_of(program, item, words_)) {
    if (program.regexes.size() > 0) find_regexes();
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
    first_matches_.resize(regex_hits_.size());
}

void ItemFeatures::find_regexes_in(Field field, std::string_view label, std::string_view text) {
    if ((program_.regex_fields & field_bit(field)) == 0) return;
    const auto order = static_cast<std::uint32_t>(nfc_texts_.size());
    nfc_texts_.push_back(to_nfc(utf8_beginning(text, max_regex_text)));
    for (const RegexId regex : program_.regexes.find(nfc_texts_.back())) {
        regex_hits_.push_back(
            {.regex = regex, .order = order, .field = field, .label = label, .text = nfc_texts_.back()});
    }
}

std::span<const ItemFeatures::RegexHit> ItemFeatures::texts_of(RegexId regex) const {
    return std::ranges::equal_range(regex_hits_, regex, {}, &RegexHit::regex);
}

std::string_view ItemFeatures::first_match(const RegexHit& hit) const {
    std::string_view& known = first_matches_[static_cast<std::size_t>(&hit - regex_hits_.data())];
    if (known.data() == nullptr) known = program_.regexes.first(hit.regex, hit.text).value_or(hit.text.substr(0, 0));
    return known;
}

const std::string& ItemFeatures::comparable_url(bool loose) const {
    auto& url = urls_[loose ? 1 : 0];
    if (!url) url = arna::comparable_url(item_.url, loose);
    return *url;
}

bool ItemFeatures::passes(const HangingRule& hanging) const {
    const auto [one, other] = hanging.guards;
    return one == HangingRule::unguarded || hits_.has(one) || hits_.has(other);
}

std::vector<std::uint32_t> ItemFeatures::candidates() const {
    const RuleAccess& access = program_.access;
    Bits bits = make_bits(program_.rules.size());
    const auto add_rules_of = [&](FeatureId feature) {
        for (std::uint32_t i = access.first[feature]; i < access.first[feature + 1]; ++i) {
            const HangingRule& hanging = access.rules[i];
            if (passes(hanging)) set_bit(bits, hanging.rule);
        }
    };
    for (const std::uint32_t rule : access.always) set_bit(bits, rule);
    hits_.for_each_term(add_rules_of);
    for (const NameHit& hit : names_.hits()) add_rules_of(program_.term_count + hit.name);
    for (const RegexHit& hit : regex_hits_) add_rules_of(program_.term_count + program_.names.size() + hit.regex);

    std::vector<std::uint32_t> rules;
    for_each_bit(bits, [&](std::uint32_t rule) { rules.push_back(rule); });
    return rules;
}

} // namespace arna
