#include "feeds/rules/forms/russian/russian_endings.hpp"

#include <array>
#include <string>
#include <vector>

namespace arna::russian {
namespace {

struct Row {
    Endings groups;
    /// Separated by blanks, "-" for none. A capital stands for the endings of an adjective: H of a hard one, S of a
    /// participle.
    std::u32string_view endings;
};

constexpr std::u32string_view hard_adjective = U"ый ого ому ым ом ая ой ую ою ое ые ых ыми";
constexpr std::u32string_view hissing_adjective = U"ий его ему им ем ая ей ую ею ее ие их ими";

constexpr Row of_nouns[] = {
    {noun::zero, U"-"},
    {noun::hard, U"а у е ам ами ах"},
    {noun::soft, U"я ю ям ями ях"},
    {noun::e, U"е"},
    {noun::y, U"ы"},
    {noun::i, U"и"},
    {noun::om, U"ом"},
    {noun::em, U"ем"},
    {noun::oy, U"ой ою"},
    {noun::ey, U"ей ею"},
    {noun::ov, U"ов"},
    {noun::ev, U"ев"},
    {noun::short_i, U"й"},
    {noun::sign, U"ь"},
    {noun::yu, U"ью ьми"},
    {noun::hard_plural, U"ам ами ах"},
    {noun::soft_plural, U"ям ями ях"},
    {noun::surname, U"ым ых ыми"},
    {noun::woman, U"а у ой ою"},
    {adjective::hard, U"H"},
    {adjective::velar, U"ой ого ому им ом ая ую ою ое ие их ими"},
    {adjective::iy, U"ий"},
    {adjective::hissing, U"S"},
    {adjective::soft, U"ий его ему им ем яя ей юю ею ее ие их ими"},
    {adjective::possessive, U"ья ье ьи ью ьего ьему ьей ьею ьим ьем ьих ьими"},
    {adjective::feminine, U"ая яя ой ою ей ею ую юю ые ых ым ыми ие их им ими"},
    {adjective::brief, U"а о ы"},
    {adjective::comparative, U"ее ей ейшS"},
};

/// These can have -ся.
constexpr Row of_verbs[] = {
    {verb::zero, U"-"},
    {verb::past, U"л ла ло ли вши вшS"},
    {verb::consonant_past, U"ла ло ли ши шS"},
    {verb::hard_present, U"у ешь ет ем ете ут ущS"},
    {verb::soft_present, U"ю ешь ет ем ете ют ющS"},
    {verb::i_present, U"ишь ит им ите ят ящS"},
    {verb::hissing_present, U"ишь ит им ите ат ащS"},
    {verb::u, U"у"},
    {verb::yu, U"ю"},
    {verb::i, U"и ите"},
    {verb::short_i, U"й йте"},
    {verb::sign, U"ь ьте"},
    {verb::a, U"а"},
    {verb::ya, U"я"},
    {verb::participle, U"S"},
};

/// And these can not.
constexpr Row of_verbs_alone[] = {
    {verb::past, U"в"},
    {verb::soft_present, U"емH ем ема емо емы"},
    {verb::i_present, U"имH има имо имы"},
    {verb::n_passive, U"ннH н на но ны"},
    {verb::en_passive, U"еннH ен ена ено ены"},
    {verb::t_passive, U"тH т та то ты"},
    {verb::om_passive, U"омH"},
};

constexpr std::u32string_view vowels = U"аеиоуыэюя";
constexpr std::size_t columns = 32; ///< а to я

/// All endings as one tree of letters; a place knows of which groups it is an ending.
class EndingTree {
public:
    EndingTree() : places_(1) {
        for (const Row& row : of_nouns) add_all(row, &Place::of_nouns, false);
        for (const Row& row : of_verbs) add_all(row, &Place::of_verbs, true);
        for (const Row& row : of_verbs_alone) add_all(row, &Place::of_verbs, false);
    }

    [[nodiscard]] bool accepts(Endings endings, std::string_view rest) const {
        std::size_t place = 0;
        if (rest.size() % 2 != 0) return false;
        for (std::size_t i = 0; i < rest.size(); i += 2) {
            const auto lead = static_cast<unsigned char>(rest[i]);
            const auto trail = static_cast<unsigned char>(rest[i + 1]);
            if ((lead | 1U) != 0xD1) return false; // neither U+0400 to U+043F nor U+0440 to U+047F
            const std::size_t letter = (lead & 1U) * 64 + (trail & 0x3FU) - 0x30;
            if (letter >= columns) return false;
            place = places_[place].next[letter];
            if (place == 0) return false;
        }
        const Place& end = places_[place];
        if ((endings & verb::any) == 0) return (end.of_nouns & endings) != 0;
        const Endings groups = endings & ~(verb::any | verb::only_reflexive);
        const bool is_plain = (end.of_verbs & groups) != 0 && (endings & verb::only_reflexive) == 0;
        return is_plain || (end.reflexive & groups) != 0;
    }

private:
    struct Place {
        std::array<std::uint16_t, columns> next{};
        Endings of_nouns = 0;
        Endings of_verbs = 0;
        Endings reflexive = 0;
    };

    void add_all(const Row& row, Endings Place::* set, bool has_reflexive) {
        const Endings groups = row.groups & ~verb::any;
        for_each(row.endings, [&](std::u32string_view ending) {
            if (ending == U"-") ending = {};
            const char32_t last = ending.empty() ? U' ' : ending.back();
            if (last != U'H' && last != U'S') {
                add(ending, groups, set);
                const bool is_open = vowels.contains(last);
                if (has_reflexive) add(std::u32string(ending) + (is_open ? U"сь" : U"ся"), groups, &Place::reflexive);
                if (has_reflexive && ending.empty()) add(U"сь", groups, &Place::reflexive); // пришлись
                return;
            }
            for_each(last == U'H' ? hard_adjective : hissing_adjective, [&](std::u32string_view adjective) {
                const std::u32string whole = std::u32string(ending.substr(0, ending.size() - 1)) += adjective;
                add(whole, groups, set);
                if (has_reflexive) add(whole + U"ся", groups, &Place::reflexive);
            });
        });
    }

    void add(std::u32string_view ending, Endings groups, Endings Place::* set) {
        std::size_t place = 0;
        for (const char32_t letter : ending) {
            const std::size_t column = letter - U'а';
            if (places_[place].next.at(column) == 0) {
                places_[place].next.at(column) = static_cast<std::uint16_t>(places_.size());
                places_.emplace_back();
            }
            place = places_[place].next.at(column);
        }
        places_[place].*set |= groups;
    }

    template <class Function>
    static void for_each(std::u32string_view list, const Function& function) {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(U' '), list.size());
            function(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    std::vector<Place> places_;
};

} // namespace

bool accepts(Endings endings, std::string_view rest) {
    static const EndingTree tree;
    return tree.accepts(endings, rest);
}

} // namespace arna::russian
