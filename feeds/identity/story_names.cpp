#include "feeds/identity/story_names.hpp"

#include "feeds/text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

namespace arna {
namespace {

using Kind = StoryWord::Kind;
using Letters = decltype(StoryWord::letters);

// Folded. English ones are whole words; the others take a case ending.
constexpr std::string_view english_weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};
constexpr std::string_view english_months[] = {"january", "february", "march",     "april",   "may",      "june",
                                               "july",    "august",   "september", "october", "november", "december"};
constexpr std::string_view weekdays[] = {"понедельник", "вторник",    "среду",    "четверг",  "пятниц",
                                         "суббот",      "воскресень", "дүйсенбі", "сейсенбі", "сәрсенбі",
                                         "бейсенбі",    "жұма",       "сенбі",    "жексенбі"};
constexpr std::string_view months[] = {
    "январ", "феврал", "апрел", "июн",   "июл",    "август", "сентябр", "октябр",   "ноябр", "декабр", "қаңтар",
    "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде",  "тамыз",   "қыркүйек", "қазан", "қараша", "желтоқсан"};
constexpr std::string_view short_months[] = {"март", "марта", "марте", "марту", "мартом", // else also мартышка, майор
                                             "май",  "мая",   "мае",   "маю",   "маем"};

// How they begin.
constexpr std::string_view attributions[] = {
    "according", "agency",  "correspond", "interview",  "reported",  "reporting", "reports",    "агентств",
    "агенттігі", "жазады",  "жазған",     "жазды",      "интервью",  "информиру", "корреспонд", "передава",
    "передает",  "передал", "передают",   "пишет",      "пишут",     "сообща",    "сообщи",     "ссылк",
    "сілтеме",   "сұхбат",  "тілші",      "хабарлаған", "хабарлады", "хабарлай",  "хабарлауы"};
constexpr std::string_view speeches[] = {
    "citing",   "confirmed",    "learned",  "said",        "says",    "tells",    "told",     "writes",    "айтты",
    "баяндады", "данным",       "деді",     "дейді",       "добавил", "жазып",    "жеткізді", "журналист", "заявил",
    "заявля",   "информаци",    "мәлімде",  "мәліметінше", "объясни", "ответил",  "отмети",   "отмеча",    "подтверди",
    "поясни",   "прокомментир", "рассказа", "рассказы",    "сказал",  "сообщени", "узнал",    "уточни",    "уточня"};

using Beginning = std::pair<std::string_view, Kind>;

/// All of them, sorted; none begins another one.
constexpr auto beginnings = [] {
    std::array<Beginning, std::size(weekdays) + std::size(months) + std::size(attributions) + std::size(speeches)> all;
    auto end = all.begin();
    for (const auto letters : weekdays) *end++ = {letters, Kind::weekday};
    for (const auto letters : months) *end++ = {letters, Kind::month};
    for (const auto letters : attributions) *end++ = {letters, Kind::attribution};
    for (const auto letters : speeches) *end++ = {letters, Kind::speech};
    std::ranges::sort(all, {}, &Beginning::first);
    return all;
}();
static_assert(std::ranges::adjacent_find(beginnings, [](const Beginning& a, const Beginning& b) {
                  return b.first.starts_with(a.first);
              }) == beginnings.end());

bool is_upper(std::string_view word, std::size_t& at) {
    return u_isupper(static_cast<UChar32>(next_code_point(word, at))) != 0;
}

bool is_one_of(std::string_view folded, std::span<const std::string_view> list) {
    return std::ranges::find(list, folded) != list.end();
}

/// Zakon.kz, but not А.Абаев.
bool is_domain(std::string_view folded) {
    const auto dot = folded.rfind('.');
    return dot != std::string_view::npos && folded.size() - dot > 2 && ascii_prefix(folded) == folded.size();
}

Kind kind_of_uncapitalised(std::string_view folded) {
    constexpr std::size_t longest_ending = 6; // bytes, three letters
    if (folded.starts_with("ма") && is_one_of(folded, short_months)) return Kind::month;
    const auto behind = std::ranges::upper_bound(beginnings, folded, {}, &Beginning::first);
    if (behind == beginnings.begin()) return Kind::plain;
    const auto& [letters, kind] = *std::prev(behind);
    if (!folded.starts_with(letters)) return Kind::plain;
    const bool is_date = kind == Kind::weekday || kind == Kind::month;
    return is_date && folded.size() - letters.size() > longest_ending ? Kind::plain : kind;
}

Kind kind_of_capitalised(std::string_view word, std::string_view folded) {
    if (is_one_of(folded, english_weekdays)) return Kind::weekday;
    if (is_one_of(folded, english_months)) return Kind::month;
    constexpr unsigned char first_not_latin = 0xCD; // U+0340 and later
    std::size_t at = 0;
    (void)next_code_point(word, at);
    if (at == word.size()) return Kind::plain; // an initial
    if (is_upper(word, at)) return Kind::acronym;
    return static_cast<unsigned char>(word.front()) < first_not_latin ? Kind::latin_name : Kind::name;
}

std::size_t size_of(const Letters& letters) {
    return static_cast<std::size_t>(std::ranges::find(letters, 0) - letters.begin());
}

std::size_t common_beginning(const Letters& a, const Letters& b, std::size_t most) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + most, b.begin()).first - a.begin());
}

} // namespace

Kind kind_of(std::string_view word, std::string_view folded, bool begins_sentence) {
    if (folded.empty()) return Kind::plain;
    if (folded.front() >= '0' && folded.front() <= '9') return Kind::figure;
    if (is_domain(folded)) return Kind::attribution;
    std::size_t at = 0;
    if (!is_upper(word, at)) return kind_of_uncapitalised(folded);
    if (begins_sentence)
        if (const Kind kind = kind_of_uncapitalised(folded); kind != Kind::plain) return kind;
    return kind_of_capitalised(word, folded);
}

Letters letters_of(std::string_view folded) {
    constexpr std::u32string_view kazakh = U"әғқңөұүһі", russian = U"агкноуухи";
    folded.remove_prefix(folded.rfind('.') + 1); // А.Абаев; all of it where there is none
    Letters letters{};
    auto next = letters.begin();
    for (std::size_t at = 0; at < folded.size() && next != letters.end();) {
        char32_t letter = next_code_point(folded, at);
        if (const auto found = kazakh.find(letter); found != kazakh.npos) letter = russian[found];
        const auto byte = static_cast<std::uint8_t>(letter);
        *next++ = byte == 0 ? 0xFF : byte;
    }
    return letters;
}

bool are_one_name(const StoryWord& a, const StoryWord& b) {
    constexpr std::size_t least_stem = 5;
    if (a.letters.front() != b.letters.front()) return false;
    const auto [shorter, longer] = std::minmax({size_of(a.letters), size_of(b.letters)});
    const std::size_t common = common_beginning(a.letters, b.letters, shorter);
    if (a.kind == Kind::acronym && b.kind == Kind::acronym) return common == shorter; // АҚШ, АҚШта; ДЧС, ДКБ
    const std::size_t ending = longer > 6 ? 3 : longer > 5 ? 2 : 1;
    return common + ending >= longer || (common == shorter && common >= least_stem);
}

bool are_spellings(const StoryWord& a, const StoryWord& b) {
    constexpr std::size_t least_letters = 6;
    if (a.letters.front() != b.letters.front()) return false;
    const auto [shorter, longer] = std::minmax({size_of(a.letters), size_of(b.letters)});
    if (shorter < least_letters || longer - shorter > 1) return false;
    std::size_t alike = common_beginning(a.letters, b.letters, shorter);
    const auto end_of = [](const Letters& letters, std::size_t size) { return std::span(letters).first(size); };
    const auto one = end_of(a.letters, size_of(a.letters)), other = end_of(b.letters, size_of(b.letters));
    for (std::size_t n = 1; alike < shorter && one[one.size() - n] == other[other.size() - n]; ++n) ++alike;
    return alike + 1 >= longer;
}

} // namespace arna
