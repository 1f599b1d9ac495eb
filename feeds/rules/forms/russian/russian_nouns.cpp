#include "feeds/rules/forms/russian/russian_stems.hpp"

#include <algorithm>

namespace arna::russian {
namespace {

using List = std::u32string_view;

/// A word and what it looks like before endings, where its end does not tell.
struct OtherStem {
    List word;
    List stem;
};

/// Nouns that lose a vowel, besides those in -ок, -ек, -ец.
constexpr OtherStem fleeting[] = {
    {U"лоб", U"лб"},         {U"рот", U"рт"},         {U"лев", U"льв"},        {U"лед", U"льд"},
    {U"лен", U"льн"},        {U"пес", U"пс"},         {U"мох", U"мх"},         {U"ров", U"рв"},
    {U"шов", U"шв"},         {U"сон", U"сн"},         {U"угол", U"угл"},       {U"узел", U"узл"},
    {U"котел", U"котл"},     {U"осел", U"осл"},       {U"орел", U"орл"},       {U"козел", U"козл"},
    {U"посол", U"посл"},     {U"пепел", U"пепл"},     {U"дятел", U"дятл"},     {U"чехол", U"чехл"},
    {U"хохол", U"хохл"},     {U"щегол", U"щегл"},     {U"ветер", U"ветр"},     {U"костер", U"костр"},
    {U"ковер", U"ковр"},     {U"шатер", U"шатр"},     {U"бугор", U"бугр"},     {U"багор", U"багр"},
    {U"свекор", U"свекр"},   {U"бобер", U"бобр"},     {U"хребет", U"хребт"},   {U"овес", U"овс"},
    {U"заем", U"займ"},      {U"наем", U"найм"},      {U"псалом", U"псалм"},   {U"промысел", U"промысл"},
    {U"умысел", U"умысл"},   {U"окисел", U"окисл"},   {U"замысел", U"замысл"}, {U"вымысел", U"вымысл"},
    {U"помысел", U"помысл"}, {U"домысел", U"домысл"}, {U"молебен", U"молебн"}, {U"бубен", U"бубн"},
    {U"дерен", U"дерн"},     {U"заяц", U"зайц"},      {U"христос", U"христ"},  {U"павел", U"павл"},
    {U"египет", U"египт"},   {U"овен", U"овн"},       {U"агнец", U"агнц"},     {U"день", U"дн"},
    {U"пень", U"пн"},        {U"огонь", U"огн"},      {U"уголь", U"угл"},      {U"кашель", U"кашл"},
    {U"стебель", U"стебл"},  {U"локоть", U"локт"},    {U"ноготь", U"ногт"},    {U"коготь", U"когт"},
    {U"ломоть", U"ломт"},    {U"деготь", U"дегт"},    {U"лапоть", U"лапт"},    {U"церковь", U"церкв"},
    {U"любовь", U"любв"},    {U"рожь", U"рж"},        {U"ложь", U"лж"},        {U"вошь", U"вш"},
    {U"мать", U"матер"},     {U"дочь", U"дочер"},
};

/// These keep the vowel of -ок, -ек.
constexpr List keeping_vowel[] = {U"урок",    U"порок", U"пророк", U"восток", U"поток",   U"исток", U"приток", U"отток",
                                  U"переток", U"оброк", U"зарок",  U"волок",  U"человек", U"узбек", U"отрок"};

/// The plural in -ья: братья, братьев; and сыновья, сыновей.
constexpr OtherStem plural_in_ya[] = {
    {U"брат", U"брать"},    {U"стул", U"стуль"},     {U"лист", U"листь"},    {U"друг", U"друзь"},
    {U"сын", U"сыновь"},    {U"муж", U"мужь"},       {U"князь", U"князь"},   {U"зять", U"зять"},
    {U"крыло", U"крыль"},   {U"перо", U"перь"},      {U"дерево", U"деревь"}, {U"дно", U"донь"},
    {U"звено", U"звень"},   {U"колено", U"колень"},  {U"клок", U"клочь"},    {U"кол", U"коль"},
    {U"ком", U"комь"},      {U"прут", U"пруть"},     {U"сук", U"сучь"},      {U"деверь", U"деверь"},
    {U"полено", U"полень"}, {U"лоскут", U"лоскуть"}, {U"шурин", U"шурь"},    {U"колос", U"колось"},
    {U"зуб", U"зубь"},
};

/// Other plurals, with a stem that takes any ending of one.
constexpr OtherStem other_plurals[] = {
    {U"татарин", U"татар"}, {U"болгарин", U"болгар"}, {U"господин", U"господ"}, {U"барин", U"бар"},
    {U"хозяин", U"хозяев"}, {U"боярин", U"бояр"},     {U"цыган", U"цыган"},     {U"сосед", U"сосед"},
    {U"черт", U"черт"},     {U"колено", U"колен"},    {U"ухо", U"уш"},          {U"око", U"оч"},
    {U"небо", U"небес"},    {U"чудо", U"чудес"},      {U"тело", U"телес"},      {U"судно", U"суд"},
    {U"человек", U"люд"},   {U"ребенок", U"дет"},     {U"дитя", U"дет"},        {U"сердце", U"сердец"},
    {U"яйцо", U"яиц"},      {U"семя", U"семян"},      {U"стремя", U"стремян"},  {U"курица", U"кур"},
};

constexpr List nouns_in_vowel_t[] = {
    U"мать",   U"мечеть",   U"похоть", U"мякоть",  U"прихоть",   U"неясыть", U"припять", U"союзпечать",
    U"сыть",   U"подклеть", U"память", U"печать",  U"гать",      U"тать",    U"кровать", U"рать",
    U"знать",  U"пять",     U"девять", U"десять",  U"сеть",      U"плеть",   U"клеть",   U"нить",
    U"прыть",  U"плоть",    U"копоть", U"ноготь",  U"локоть",    U"коготь",  U"ломоть",  U"деготь",
    U"лапоть", U"щепоть",   U"зять",   U"рукоять", U"благодать", U"стать",   U"путь",    U"суть",
    U"муть",   U"жуть",     U"ртуть",  U"подать",  U"треть",     U"пядь",
};

bool is_noun_in_vowel_t(List word) {
    constexpr List verbs[] = {U"висеть", U"лысеть"};
    return is_one_of(word, nouns_in_vowel_t) || word.ends_with(U"дцать") ||
           (word.ends_with(U"сеть") && !ends_in_one_of(word, verbs)); // соцсеть
}

constexpr List hissing_nouns[] = {U"печь", U"сволочь", U"немочь", U"речь", U"течь", U"помочь"};

constexpr List indeclinable[] = {
    U"метро",  U"кино",    U"бюро",    U"фото",   U"авто",    U"евро",     U"пальто",   U"депо",    U"кило",
    U"казино", U"домино",  U"табло",   U"какао",  U"пианино", U"лото",     U"кофе",     U"кафе",    U"купе",
    U"шоссе",  U"резюме",  U"досье",   U"ателье", U"портье",  U"кредо",    U"либретто", U"эмбарго", U"пони",
    U"такси",  U"жюри",    U"пари",    U"сольдо", U"торнадо", U"ралли",    U"сальдо",   U"динамо",  U"боржоми",
    U"сочи",   U"тбилиси", U"дели",    U"осло",   U"чили",    U"перу",     U"баку",     U"сми",     U"или",
    U"монако", U"марокко", U"мексико", U"токио",  U"конго",   U"бородино", U"соло",     U"ретро",
};

/// Nouns, where other words in -ова and -ева are women's names, and in -ово, -ино places, which have no such form:
/// коров, вин.
constexpr List nouns_like_names[] = {
    U"корова", U"сорвиголова", U"дрова",  U"дуброва", U"кордова", U"вдова",    U"голова",
    U"основа", U"подкова",     U"обнова", U"сова",    U"молдова", U"королева", U"женева",
    U"дева",   U"ева",         U"плева",  U"слово",   U"дерево",  U"кружево",  U"чрево",
    U"вино",   U"огниво",      U"зарево", U"пиво",    U"месиво",  U"топливо",  U"звено",
};

/// The others in -ы and -и are taken for the plural of a noun that has a singular too.
constexpr List plural_only[] = {
    U"выборы",   U"деньги",   U"часы",     U"очки",     U"весы",       U"духи",    U"переговоры", U"финансы",
    U"каникулы", U"сутки",    U"брюки",    U"штаны",    U"шорты",      U"джинсы",  U"ножницы",    U"сливки",
    U"поминки",  U"похороны", U"именины",  U"шахматы",  U"дебаты",     U"дебри",   U"джунгли",    U"качели",
    U"сани",     U"щи",       U"мемуары",  U"макароны", U"консервы",   U"хлопоты", U"сумерки",    U"заморозки",
    U"издержки", U"проводы",  U"роды",     U"нападки",  U"прятки",     U"шашки",   U"кудри",      U"колготки",
    U"плавки",   U"трусы",    U"тиски",    U"клещи",    U"обои",       U"помои",   U"побои",      U"карпаты",
    U"альпы",    U"афины",    U"канары",   U"мальдивы", U"нидерланды", U"эмираты", U"филиппины",  U"балканы",
    U"анды",     U"гималаи",  U"апеннины", U"пиренеи",  U"сейшелы",    U"святки",  U"стихи",      U"верхи",
    U"низы",     U"кадры",    U"власти",   U"активы",
};

constexpr List name_ends[] = {U"ов", U"ев", U"ин", U"ын"};

constexpr OtherStem stem_of(std::span<const OtherStem> list, List word) {
    const auto found = std::ranges::find(list, word, &OtherStem::word);
    return found == list.end() ? OtherStem{} : *found;
}

/// Declines one word.
class Noun {
public:
    Noun(List word, StemList& out) : word_(word), stem_(without(word, 1)), last_(last_of(word)), out_(out) {}

    void add_stems() {
        add_irregular();
        if (is_one_of(word_, indeclinable)) return;
        switch (last_) {
        case U'й': return add_in_short_i();
        case U'ь': return add_in_sign();
        case U'а': return add_in_a();
        case U'я': return word_.ends_with(U"мя") ? add_in_mya() : add_in_ya();
        case U'о': return add_in_o();
        case U'е': return add_in_e();
        case U'и':
        case U'ы': return add_plural();
        case U'у':
        case U'э':
        case U'ю': return; // indeclinable
        default: return add_masculine();
        }
    }

private:
    void add_irregular() {
        if (word_ == U"год") out_.add(U"лет", noun::zero | noun::hard_plural); // десять лет
        if (word_ == U"цветок") out_.add(U"цвет", noun::y | noun::ov | noun::hard_plural);
        if (word_ == U"щенок") out_.add(U"щенят", noun::zero | noun::hard);
        if (const auto known = stem_of(plural_in_ya, word_); !known.stem.empty()) {
            out_.add(known.stem, noun::soft | noun::ev);
            out_.add(without(known.stem, 1), noun::ey);
        }
        if (const auto known = stem_of(other_plurals, word_); !known.stem.empty()) {
            out_.add(known.stem,
                     noun::zero | noun::e | noun::y | noun::i | noun::ey | noun::hard_plural | noun::soft_plural);
            if (!is_hissing(last_of(known.stem))) out_.add(known.stem, noun::hard);
            out_.add(known.stem, noun::yu); // людьми
        }
    }

    /// What all nouns in a hard consonant have, by that consonant.
    static Endings hard_endings(char32_t last) {
        if (is_velar(last)) return noun::hard | noun::om | noun::oy | noun::i;
        if (is_hissing(last)) return noun::hard | noun::om | noun::oy | noun::em | noun::ey | noun::i;
        if (last == U'ц') return noun::hard | noun::om | noun::oy | noun::em | noun::ey | noun::y;
        return noun::hard | noun::om | noun::oy | noun::y;
    }

    static Endings masculine_endings(char32_t last) {
        const Endings plural = is_hissing(last) ? Endings{0} : last == U'ц' ? noun::ov | noun::ev : noun::ov;
        const Endings feminine = is_hissing(last) ? noun::oy : noun::oy | noun::ey;
        return (hard_endings(last) & ~feminine) | plural;
    }

    void add_masculine() {
        out_.add(word_, masculine_endings(last_));
        if (word_.size() > 4 && ends_in_one_of(word_, name_ends)) out_.add(word_, noun::surname);
        if (word_.ends_with(U"анин") || word_.ends_with(U"янин")) {
            out_.add(without(word_, 2), noun::zero | noun::e | noun::hard_plural);
        }
        if (word_.ends_with(U"енок") || word_.ends_with(U"онок")) {
            const bool is_hard = word_.ends_with(U"онок");
            out_.add(std::u32string(without(word_, 4)) += is_hard ? U"ат" : U"ят", noun::zero | noun::hard);
        }
        if (const auto known = stem_of(fleeting, word_); !known.stem.empty()) {
            out_.add(known.stem, masculine_endings(last_of(known.stem)));
        }
        const bool is_fleeting = word_.ends_with(U"ок") || word_.ends_with(U"ек") || word_.ends_with(U"ец");
        if (!is_fleeting || vowels_in(word_) < 2 || is_one_of(word_, keeping_vowel)) return;
        std::u32string shorter(without(word_, 2));
        const char32_t before = last_of(shorter);
        if (is_vowel(before)) shorter += U'й'; // паек, китаец
        const bool softens = word_.ends_with(U"ец") ? before == U'л' : List(U"лнр").contains(before);
        if (softens && !word_.ends_with(U"ок")) shorter += U'ь'; // огонек, владелец
        out_.add(shorter += last_, masculine_endings(last_));
    }

    void add_in_short_i() {
        constexpr List sparrows[] = {U"воробей", U"муравей", U"соловей", U"ручей",
                                     U"улей",    U"репей",   U"жеребей", U"чирей"};
        constexpr Endings endings = noun::soft | noun::e | noun::em | noun::i | noun::ev;
        out_.add(stem_, endings);
        if (is_one_of(word_, sparrows)) out_.add(std::u32string(without(word_, 2)) += U'ь', endings);
    }

    void add_in_sign() {
        const bool is_t = word_.ends_with(U"ть") && is_vowel(last_of(without(word_, 2)));
        if (is_t && !is_noun_in_vowel_t(word_)) return;
        Endings endings = noun::i | noun::yu | noun::ey;
        constexpr List feminine_ends[] = {U"ость", U"есть", U"знь", U"вь", U"пь", U"ись", U"нность", U"гуль"};
        constexpr List masculine[] = {U"гость", U"тесть", U"червь"};
        if (is_hissing(last_of(stem_))) {
            endings |= noun::hard_plural;
        } else if (ends_in_one_of(word_, feminine_ends) && !is_one_of(word_, masculine)) {
            endings |= noun::soft_plural;
        } else {
            endings |= noun::soft | noun::e | noun::em;
        }
        out_.add(stem_, endings);
        if (const auto known = stem_of(fleeting, word_); !known.stem.empty()) out_.add(known.stem, endings);
        if (word_.ends_with(U"ень") && vowels_in(word_) > 1 && word_ != U"ступень") { // уровень, уровня
            out_.add(std::u32string(without(word_, 3)) += U'н', endings);
        }
    }

    void add_bare(std::u32string_view stem) {
        for (const std::u32string& form : bare_forms(stem)) out_.add(form, noun::zero);
    }

    void add_in_a() {
        const bool is_name = word_.size() > 4 && ends_in_one_of(stem_, name_ends);
        if (is_name && (stem_.ends_with(U"ов") || stem_.ends_with(U"ев")) && !is_one_of(word_, nouns_like_names)) {
            return out_.add(stem_, noun::woman);
        }
        out_.add(stem_, hard_endings(last_of(stem_)) & ~(noun::om | noun::em));
        add_bare(stem_);
    }

    void add_in_ya() {
        const char32_t before = last_of(stem_);
        constexpr Endings endings = noun::soft | noun::i | noun::ey;
        if (before == U'и') { // Алие; of здания, which is a plural, also its singular
            return out_.add(stem_, endings | noun::e | noun::em | noun::short_i);
        }
        if (is_vowel(before)) return out_.add(stem_, endings | noun::e | noun::short_i);
        out_.add(stem_, endings | noun::e);
        if (before == U'ь') { // семья, семей; гостья, гостий
            const std::u32string_view front = without(stem_, 1);
            out_.add(front, noun::ey);
            return out_.add(std::u32string(front) += U"ий", noun::zero);
        }
        const auto forms = bare_forms(stem_);
        if (forms.size() == 1 && forms.front() == stem_) return out_.add(stem_, noun::sign); // недель
        for (const std::u32string& form : forms) {
            if (form != stem_) out_.add(form, noun::zero | noun::sign); // песен, капель
        }
    }

    void add_in_mya() { out_.add(std::u32string(stem_) += U"ен", noun::zero | noun::i | noun::em | noun::hard); }

    void add_in_o() {
        if (is_vowel(last_of(stem_))) return; // радио
        Endings endings = hard_endings(last_of(stem_)) & ~(noun::oy | noun::ey | noun::y);
        if (stem_.ends_with(U"к")) endings |= noun::ov; // облаков, очков
        out_.add(stem_, endings);
        if (!ends_in_one_of(stem_, name_ends) || is_one_of(word_, nouns_like_names)) add_bare(stem_);
    }

    void add_in_e() {
        const char32_t before = last_of(stem_);
        if (before == U'и') {
            out_.add(std::u32string(without(stem_, 1)) += U'ь',
                     noun::soft | noun::e | noun::em | noun::i); // воскресенье
            return out_.add(stem_, noun::soft | noun::em | noun::i | noun::short_i);
        }
        if (before == U'ь') {
            out_.add(stem_, noun::soft | noun::e | noun::em | noun::i | noun::ev);
            out_.add(without(stem_, 1), noun::ey);
            return out_.add(std::u32string(without(stem_, 1)) += U"ий", noun::zero); // ущелий
        }
        if (is_vowel(before)) return;
        if (before != U'ц' && !is_hissing(before)) return out_.add(stem_, noun::soft | noun::em | noun::ey);
        out_.add(stem_, noun::hard | noun::em);
        add_bare(stem_);
    }

    /// A noun that has a plural only, or the plural of any: then the singular is meant too.
    void add_plural() {
        if (vowels_in(stem_) == 0) return;
        const char32_t last = last_of(stem_);
        if (is_vowel(last)) return out_.add(stem_, noun::short_i | noun::ev | noun::soft_plural);
        const bool is_soft = last_ == U'и' && !is_velar(last) && !is_hissing(last);
        Endings endings = is_soft ? noun::ey | noun::soft_plural | noun::sign : noun::ov | noun::hard_plural;
        if (is_hissing(last)) endings |= noun::ey;
        if (last == U'ц') endings |= noun::ev;
        if (is_one_of(word_, plural_only)) {
            constexpr List bare_ends[] = {U"ин", U"иц", U"ул", U"он", U"ар", U"ын", U"ив", U"арпат", U"шахмат"};
            if (ends_in_one_of(stem_, bare_ends)) endings |= noun::zero;
        } else {
            endings |= is_soft ? noun::soft | noun::e | noun::em | noun::i | noun::yu : hard_endings(last) | noun::zero;
        }
        out_.add(stem_, endings);
        for (const std::u32string& form : bare_forms(stem_)) {
            if (form != stem_) out_.add(form, noun::zero); // денег, суток
        }
    }

    List word_;
    List stem_; ///< the word without its last letter
    char32_t last_;
    StemList& out_;
};

} // namespace

bool can_be_noun(std::u32string_view word) {
    if (word.ends_with(U"ться") || word.ends_with(U"чься") || word.ends_with(U"тись")) return false;
    if (word.ends_with(U"чь")) return !is_irregular_verb(word) || is_one_of(word, hissing_nouns);
    return !word.ends_with(U"ть") || !is_vowel(last_of(without(word, 2))) || is_noun_in_vowel_t(word);
}

bool can_be_verb(std::u32string_view word) {
    constexpr List both[] = {U"стать", U"знать", U"подать"};
    return !is_noun_in_vowel_t(word) || is_one_of(word, both);
}

void add_noun_stems(std::u32string_view word, StemList& stems) { Noun(word, stems).add_stems(); }

} // namespace arna::russian
