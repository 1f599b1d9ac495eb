#include "feeds/rules/forms/russian/russian_stems.hpp"

namespace arna::russian {
namespace {

using List = std::u32string_view;

/// Comparatives in -е, with what stands before it.
struct Comparative {
    List stem; ///< of the adjective
    List comparative;
};

constexpr Comparative comparatives[] = {
    {U"близк", U"ближе"},   {U"низк", U"ниже"},      {U"высок", U"выше"},     {U"узк", U"уже"},
    {U"глубок", U"глубже"}, {U"широк", U"шире"},     {U"далек", U"дальше"},   {U"тонк", U"тоньше"},
    {U"стар", U"старше"},   {U"дорог", U"дороже"},   {U"дешев", U"дешевле"},  {U"громк", U"громче"},
    {U"тих", U"тише"},      {U"коротк", U"короче"},  {U"мягк", U"мягче"},     {U"легк", U"легче"},
    {U"крепк", U"крепче"},  {U"строг", U"строже"},   {U"богат", U"богаче"},   {U"прост", U"проще"},
    {U"чист", U"чище"},     {U"част", U"чаще"},      {U"густ", U"гуще"},      {U"толст", U"толще"},
    {U"тверд", U"тверже"},  {U"молод", U"моложе"},   {U"редк", U"реже"},      {U"гладк", U"глаже"},
    {U"жарк", U"жарче"},    {U"ярк", U"ярче"},       {U"резк", U"резче"},     {U"сладк", U"слаще"},
    {U"горьк", U"горче"},   {U"долг", U"дольше"},    {U"поздн", U"позже"},    {U"ранн", U"раньше"},
    {U"туг", U"туже"},      {U"крут", U"круче"},     {U"сух", U"суше"},       {U"глух", U"глуше"},
    {U"жидк", U"жиже"},     {U"жестк", U"жестче"},   {U"плоск", U"площе"},    {U"звонк", U"звонче"},
    {U"ловк", U"ловче"},    {U"мелк", U"мельче"},    {U"больш", U"больше"},   {U"хорош", U"лучше"},
    {U"плох", U"хуже"},     {U"маленьк", U"меньше"}, {U"гибк", U"гибче"},     {U"четк", U"четче"},
    {U"кратк", U"кратче"},  {U"прытк", U"прытче"},   {U"хлестк", U"хлестче"}, {U"едк", U"едче"},
    {U"зорк", U"зорче"},    {U"хлипк", U"хлипче"},   {U"дик", U"диче"},
};

/// Which of those in -ой, -овый, -евый have short forms.
constexpr List short_in_oy[] = {U"молод", U"дорог", U"прост", U"пуст", U"густ", U"жив", U"зл",   U"больн",
                                U"крут",  U"слеп",  U"глух",  U"туг",  U"сух",  U"худ", U"плох", U"прям",
                                U"свят",  U"сед",   U"скуп",  U"туп",  U"сыр",  U"нем", U"лих",  U"чуж",
                                U"смешн", U"хром",  U"гол",   U"крив", U"бос"};
constexpr List short_in_ov[] = {U"готов",  U"здоров", U"нов",   U"суров",   U"бестолков",
                                U"рисков", U"толков", U"дешев", U"неистов", U"безголов"};

/// Declines one adjective; its ending has two letters.
class Adjective {
public:
    Adjective(List word, StemList& out) : stem_(without(word, 2)), end_(word.substr(stem_.size())), out_(out) {}

    void add_stems() {
        if (vowels_in(stem_) == 0 && stem_ != U"зл") return; // май, стой
        const char32_t last = last_of(stem_);
        if (is_vowel(last) || last == U'ь') return;
        if (end_ == U"ая" || end_ == U"яя") return out_.add(stem_, adjective::feminine);
        if (end_ == U"ые" || end_ == U"ое") return out_.add(stem_, long_endings());
        if (end_ == U"ее") return out_.add(stem_, long_endings());
        if (end_ == U"ие") {
            const bool is_soft = last == U'н' && !is_vowel(last_of(without(stem_, 1))); // домашние, not здание
            if (is_soft || is_velar(last) || (is_hissing(last) && last != U'ч')) out_.add(stem_, long_endings());
            return;
        }
        if (end_ != U"ый" && end_ != U"ий" && end_ != U"ой") return;
        if (end_ == U"ий" && long_endings() == adjective::hard) { // лисий, третий; сценарий
            return out_.add(stem_, adjective::possessive);
        }
        out_.add(stem_, long_endings());
        if (!is_velar(last) && end_ == U"ий") out_.add(stem_, adjective::possessive);
        add_comparatives();
        if (has_short_forms()) add_short_forms();
    }

private:
    [[nodiscard]] Endings long_endings() const {
        const char32_t last = last_of(stem_);
        if (is_velar(last)) return adjective::velar | adjective::iy;
        if (is_hissing(last) || last == U'ц') {
            return end_ == U"ой" ? adjective::velar : adjective::hissing;
        }
        if (end_ == U"ий" || end_ == U"ее" || end_ == U"ие") return last == U'н' ? adjective::soft : adjective::hard;
        return adjective::hard;
    }

    void add_comparatives() {
        for (const Comparative& known : comparatives) {
            if (known.stem == stem_) out_.add(known.comparative, noun::zero);
        }
        const char32_t last = last_of(stem_);
        if (is_velar(last)) { // высочайший
            std::u32string superlative(without(stem_, 1));
            superlative += last == U'г' ? U"жайш" : last == U'к' ? U"чайш" : U"шайш";
            out_.add(superlative, adjective::hissing);
        } else if (!is_hissing(last)) {
            out_.add(stem_, adjective::comparative);
        }
    }

    [[nodiscard]] bool has_short_forms() const {
        if (end_ == U"ой") return is_one_of(stem_, short_in_oy);
        if (stem_.ends_with(U"ск") || stem_.ends_with(U"цк")) return stem_.ends_with(U"зск");
        if (stem_.ends_with(U"ов") || stem_.ends_with(U"ев")) return is_one_of(stem_, short_in_ov);
        if (stem_.ends_with(U"вш") || stem_.ends_with(U"йш") || stem_ == U"вещ" || stem_ == U"сам") return false;
        return end_ == U"ый" || is_velar(last_of(stem_)) || is_hissing(last_of(stem_));
    }

    /// Of an adjective in -нный: whether it has short forms with one н, as participles have. Not карманный, странный.
    [[nodiscard]] bool is_participle() const {
        if (vowels_in(stem_) < 2) return false;
        if (stem_.ends_with(U"енн") || stem_.ends_with(U"ованн")) return true;
        return (stem_.ends_with(U"анн") || stem_.ends_with(U"янн")) && vowels_in(stem_) > 2 &&
               begins_with_prefix(stem_);
    }

    void add_short_forms() {
        out_.add(stem_, adjective::brief);
        if (is_velar(last_of(stem_))) out_.add(stem_, noun::i);
        if (is_hissing(last_of(stem_))) out_.add(stem_, noun::i | noun::e);
        if (stem_.ends_with(U"нн")) {
            if (is_participle()) out_.add(without(stem_, 1), noun::zero | adjective::brief); // уверен, уверена
            return out_.add(std::u32string(without(stem_, 1)) += U"ен", noun::zero);         // длинен
        }
        const bool is_cluster = stem_.size() > 1 && !is_vowel(last_of(without(stem_, 1)));
        for (const std::u32string& form : bare_forms(stem_)) {
            if (form == stem_ && is_cluster && stem_.ends_with(U"н")) continue; // нужен, not нужн
            out_.add(form, noun::zero);
        }
        if (stem_ == U"достойн") out_.add(U"достоин", noun::zero);
        if (stem_ == U"зл") out_.add(U"зол", noun::zero);
        if (stem_ == U"полн") out_.add(U"полон", noun::zero);
        if (stem_ == U"остр") out_.add(U"остер", noun::zero);
    }

    List stem_;
    List end_;
    StemList& out_;
};

} // namespace

void add_adjective_stems(std::u32string_view word, StemList& stems) {
    constexpr List reflexive[] = {U"щийся", U"шийся"};
    if (ends_in_one_of(word, reflexive)) stems.add(without(word, 4), verb::participle | verb::only_reflexive);
    if (word.size() > 3) Adjective(word, stems).add_stems();
}

} // namespace arna::russian
