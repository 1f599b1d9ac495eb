#include "feeds/page/date/date_phrases.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date_words.hpp"
#include "feeds/text/text_map.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr int hour = 60;
constexpr int day = 24 * hour;

const std::vector<std::pair<std::string_view, int>> day_words = {
    {"бүгін", 0},      {"сегодня", 0},     {"today", 0},    {"heute", 0},       {"сьогодні", 0}, {"bugun", 0},
    {"bugün", 0},      {"aujourd'hui", 0}, {"hoy", 0},      {"oggi", 0},        {"hoje", 0},     {"dzisiaj", 0},
    {"dziś", 0},       {"dnes", 0},        {"vandaag", 0},  {"idag", 0},        {"сёння", 0},    {"бүгүн", 0},
    {"今日", 0},       {"今天", 0},        {"오늘", 0},     {"кеше", 1},        {"вчера", 1},    {"yesterday", 1},
    {"gestern", 1},    {"вчора", 1},       {"kecha", 1},    {"dün", 1},         {"hier", 1},     {"ayer", 1},
    {"ieri", 1},       {"ontem", 1},       {"wczoraj", 1},  {"včera", 1},       {"gisteren", 1}, {"igår", 1},
    {"учора", 1},      {"кечээ", 1},       {"昨日", 1},     {"昨天", 1},        {"어제", 1},     {"позавчера", 2},
    {"vorgestern", 2}, {"avant-hier", 2},  {"anteayer", 2}, {"przedwczoraj", 2}};

const std::vector<std::pair<std::string_view, int>> unit_words = {{"m", 1},
                                                                  {"h", hour},
                                                                  {"d", day},
                                                                  {"w", 7 * day},
                                                                  {"сағ", hour},
                                                                  {"дн", day},
                                                                  {"мес", 30 * day},
                                                                  {"минут", 1},
                                                                  {"минуту", 1},
                                                                  {"минуты", 1},
                                                                  {"мин", 1},
                                                                  {"minute", 1},
                                                                  {"minutes", 1},
                                                                  {"min", 1},
                                                                  {"mins", 1},
                                                                  {"minuten", 1},
                                                                  {"хвилин", 1},
                                                                  {"хвилини", 1},
                                                                  {"daqiqa", 1},
                                                                  {"dakika", 1},
                                                                  {"minutos", 1},
                                                                  {"minuti", 1},
                                                                  {"minut", 1},
                                                                  {"minuty", 1},
                                                                  {"minuter", 1},
                                                                  {"мүнөт", 1},
                                                                  {"сағат", hour},
                                                                  {"час", hour},
                                                                  {"часа", hour},
                                                                  {"часов", hour},
                                                                  {"ч", hour},
                                                                  {"hour", hour},
                                                                  {"hours", hour},
                                                                  {"hr", hour},
                                                                  {"hrs", hour},
                                                                  {"stunde", hour},
                                                                  {"stunden", hour},
                                                                  {"годину", hour},
                                                                  {"години", hour},
                                                                  {"годин", hour},
                                                                  {"soat", hour},
                                                                  {"saat", hour},
                                                                  {"heure", hour},
                                                                  {"heures", hour},
                                                                  {"hora", hour},
                                                                  {"horas", hour},
                                                                  {"ora", hour},
                                                                  {"ore", hour},
                                                                  {"godzin", hour},
                                                                  {"godziny", hour},
                                                                  {"godzinę", hour},
                                                                  {"uur", hour},
                                                                  {"timmar", hour},
                                                                  {"timme", hour},
                                                                  {"саат", hour},
                                                                  {"күн", day},
                                                                  {"день", day},
                                                                  {"дня", day},
                                                                  {"дней", day},
                                                                  {"day", day},
                                                                  {"days", day},
                                                                  {"tag", day},
                                                                  {"tage", day},
                                                                  {"tagen", day},
                                                                  {"днів", day},
                                                                  {"дні", day},
                                                                  {"kun", day},
                                                                  {"gün", day},
                                                                  {"jour", day},
                                                                  {"jours", day},
                                                                  {"día", day},
                                                                  {"días", day},
                                                                  {"giorni", day},
                                                                  {"giorno", day},
                                                                  {"dias", day},
                                                                  {"dni", day},
                                                                  {"dzień", day},
                                                                  {"dagen", day},
                                                                  {"dagar", day},
                                                                  {"күн бурын", day},
                                                                  {"апта", 7 * day},
                                                                  {"неделю", 7 * day},
                                                                  {"недели", 7 * day},
                                                                  {"недель", 7 * day},
                                                                  {"week", 7 * day},
                                                                  {"weeks", 7 * day},
                                                                  {"woche", 7 * day},
                                                                  {"wochen", 7 * day},
                                                                  {"semaine", 7 * day},
                                                                  {"semaines", 7 * day},
                                                                  {"semana", 7 * day},
                                                                  {"semanas", 7 * day},
                                                                  {"ай", 30 * day},
                                                                  {"месяц", 30 * day},
                                                                  {"месяца", 30 * day},
                                                                  {"месяцев", 30 * day},
                                                                  {"month", 30 * day},
                                                                  {"months", 30 * day},
                                                                  {"monat", 30 * day},
                                                                  {"monaten", 30 * day},
                                                                  {"mois", 30 * day},
                                                                  {"mes", 30 * day},
                                                                  {"meses", 30 * day},
                                                                  {"жыл", 365 * day},
                                                                  {"год", 365 * day},
                                                                  {"года", 365 * day},
                                                                  {"лет", 365 * day},
                                                                  {"year", 365 * day},
                                                                  {"years", 365 * day},
                                                                  {"jahr", 365 * day},
                                                                  {"jahren", 365 * day},
                                                                  {"ans", 365 * day},
                                                                  {"an", 365 * day},
                                                                  {"años", 365 * day},
                                                                  {"anos", 365 * day}};

const std::vector<std::string_view> ago_words = {"бұрын", "назад",   "ago",   "тому",  "oldin", "önce", "fa", "atrás",
                                                 "temu",  "geleden", "sedan", "бурун", "vor",   "hace", "há", "ilya"};

template <class Value>
TextMap<Value> keyed(const std::vector<std::pair<std::string_view, Value>>& rows) {
    TextMap<Value> words;
    for (const auto& [word, value] : rows) words.try_emplace(date_key(word), value);
    return words;
}

} // namespace

std::optional<int> days_before(std::string_view key) {
    static const auto words = keyed(day_words);
    const auto found = words.find(key);
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

int minutes_of_unit(std::string_view key) {
    static const auto words = keyed(unit_words);
    const auto found = words.find(key);
    return found == words.end() ? 0 : found->second;
}

bool says_ago(std::string_view key) {
    static const auto words = [] {
        TextSet all;
        for (const std::string_view word : ago_words) all.insert(date_key(word));
        return all;
    }();
    return words.contains(key);
}

bool may_hold_date(std::string_view line) {
    if (std::ranges::any_of(line, is_ascii_digit)) return true;
    constexpr std::size_t short_line = 100, most_bytes = 800, most_characters = 200;
    constexpr int most_blanks = 6;
    if (line.size() <= short_line && std::ranges::count(line, ' ') <= most_blanks) return true;
    if (line.size() > most_bytes || code_points(line) > most_characters) return false;
    const auto is_end = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !is_ascii_letter(c); };
    for (auto at = line.begin(); at != line.end();) {
        const auto begin = std::find_if_not(at, line.end(), is_end);
        at = std::find_if(begin, line.end(), is_end);
        if (std::ranges::find(ago_words, std::string_view(begin, at)) != ago_words.end()) return true;
    }
    return false;
}

bool says_just_now(std::string_view line) {
    static const auto phrases = [] {
        TextSet all;
        for (const char* phrase : {"только что", "жаңа ғана", "дәл қазір", "just now", "gerade eben", "à l'instant",
                                   "щойно", "ahora mismo", "hozirgina", "az önce"})
            all.insert(date_key(phrase));
        return all;
    }();
    constexpr std::size_t longest = 40;
    constexpr std::string_view first_letters = "jJgGaAhHtT"; // of those in Latin letters; t looks like т
    if (line.empty() || line.size() >= longest) return false;
    if (is_ascii_alphanumeric(line.front()) && !first_letters.contains(line.front())) return false; // most often
    return phrases.contains(date_key(line));
}

} // namespace arna
