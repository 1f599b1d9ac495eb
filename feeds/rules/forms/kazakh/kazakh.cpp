#include "feeds/rules/forms/kazakh/kazakh.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace arna::kazakh {
namespace {

/// A word that loses the vowel of its last syllable before a possessive, as a rule or where the writer likes: орын,
/// орны; ауыл, аулы or ауылы. A closed list, for жарық keeps it.
struct LosingVowel {
    std::u32string_view word;
    bool in_compounds = false; ///< also at the end of other words: кәсіпорын
};

constexpr LosingVowel losing_vowel[] = {
    {U"ауыз", true}, {U"мұрын", true}, {U"мойын", true}, {U"орын", true}, {U"ерін"},  {U"қойын"}, {U"қарын"},
    {U"халық"},      {U"құлық"},       {U"ғұрып"},       {U"қауіп"},      {U"әріп"},  {U"қаріп"}, {U"кейіп"},
    {U"ерік"},       {U"бөрік"},       {U"көрік"},       {U"ырық"},       {U"парық"}, {U"сиық"},  {U"тұрық"},
    {U"шырық"},      {U"зауық"},       {U"қалып"},       {U"нарық"},      {U"ауыл"},  {U"мүлік"}, {U"дауыс"},
    {U"көңіл"},      {U"құлып"},       {U"қырық"},       {U"бүйір"},      {U"қайын"}, {U"зейін"},
};

/// Native words whose last letter stays before a vowel: құқы, not құғы.
constexpr std::u32string_view keeping_voiceless[] = {U"тарап", U"құқ"};

/// Pronouns that end in a possessive of the third person.
constexpr std::u32string_view owned[] = {U"бәрі", U"өзі", U"бірі", U"кейбірі", U"ешбірі", U"әрбірі"};

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

std::string encoded(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

const EndingAutomaton& automaton(bool loose) { return loose ? EndingAutomaton::loose() : EndingAutomaton::strict(); }

/// Collects the stems of one word.
class Stems {
public:
    Stems(std::u32string word, bool loose) : word_(std::move(word)), loose_(loose) {}

    std::vector<Stem> all() {
        const Harmony harmony = loose_ ? Harmony::any : harmony_of(word_);
        const Sound sound = loose_ ? loose_sound() : sound_of(word_);
        add_plain(harmony, sound);
        if (is_owned()) add(word_, {harmony, sound, Onset::owned});
        if (loses_vowel()) add(word_.substr(0, word_.size() - 2) + word_.back(), {harmony, sound, Onset::vowel});
        if (word_.size() > 2 && is_cyrillic(word_)) add_shortened(harmony, sound);
        add_longer(sound);
        return std::move(stems_);
    }

private:
    void add(std::u32string_view letters, const BeforeEnding& before) {
        stems_.push_back({encoded(letters), automaton(loose_).start(before)});
    }

    /// The word as it is; and with its last к, қ or п voiced before vowels. Loanwords keep them, also behind a
    /// consonant (парк, штамп, даңқ), and where that is not certain both are taken.
    void add_plain(Harmony harmony, Sound sound) {
        const char32_t voiced = voiced_end();
        const bool is_listed = std::ranges::any_of(keeping_voiceless, [this](auto known) { return is_like(known); });
        const bool may_stay = ends_in_cluster() || is_listed || (word_.back() != U'қ' && is_loanword(word_));
        add(word_, {harmony, sound, voiced == 0 || may_stay ? Onset::any : Onset::consonant});
        if (voiced != 0) add(word_.substr(0, word_.size() - 1) + voiced, {harmony, sound, Onset::vowel});
    }

    /// What loanwords leave out or put in before endings.
    void add_shortened(Harmony harmony, Sound sound) {
        const char32_t last = word_.back();
        const char32_t before = word_[word_.size() - 2];
        const std::u32string shorter = word_.substr(0, word_.size() - 1);
        if (last == U'ь') add(shorter, {harmony, sound, Onset::vowel});                    // рубль, рублі
        if (last == before && !is_vowel(last)) add(shorter, {harmony, sound, Onset::any}); // грамм, грамы
        if (word_.ends_with(U"зд")) add(shorter, {harmony, Sound::voiced, Onset::any});    // съезд, съезі
        if (word_.ends_with(U"ст")) add(shorter, {harmony, Sound::voiceless, Onset::any}); // журналист, журналистер
        if (word_.ends_with(U"сть") && std::ranges::count_if(word_, is_vowel) > 1) {
            add(word_.substr(0, word_.size() - 2), {harmony, Sound::voiceless, Onset::any}); // область, облысы
        }
        constexpr std::u32string_view with_vowel[] = {U"кт", U"нк", U"нг", U"рк", U"ск", U"лк", U"нт"};
        const bool takes_vowel = is_loanword(word_) || word_.ends_with(U"кт") || last == U'к' || last == U'г';
        if (takes_vowel && std::ranges::any_of(with_vowel, [this](auto end) { return word_.ends_with(end); })) {
            add(word_ + (loose_ ? U"и" : U"і"), {Harmony::front, Sound::vowel, Onset::any}); // банк, банкілер
        }
    }

    /// A surname as a woman has it, and a verb that is named without the у of its noun: жау, жаууы.
    void add_longer(Sound sound) {
        constexpr std::u32string_view surnames[] = {U"ов", U"ев"};
        const bool is_surname = std::ranges::any_of(surnames, [this](auto end) { return word_.ends_with(end); });
        if (word_.size() > 4 && is_surname) add(word_, {Harmony::back, sound, Onset::surname});
        if (word_.size() > 2 && word_.ends_with(U"ау")) add(word_, {Harmony::back, sound, Onset::root});
    }

    bool ends_in_cluster() const { return word_.size() > 1 && !is_vowel(word_[word_.size() - 2]); }

    char32_t voiced_end() const {
        switch (word_.back()) {
        case U'қ': return U'ғ';
        case U'к': return U'г';
        case U'п': return U'б';
        default: return 0;
        }
    }

    /// Whether the word is one of a list, which is not folded loosely.
    bool is_like(std::u32string_view known) const {
        return loose_ ? word_ == decoded(fold(encoded(known), true)) : word_ == known;
    }

    /// Whether the word has a possessive of its own, as отбасы, қарамағы and көбісі have, so that case endings are
    /// those behind it.
    bool is_owned() const {
        if (std::ranges::any_of(owned, [this](auto known) { return is_like(known); })) return true;
        constexpr std::u32string_view ends[] = {U"сы", U"сі", U"ғы", U"гі", U"еуі"};
        return std::ranges::count_if(word_, is_vowel) > 2 &&
               std::ranges::any_of(ends, [this](auto end) { return word_.ends_with(end); });
    }

    bool loses_vowel() const {
        return std::ranges::any_of(losing_vowel, [this](const LosingVowel& known) {
            const std::u32string word = loose_ ? decoded(fold(encoded(known.word), true)) : std::u32string(known.word);
            return known.in_compounds ? word_.ends_with(word) : word_ == word;
        });
    }

    /// Loosely folded, a final и can be і.
    Sound loose_sound() const {
        const Sound sound = sound_of(word_);
        return word_.back() == U'и' ? sound | Sound::vowel : sound;
    }

    std::u32string word_;
    bool loose_;
    std::vector<Stem> stems_;
};

} // namespace

bool Stem::takes(std::string_view rest, bool loose) const { return automaton(loose).accepts(endings, rest); }

std::vector<Stem> stems(std::string_view word, bool loose) {
    if (word.empty()) return {};
    return Stems(decoded(word), loose).all();
}

bool is_form(std::string_view word, std::string_view token, bool loose) {
    if (word == token) return true;
    return std::ranges::any_of(stems(word, loose), [&](const Stem& stem) {
        return token.starts_with(stem.letters) && stem.takes(token.substr(stem.letters.size()), loose);
    });
}

bool is_ending(std::string_view token, bool loose) {
    return automaton(loose).accepts(automaton(loose).start({}), token);
}

} // namespace arna::kazakh
