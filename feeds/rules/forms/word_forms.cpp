#include "feeds/rules/forms/word_forms.hpp"

#include "feeds/rules/forms/english.hpp"
#include "feeds/rules/forms/kazakh/kazakh.hpp"
#include "feeds/rules/forms/russian/russian.hpp"
#include "feeds/rules/forms/snowball.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>

namespace arna {
namespace {

void add_kazakh(std::vector<FormKey>& keys, std::string_view word, bool loose) {
    for (kazakh::Stem& stem : kazakh::stems(word, loose)) {
        keys.push_back({.kind = FormKey::Kind::kazakh,
                        .languages = Language::kazakh,
                        .detail = stem.endings,
                        .letters = std::move(stem.letters)});
    }
}

/// Stems of several languages are often the same: they share a key.
void add_key(std::vector<FormKey>& keys, FormKey key) {
    const auto same = std::ranges::find_if(keys, [&](const FormKey& other) {
        return other.kind == key.kind && other.detail == key.detail && other.letters == key.letters;
    });
    if (same != keys.end()) {
        same->languages |= key.languages;
    } else {
        keys.push_back(std::move(key));
    }
}

void add_snowball(std::vector<FormKey>& keys, std::string_view word, Language language) {
    const std::string_view stem = snowball_stem(language, word);
    if (stem.empty()) return;
    const bool by_stem = changes_beginnings(language);
    add_key(keys, {.kind = by_stem ? FormKey::Kind::same_stem : FormKey::Kind::snowball,
                   .languages = language,
                   .detail = by_stem ? 0 : stem_hash(stem),
                   .letters = std::string(by_stem ? stem : common_beginning(language, stem))});
}

/// What the stemmer does not join with the word; not what it keeps apart on purpose (news, outing).
void add_english(std::vector<FormKey>& keys, std::string_view word) {
    add_snowball(keys, word, Language::english);
    constexpr std::string_view words_apart[] = {"news", "outing", "inning", "earring", "herring", "canning"};
    const std::string stem(snowball_stem(Language::english, word));
    for (std::string& form : english::listed_forms(word)) {
        if (std::ranges::find(words_apart, form) != std::end(words_apart)) continue;
        if (snowball_stem(Language::english, form) == stem) continue;
        add_key(keys, {.kind = FormKey::Kind::listed, .languages = Language::english, .letters = std::move(form)});
    }
}

void add_russian(std::vector<FormKey>& keys, std::string_view word) {
    for (russian::Stem& stem : russian::stems(word)) {
        keys.push_back({.kind = FormKey::Kind::russian,
                        .languages = Language::russian,
                        .detail = stem.endings,
                        .letters = std::move(stem.letters)});
    }
}

} // namespace

std::vector<FormKey> form_keys(std::string_view word, QueryWord::Match match, bool loose) {
    if (match == QueryWord::Match::prefix) return {{.kind = FormKey::Kind::prefix, .letters = std::string(word)}};
    std::vector<FormKey> keys{{.kind = FormKey::Kind::whole, .letters = std::string(word)}};
    if (match == QueryWord::Match::exact) return keys;

    const WordScript script = script_of_word(word);
    if (script == WordScript::cyrillic || script == WordScript::latin || script == WordScript::none) {
        add_kazakh(keys, word, loose);
    }
    const LanguageSet languages = languages_of(script);
    for (std::size_t i = 0; i < language_count; ++i) {
        const auto language = static_cast<Language>(i);
        if (language == Language::kazakh || !languages.contains(language)) continue;
        switch (language) {
        case Language::russian: add_russian(keys, word); break;
        case Language::english: add_english(keys, word); break;
        default: add_snowball(keys, word, language);
        }
    }
    return keys;
}

bool is_long_word(std::string_view word) { return code_points(word) >= long_word_letters; }

std::uint32_t stem_hash(std::string_view stem) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

} // namespace arna
