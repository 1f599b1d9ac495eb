#include "feeds/rules/index/term_index.hpp"

#include "feeds/rules/forms/kazakh/kazakh_automaton.hpp"
#include "feeds/rules/forms/languages.hpp"
#include "feeds/rules/forms/russian/russian_endings.hpp"
#include "feeds/rules/forms/snowball.hpp"
#include "feeds/rules/forms/stem_cache.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

/// Latin languages but English: the keys of their forms are short.
LanguageSet other_languages() {
    static const LanguageSet others = [] {
        LanguageSet set;
        for (std::size_t i = 0; i < language_count; ++i) {
            const auto language = static_cast<Language>(i);
            if (language != Language::english && languages_of(WordScript::latin).contains(language)) set |= language;
        }
        return set;
    }();
    return others;
}

} // namespace

/// Looks up the words of one item.
class TermIndex::Finder {
public:
    Finder(const TermIndex& index, const ItemWords& words, std::string_view language, std::vector<TermHit>& hits)
        : index_(index),
          words_(words),
          forms_(is_unknown_language(language) ? form_languages_of_text(words.beginning()) : form_languages(language)),
          automaton_(index.is_loose_ ? kazakh::EndingAutomaton::loose() : kazakh::EndingAutomaton::strict()),
          hits_(hits) {}

    void look_up(std::string_view language) {
        look_up_whole(index_.whole_);
        look_up_in(index_.main_);
        if (forms_.of_long_words.overlaps(other_languages())) look_up_in(index_.others_);
        const auto own = language_of(language);
        if (!index_.has_stem_keys_ || !own || !changes_beginnings(*own)) return;
        for (const TermTable* table : {&index_.main_, &index_.others_}) look_up_stems(*table, *own);
    }

private:
    /// How a word begins, where a key may do so too.
    struct Beginning {
        std::uint64_t hash = 0;
        std::uint32_t number = 0; ///< of the word
        std::uint32_t size = 0;
    };

    [[nodiscard]] std::string_view word_at(std::size_t i) const {
        return index_.is_loose_ ? words_.loosely_folded(i) : words_.folded(words_.words()[i]);
    }

    void look_up_whole(const TermTable& table) {
        if (table.empty()) return;
        for (std::uint32_t i = 0; i < words_.words().size(); ++i) {
            const std::string_view word = word_at(i);
            BeginningHash hash;
            hash.add(word);
            if (!table.may_have(hash.value())) continue;
            const TermTable::Key* key = table.find(hash.value(), word);
            if (key == nullptr) continue;
            start_word(word, i);
            for (const TermTable::Entry& entry : table.entries_of(*key)) add_hits(table, entry);
        }
    }

    /// Goes through some words at a time in three steps: each asks for memory that the next one needs, so that waiting
    /// for it overlaps.
    void look_up_in(const TermTable& table) {
        if (table.empty()) return;
        constexpr std::size_t at_a_time = 32;
        const std::size_t count = words_.words().size();
        for (std::size_t begin = 0; begin < count; begin += at_a_time) {
            find_beginnings(table, begin, std::min(begin + at_a_time, count));
            keys_.clear();
            for (const Beginning& one : beginnings_) {
                keys_.push_back(table.find(one.hash, word_at(one.number).substr(0, one.size)));
            }
            for (std::size_t i = 0; i < keys_.size(); ++i) {
                if (keys_[i] == nullptr) continue;
                start_word(word_at(beginnings_[i].number), beginnings_[i].number);
                for (const TermTable::Entry& entry : table.entries_of(*keys_[i])) {
                    if (holds(entry, beginnings_[i].size)) add_hits(table, entry);
                }
            }
        }
    }

    void find_beginnings(const TermTable& table, std::size_t begin, std::size_t end) {
        std::size_t count = 0;
        for (std::size_t number = begin; number < end; ++number) {
            const std::string_view word = word_at(number);
            const std::size_t longest = std::min(word.size(), table.longest());
            beginnings_.resize(std::max(beginnings_.size(), count + longest));
            BeginningHash hash;
            for (std::size_t i = 0; i < longest;) {
                hash.add(word[i++]);
                if (i < word.size() && is_continuation(word[i])) continue;
                // Written in any case and overwritten by the next one if it is not wanted: nobody can foresee which
                // are.
                beginnings_[count] = {.hash = hash.value(),
                                      .number = static_cast<std::uint32_t>(number),
                                      .size = static_cast<std::uint32_t>(i)};
                count += table.may_have(hash.value()) ? 1 : 0;
            }
        }
        beginnings_.resize(count);
        for (const Beginning& one : beginnings_) table.prefetch(one.hash);
    }

    void start_word(std::string_view word, std::uint32_t number) {
        if (number != number_ || word_.empty()) stem_count_ = 0;
        word_ = word;
        number_ = number;
    }

    void add_hits(const TermTable& table, const TermTable::Entry& entry) {
        for (const TermId term : table.terms_of(entry)) hits_.push_back({term, number_});
    }

    bool holds(const TermTable::Entry& entry, std::size_t key_size) {
        if (entry.is_whole_too && key_size == word_.size()) return true;
        switch (entry.kind) {
        case FormKey::Kind::whole: return key_size == word_.size();
        case FormKey::Kind::prefix: return true;
        case FormKey::Kind::kazakh:
            return forms_.of(entry.is_long).overlaps(entry.languages) &&
                   automaton_.accepts(static_cast<kazakh::EndingAutomaton::State>(entry.detail),
                                      word_.substr(key_size));
        case FormKey::Kind::russian:
            return forms_.of(entry.is_long).overlaps(entry.languages) &&
                   russian::accepts(entry.detail, word_.substr(key_size));
        case FormKey::Kind::listed:
            return key_size == word_.size() && forms_.of(entry.is_long).overlaps(entry.languages);
        case FormKey::Kind::snowball: return has_stem(entry.languages & forms_.of(entry.is_long), entry.detail);
        case FormKey::Kind::same_stem: return false; // only ever met as a stem
        }
        return false;
    }

    bool has_stem(LanguageSet languages, std::uint32_t hash) {
        while (!languages.empty()) {
            if (stem_of_word(languages.take_first()) == hash) return true;
        }
        return false;
    }

    /// The hash of the word's stem, computed once per language.
    std::uint32_t stem_of_word(Language language) {
        for (std::size_t i = 0; i < stem_count_; ++i) {
            if (stems_[i].first == language) return stems_[i].second;
        }
        const std::uint32_t hash = cached_stem_hash(language, word_);
        stems_[stem_count_++] = {language, hash};
        return hash;
    }

    void look_up_stems(const TermTable& table, Language language) {
        if (table.empty()) return;
        for (std::uint32_t i = 0; i < words_.words().size(); ++i) {
            start_word(word_at(i), i);
            const std::string_view stem = snowball_stem(language, word_);
            BeginningHash hash;
            hash.add(stem);
            const TermTable::Key* key = table.find(hash.value(), stem);
            if (key == nullptr) continue;
            for (const TermTable::Entry& entry : table.entries_of(*key)) {
                const bool is_stem = entry.kind == FormKey::Kind::same_stem;
                if (is_stem && entry.languages.contains(language)) add_hits(table, entry);
            }
        }
    }

    const TermIndex& index_;
    const ItemWords& words_;
    FormLanguages forms_;
    const kazakh::EndingAutomaton& automaton_;
    std::vector<TermHit>& hits_;
    std::vector<Beginning> beginnings_;
    std::vector<const TermTable::Key*> keys_; ///< of the beginnings
    std::string_view word_;
    std::uint32_t number_ = 0;
    std::array<std::pair<Language, std::uint32_t>, language_count> stems_{};
    std::size_t stem_count_ = 0;
};

void TermIndex::find(const ItemWords& words, std::string_view language, std::vector<TermHit>& hits) const {
    if (!empty()) Finder(*this, words, language, hits).look_up(language);
}

TermId TermIndex::Builder::add(const QueryWord& word, TermId& numbers) {
    std::string letters = is_loose_ ? fold(word.folded, true) : word.folded;
    const auto [term, is_new] = terms_.try_emplace({std::move(letters), word.match}, numbers);
    if (is_new) ++numbers;
    return term->second;
}

TermIndex TermIndex::Builder::build() && {
    TermIndex index;
    index.is_loose_ = is_loose_;
    std::map<std::string, std::vector<TermTable::Row>> whole;
    std::map<std::string, std::vector<TermTable::Row>> main;
    std::map<std::string, std::vector<TermTable::Row>> others;
    const auto is_of_others = [languages = other_languages()](const FormKey& key) {
        return !key.languages.empty() && languages.contains_all(key.languages);
    };
    for (; !terms_.empty(); terms_.erase(terms_.begin())) { // the memory of a term goes as that of its keys comes
        const auto& [word, term] = *terms_.begin();
        const bool is_long = is_long_word(word.first);
        for (FormKey& key : form_keys(word.first, word.second, is_loose_)) {
            index.has_stem_keys_ = index.has_stem_keys_ || key.kind == FormKey::Kind::same_stem;
            const bool is_exact = word.second == QueryWord::Match::exact;
            auto& rows = is_exact ? whole : is_of_others(key) ? others : main;
            rows[std::move(key.letters)].push_back(
                {.kind = key.kind, .languages = key.languages, .detail = key.detail, .is_long = is_long, .term = term});
        }
    }
    index.whole_ = TermTable(std::move(whole));
    index.main_ = TermTable(std::move(main));
    index.others_ = TermTable(std::move(others));
    return index;
}

} // namespace arna
