#include "feeds/rules/term_index.hpp"

#include "feeds/rules/kazakh_automaton.hpp"
#include "feeds/rules/snowball.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

namespace arna {
namespace {

/// The hash of a beginning grows with it byte by byte.
constexpr std::uint64_t hash_start = 0xcbf29ce484222325U;
constexpr std::uint64_t hash_factor = 0x9E3779B97F4A7C15U;

constexpr std::uint64_t add_byte(std::uint64_t hash, char byte) {
    return (std::rotl(hash, 5) ^ static_cast<unsigned char>(byte)) * hash_factor;
}

constexpr std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = hash_start;
    for (const char c : text) hash = add_byte(hash, c);
    return hash;
}

constexpr std::size_t filter_bits_per_key = 16;

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

/// The bits of a hash that address a table of a power of two.
constexpr std::size_t slot_of(std::uint64_t hash, std::size_t size) { return (hash >> 32U) & (size - 1); }
constexpr std::size_t filter_bit(std::uint64_t hash, std::size_t words) { return (hash >> 20U) & (words * 64 - 1); }

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
    Finder(const TermIndex& index, std::string_view language, std::vector<TermHit>& hits)
        : index_(index),
          forms_(form_languages(language)),
          has_others_(forms_.of_long_words.overlaps(other_languages())),
          own_(language_of(language)),
          automaton_(index.is_loose_ ? kazakh::EndingAutomaton::loose() : kazakh::EndingAutomaton::strict()),
          hits_(hits) {}

    /// Goes through some words at a time in three steps: each asks for memory that the next one needs, so that waiting for it
    /// overlaps.
    void look_up(const ItemWords& words) {
        constexpr std::size_t at_a_time = 32;
        const std::size_t count = words.words().size();
        for (std::size_t begin = 0; begin < count; begin += at_a_time) {
            beginnings_.clear();
            for (std::size_t i = begin; i < std::min(begin + at_a_time, count); ++i) {
                const std::string_view word =
                    index_.is_loose_ ? words.loosely_folded(i) : words.folded(words.words()[i]);
                add_beginnings(word, static_cast<std::uint32_t>(i));
            }
            for (Beginning& beginning : beginnings_) find_key(beginning);
            for (const Beginning& beginning : beginnings_) {
                if (beginning.key == nullptr) continue;
                start_word(beginning.word, beginning.number);
                try_entries(*beginning.key);
            }
        }
        if (index_.has_stem_keys_ && own_ && changes_beginnings(*own_)) try_stems(words, *own_);
    }

private:
    /// How a word begins, where a key may do so too.
    struct Beginning {
        std::string_view word;
        std::uint32_t number = 0;
        std::uint32_t size = 0;
        std::uint64_t hash = 0;
        const Key* key = nullptr;
    };

    void add_beginnings(std::string_view word, std::uint32_t number) {
        std::uint64_t hash = hash_start;
        const std::size_t longest = std::min(word.size(), index_.longest_);
        for (std::size_t i = 0; i < longest;) {
            hash = add_byte(hash, word[i++]);
            if (i < word.size() && is_continuation(word[i])) continue;
            if (!index_.may_have(hash)) continue;
            __builtin_prefetch(&index_.slots_[slot_of(hash, index_.slots_.size())]);
            beginnings_.push_back(
                {.word = word, .number = number, .size = static_cast<std::uint32_t>(i), .hash = hash});
        }
    }

    void find_key(Beginning& beginning) const {
        beginning.key = index_.find_key(beginning.hash, beginning.word.substr(0, beginning.size));
        if (beginning.key != nullptr) __builtin_prefetch(&index_.entries_[beginning.key->first]);
    }

    void start_word(std::string_view word, std::uint32_t number) {
        if (number != number_ || word_.empty()) stem_count_ = 0;
        word_ = word;
        number_ = number;
    }

    void try_entries(const Key& key) {
        const std::uint32_t count = key.count + (has_others_ ? key.count_of_others : 0);
        for (const Entry& entry : std::span(index_.entries_).subspan(key.first, count)) {
            if (holds(entry, key.size)) add_hits(entry);
        }
    }

    void add_hits(const Entry& entry) {
        for (const TermId term : index_.terms_of(entry)) hits_.push_back({term, number_});
    }

    bool holds(const Entry& entry, std::size_t key_size) {
        switch (entry.kind) {
        case FormKey::Kind::whole: return key_size == word_.size();
        case FormKey::Kind::prefix: return true;
        case FormKey::Kind::kazakh:
            return forms_.of(entry.is_long).overlaps(entry.languages) &&
                   automaton_.accepts(static_cast<kazakh::EndingAutomaton::State>(entry.detail),
                                      word_.substr(key_size));
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
        const std::uint32_t hash = stem_hash(snowball_stem(language, word_));
        stems_[stem_count_++] = {language, hash};
        return hash;
    }

    void try_stems(const ItemWords& words, Language language) {
        for (std::uint32_t i = 0; i < words.words().size(); ++i) {
            start_word(index_.is_loose_ ? words.loosely_folded(i) : words.folded(words.words()[i]), i);
            const std::string_view stem = snowball_stem(language, word_);
            const Key* key = index_.find_key(hash_of(stem), stem);
            if (key == nullptr) continue;
            for (const Entry& entry :
                 std::span(index_.entries_).subspan(key->first, key->count + key->count_of_others)) {
                if (entry.kind == FormKey::Kind::same_stem && entry.languages.contains(language)) add_hits(entry);
            }
        }
    }

    const TermIndex& index_;
    FormLanguages forms_;
    bool has_others_; ///< forms of other_languages()
    std::optional<Language> own_;
    const kazakh::EndingAutomaton& automaton_;
    std::vector<TermHit>& hits_;
    std::vector<Beginning> beginnings_;
    std::string_view word_;
    std::uint32_t number_ = 0;
    std::array<std::pair<Language, std::uint32_t>, language_count> stems_{};
    std::size_t stem_count_ = 0;
};

void TermIndex::find(const ItemWords& words, std::string_view language, std::vector<TermHit>& hits) const {
    if (empty()) return;
    Finder(*this, language, hits).look_up(words);
}

bool TermIndex::may_have(std::uint64_t hash) const {
    const std::size_t bit = filter_bit(hash, filter_.size());
    return (filter_[bit / 64] >> (bit % 64) & 1U) != 0;
}

const TermIndex::Key* TermIndex::find_key(std::uint64_t hash, std::string_view letters) const {
    for (std::size_t slot = slot_of(hash, slots_.size()); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const Key& key = keys_[slots_[slot] - 1];
        if (letters_of(key) == letters) return &key;
    }
    return nullptr;
}

std::size_t TermIndex::memory() const {
    return letters_.capacity() + keys_.capacity() * sizeof(Key) + entries_.capacity() * sizeof(Entry) +
           terms_.capacity() * sizeof(TermId) + slots_.capacity() * sizeof(std::uint32_t) +
           filter_.capacity() * sizeof(std::uint64_t);
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
    std::map<std::string, std::vector<Row>> by_letters;
    for (const auto& [word, term] : terms_) {
        const bool is_long = is_long_word(word.first);
        for (FormKey& key : form_keys(word.first, word.second, is_loose_)) {
            index.has_stem_keys_ = index.has_stem_keys_ || key.kind == FormKey::Kind::same_stem;
            by_letters[std::move(key.letters)].push_back(
                {.kind = key.kind, .languages = key.languages, .detail = key.detail, .is_long = is_long, .term = term});
        }
    }
    index.slots_.resize(std::bit_ceil(by_letters.size() * 3 / 2 + 1));
    index.filter_.resize(std::bit_ceil(by_letters.size() * filter_bits_per_key / 64 + 1));
    index.keys_.reserve(by_letters.size());
    // From the last one, for a key that the one behind it begins with needs no letters of its own.
    for (auto row = by_letters.rbegin(); row != by_letters.rend(); ++row) index.add_key(row->first, row->second);
    index.entries_.shrink_to_fit();
    index.terms_.shrink_to_fit();
    index.letters_.shrink_to_fit();
    return index;
}

void TermIndex::add_key(std::string_view letters, std::vector<Row>& rows) {
    Key key{.size = static_cast<std::uint16_t>(letters.size()), .first = static_cast<std::uint32_t>(entries_.size())};
    const std::string_view before = keys_.empty() ? std::string_view() : letters_of(keys_.back());
    if (before.starts_with(letters)) {
        key.letters = keys_.back().letters;
    } else {
        key.letters = static_cast<std::uint32_t>(letters_.size());
        letters_ += letters;
    }

    const auto is_behind = [others = other_languages()](const Row& row) {
        return !row.languages.empty() && others.contains_all(row.languages);
    };
    std::ranges::sort(rows, {}, [&](const Row& row) { return std::pair(is_behind(row), row); });
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].is_met_like(rows[begin])) ++end;
        add_entry(std::span(rows).subspan(begin, end - begin));
        ++(is_behind(rows[begin]) ? key.count_of_others : key.count);
        begin = end;
    }
    keys_.push_back(key);
    add_slot(letters);
}

void TermIndex::add_entry(std::span<const Row> rows) {
    const Row& row = rows.front();
    Entry entry{.languages = row.languages,
                .detail = row.detail,
                .kind = row.kind,
                .is_long = row.is_long,
                .first = rows.size() == 1 ? row.term : static_cast<std::uint32_t>(terms_.size()),
                .count = static_cast<std::uint32_t>(rows.size())};
    if (rows.size() > 1) {
        for (const Row& one : rows) terms_.push_back(one.term);
    }
    entries_.push_back(entry);
}

/// Lets the last key be found by its letters.
void TermIndex::add_slot(std::string_view letters) {
    longest_ = std::max(longest_, letters.size());
    const std::uint64_t hash = hash_of(letters);
    const std::size_t bit = filter_bit(hash, filter_.size());
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::size_t slot = slot_of(hash, slots_.size());
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
}

} // namespace arna
