#include "feeds/rules/forms/russian/russian_stems.hpp"
#include "feeds/rules/forms/russian/russian_verb_table.hpp"

#include <algorithm>

namespace arna::russian {
namespace {

using List = std::u32string_view;

constexpr List prefixes[] = {
    U"в",    U"во",   U"вз",  U"взо",    U"вс",   U"воз",  U"вос",   U"нис", U"низо", U"снизо", U"полу",   U"противо",
    U"въ",   U"вы",   U"до",  U"за",     U"из",   U"изо",  U"изъ",   U"ис",  U"на",   U"над",   U"надо",   U"не",
    U"недо", U"низ",  U"о",   U"об",     U"обо",  U"объ",  U"от",    U"ото", U"отъ",  U"пере",  U"по",     U"под",
    U"подо", U"подъ", U"пре", U"превзо", U"пред", U"пред", U"предо", U"при", U"про",  U"произ", U"произо", U"раз",
    U"разо", U"разъ", U"рас", U"с",      U"со",   U"соз",  U"съ",    U"у",
};

/// These only look like a short verb with a prefix, as do those that end like them: по-солить.
constexpr List not_prefixed[] = {U"солить",  U"успеть",   U"поспеть",  U"приспеть", U"поздать", U"нежить",
                                 U"добрить", U"подобить", U"надобить", U"возопить", U"топить",  U"картечь"};

/// What -нуть is left out behind in the past: погиб, исчез.
constexpr List losing_nu[] = {U"гиб", U"чез", U"мерз", U"мок", U"сох",  U"гас",  U"тих",  U"верг",
                              U"сяк", U"вяз", U"вык",  U"ник", U"креп", U"слаб", U"слеп", U"глох",
                              U"дох", U"вис", U"лип",  U"пах", U"тух",  U"молк"};

/// What the letter of a stem in the table stands for; 0 for an unknown one.
Endings endings_of(char32_t letter) {
    switch (letter) {
    case U'n': return verb::hard_present | verb::i | verb::ya;
    case U'c': return verb::hard_present | verb::i | verb::a | verb::sign;
    case U's': return verb::soft_present | verb::short_i | verb::ya;
    case U'o': return verb::soft_present | verb::i | verb::ya;
    case U'B': return verb::soft_present;
    case U'i': return verb::i_present | verb::ya;
    case U'a': return verb::hissing_present | verb::i | verb::a;
    case U'u': return verb::u;
    case U'y': return verb::yu;
    case U'l': return verb::past;
    case U'p': return verb::consonant_past | verb::zero;
    case U'q': return verb::consonant_past;
    case U'm': return verb::i;
    case U'k': return verb::sign;
    case U'j': return verb::short_i;
    case U'N': return verb::n_passive;
    case U'E': return verb::en_passive;
    case U'T': return verb::t_passive;
    case U'O': return verb::om_passive;
    default: return 0;
    }
}

/// Whether a text is a prefix, or two. Before a short verb many verbs seem to have two: уволить is not у-во-лить.
bool is_prefix(List text, List verb) {
    if (text.empty() || is_one_of(text, prefixes)) return true;
    constexpr List never_second[] = {U"в", U"во", U"с", U"со", U"у"};
    return std::ranges::any_of(prefixes, [=](List second) {
        if (verb.size() < 5 && is_one_of(second, never_second)) return false;
        return text.ends_with(second) && is_one_of(without(text, second.size()), prefixes);
    });
}

const IrregularVerb* irregular(List infinitive) {
    if (ends_in_one_of(infinitive, not_prefixed) || infinitive == U"речь") return nullptr;
    const IrregularVerb* best = nullptr;
    for (const IrregularVerb& verb : irregular_verbs()) {
        if (!infinitive.ends_with(verb.infinitive)) continue;
        if (best != nullptr && best->infinitive.size() >= verb.infinitive.size()) continue;
        if (is_prefix(without(infinitive, verb.infinitive.size()), verb.infinitive)) best = &verb;
    }
    return best;
}

/// Conjugates one verb, given without -ся.
class Verb {
public:
    Verb(List infinitive, Endings reflexive, StemList& out)
        : word_(infinitive), stem_(without(infinitive, 2)), reflexive_(reflexive), out_(out) {}

    void add_stems() {
        const IrregularVerb* known = irregular(word_);
        if (known == nullptr && !(word_.ends_with(U"ть") && is_vowel(last_of(stem_)))) return;
        word_.ends_with(U'и') ? add(without(word_, 1), verb::i) : add(word_, verb::zero);
        if (known == nullptr) return add_regular();
        add_irregular(*known);
    }

private:
    void add(List letters, Endings endings) { out_.add(letters, endings | reflexive_); }
    void add(List letters, List more, Endings endings) { add(std::u32string(letters) += more, endings); }

    void add_irregular(const IrregularVerb& verb) {
        const List prefix = without(word_, verb.infinitive.size());
        List rest = verb.stems;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(U' '), rest.size());
            add_entry(prefix, rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    void add_entry(List prefix, List entry) {
        if (entry == U"*") return add_regular();
        if (entry.starts_with(U'=')) return add(prefix, entry.substr(1), verb::zero);
        const std::size_t colon = entry.find(U':');
        const List stem = entry.substr(0, colon);
        Endings endings = 0;
        for (const char32_t letter : entry.substr(colon + 1)) endings |= endings_of(letter);
        add(prefix, stem, endings);
        // A prefix has an о before two consonants and loses it before one: сжечь, сожгу; собрать, but разобрать,
        // разберу.
        const bool is_cluster = stem.size() > 1 && !is_vowel(stem[0]) && !is_vowel(stem[1]);
        if (is_cluster && !prefix.empty() && !is_vowel(prefix.back()))
            add(std::u32string(prefix) += U'о', stem, endings);
        if (!is_cluster && prefix.size() > 2 && prefix.ends_with(U'о')) add(without(prefix, 1), stem, endings);
    }

    void add_regular() {
        const List front = without(stem_, 1);
        switch (last_of(stem_)) {
        case U'а': return add_in_a(front);
        case U'я': return add_in_ya(front);
        case U'е': return add(stem_, soft | verb::past);
        case U'и': return add_in_i(front);
        case U'о': return add_in_o(front);
        case U'у': return add_in_u(front);
        default: return add(stem_, verb::past | verb::t_passive);
        }
    }

    void add_in_a(List front) {
        add(stem_, verb::past | verb::n_passive);
        const bool is_ova = front.ends_with(U"ов") && !word_.ends_with(U"здоровать");
        if (!is_ova) add(stem_, soft);
        if (!is_ova && !front.ends_with(U"ев")) return;
        const List before = without(front, 2);
        const bool is_soft = !is_ova && !is_hissing(last_of(before)) && last_of(before) != U'ц';
        add(before, is_soft ? U"ю" : U"у", soft); // рисую, воюю
    }

    void add_in_ya(List front) {
        add(stem_, soft | verb::past | verb::n_passive);
        if (is_vowel(last_of(front)) && last_of(front) != U'и') add(front, soft); // сеять, сею
    }

    void add_in_o(List front) {
        add(front, verb::soft_present | verb::i | verb::ya);
        add(stem_, verb::past | verb::t_passive);
    }

    void add_in_u(List front) {
        add(stem_, verb::past | verb::t_passive);
        if (!front.ends_with(U'н')) return add(stem_, soft); // дуть
        add(front, verb::hard_present | verb::i | verb::sign | verb::ya);
        const List root = without(front, 1);
        if (is_vowel(last_of(root))) return;
        add(root, verb::consonant_past);
        if (ends_in_one_of(root, losing_nu)) add(root, verb::zero);
    }

    void add_in_i(List front) {
        const char32_t last = last_of(front);
        add(stem_, verb::past);
        add(front, is_hissing(last) ? verb::hissing_present | verb::a : verb::i_present | verb::ya);
        add(front, is_vowel(last) ? verb::short_i : verb::i | verb::sign);
        const List root = without(front, 1);
        const auto changed = [&](List letters, Endings first) { add(root, letters, first | verb::en_passive); };
        switch (last) {
        case U'б':
        case U'в':
        case U'м':
        case U'п':
        case U'ф': return add(front, U"л", verb::yu | verb::en_passive);
        case U'д': changed(U"жд", verb::u); return changed(U"ж", verb::u);
        case U'з': return changed(U"ж", verb::u);
        case U'с': return changed(U"ш", verb::u);
        case U'т':
            if (front.ends_with(U"ст")) add(without(front, 2), U"щ", verb::u | verb::en_passive);
            changed(U"щ", verb::u);
            return changed(U"ч", verb::u);
        default: return add(front, (is_hissing(last) ? verb::u : verb::yu) | verb::en_passive);
        }
    }

    static constexpr Endings soft = verb::soft_present | verb::short_i | verb::ya;

    List word_;
    List stem_; ///< without -ть
    Endings reflexive_;
    StemList& out_;
};

} // namespace

bool is_irregular_verb(std::u32string_view infinitive) { return irregular(infinitive) != nullptr; }

bool begins_with_prefix(std::u32string_view word) {
    return std::ranges::any_of(prefixes, [word](List prefix) { return word.starts_with(prefix); });
}

void add_verb_stems(std::u32string_view word, StemList& stems) {
    const bool is_reflexive = word.ends_with(U"ться") || word.ends_with(U"чься") || word.ends_with(U"тись");
    const List infinitive = is_reflexive ? without(word, 2) : word;
    constexpr List ends[] = {U"ть", U"ти", U"чь"};
    if (!ends_in_one_of(infinitive, ends) || infinitive.size() < 4) return;
    Verb(infinitive, is_reflexive ? verb::only_reflexive : Endings{0}, stems).add_stems();
}

} // namespace arna::russian
