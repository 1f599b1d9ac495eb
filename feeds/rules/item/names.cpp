#include "feeds/rules/item/names.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/hashtags.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <algorithm>

namespace arna {
namespace {

std::uint32_t bit_of(Field field, bool loose) {
    return std::uint32_t{1} << (static_cast<unsigned>(field) + (loose ? 16U : 0U));
}

/// How a value is compared.
std::string comparable(Field field, bool loose, std::string_view value) {
    switch (field) {
    case Field::tag: return tag_key(loose ? fold(value, true) : value);
    case Field::domain:
    case Field::has: return std::string(value);
    default: return fold(value, loose);
    }
}

/// Names of different fields never meet.
std::string key_of(Field field, bool loose, std::string_view value) {
    std::string key{static_cast<char>('a' + static_cast<int>(field)), loose ? 'l' : 's'};
    key += comparable(field, loose, value);
    return key;
}

} // namespace

NameId NameIndex::add(Field field, bool loose, std::string_view name) {
    const auto [known, is_new] = known_.try_emplace(key_of(field, loose, name), size_);
    if (!is_new) return known->second;
    names_[known->first].push_back(size_);
    fields_ |= bit_of(field, loose);
    return size_++;
}

NameId NameIndex::add_any(Field field, bool loose, std::span<const std::string> names) {
    std::vector<std::string> keys;
    for (const std::string& name : names) keys.push_back(key_of(field, loose, name));
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    for (std::string& key : keys) names_[std::move(key)].push_back(size_);
    fields_ |= bit_of(field, loose);
    return size_++;
}

bool NameIndex::has(Field field, bool loose) const { return (fields_ & bit_of(field, loose)) != 0; }

std::span<const NameId> NameIndex::find(Field field, bool loose, std::string_view value) const {
    const auto found = names_.find(key_of(field, loose, value));
    return found == names_.end() ? std::span<const NameId>() : std::span<const NameId>(found->second);
}

ItemNames::ItemNames(const MatchItem& item, const NameIndex& index, bool with_hashtags) : index_(index) {
    for (const std::string* text : {&item.title, &item.summary, &item.content}) {
        if (!with_hashtags) break;
        for (std::string& tag : arna::hashtags(*text)) hashtags_.push_back(std::move(tag));
    }
    for (const bool loose : {false, true}) {
        if (index.has(Field::tag, loose)) add_tags(item, loose);
    }
    add_whole_names(item);
    add_languages(item);
    add_domains(item);
    add_possessions(item);
    std::ranges::sort(hits_, {}, [](const NameHit& hit) { return std::pair(hit.name, hit.order); });
}

void ItemNames::add(Field field, bool loose, std::string_view value, std::string_view label, std::string_view found) {
    for (const NameId name : index_.find(field, loose, value))
        hits_.push_back(
            {.name = name, .order = static_cast<std::uint32_t>(hits_.size()), .field = label, .found = found});
}

void ItemNames::add_tags(const MatchItem& item, bool loose) {
    for (const std::string& category : item.categories) add(Field::tag, loose, category, "category", category);
    for (const std::string& tag : hashtags_) add(Field::tag, loose, tag, "hashtag", tag);
}

void ItemNames::add_whole_names(const MatchItem& item) {
    for (const bool loose : {false, true}) {
        if (index_.has(Field::source, loose)) add(Field::source, loose, item.source, "source", item.source);
        if (!index_.has(Field::label, loose)) continue;
        for (const std::string& label : item.labels) add(Field::label, loose, label, "label", label);
    }
}

/// A language is one of its beginnings too: kk-Cyrl is kk.
void ItemNames::add_languages(const MatchItem& item) {
    if (!index_.has(Field::lang, false)) return;
    const std::string_view lang = item.lang;
    for (std::size_t end = 0; end <= std::min(lang.size(), max_language_bytes); ++end) {
        if (end == lang.size() || lang[end] == '-') add(Field::lang, false, lang.substr(0, end), "lang", lang);
    }
}

/// A host is in the domains that it ends with.
void ItemNames::add_domains(const MatchItem& item) {
    if (!index_.has(Field::domain, false)) return;
    host_ = url_host(item.url);
    if (host_.size() > max_domain_bytes) return;
    std::string_view domain = host_;
    while (!domain.empty()) {
        add(Field::domain, false, domain, "domain", host_);
        const std::size_t dot = domain.find('.');
        domain.remove_prefix(dot == std::string_view::npos ? domain.size() : dot + 1);
    }
}

void ItemNames::add_possessions(const MatchItem& item) {
    if (!index_.has(Field::has, false)) return;
    const std::pair<std::string_view, bool> possessions[] = {{"image", item.has_image},
                                                             {"enclosure", item.has_enclosure},
                                                             {"author", !item.authors.empty()},
                                                             {"date", item.published.has_value()}};
    for (const auto& [name, has] : possessions) {
        if (has) add(Field::has, false, name, "has", name);
    }
}

std::span<const NameHit> ItemNames::of(NameId name) const {
    return std::ranges::equal_range(hits_, name, {}, &NameHit::name);
}

} // namespace arna
