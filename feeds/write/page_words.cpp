#include "feeds/write/page_words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace arna {
namespace {

constexpr PageWords kazakh = {
    .language = "kk",
    .follow = "Жазылу:",
    .all_feeds = "Барлық тақырыптар",
    .updated = "Жаңартылған уақыты:",
    .full_text = "Толық мәтіні",
    .also_in = "Мұнда да бар:",
    .also_told_by = "Сондай-ақ:",
    .and_more = "тағы {}",
    .photo = "Сурет:",
    .withdrawn = "Дереккөзі кері қайтарып алған:",
    .nothing_yet = "Әзірге ештеңе жоқ.",
    .times_are_utc = "Уақыт UTC бойынша көрсетілген.",
    .made_by = "Жинаған:",
};

constexpr PageWords russian = {
    .language = "ru",
    .follow = "Подписаться:",
    .all_feeds = "Все темы",
    .updated = "Обновлено:",
    .full_text = "Полный текст",
    .also_in = "Также здесь:",
    .also_told_by = "Также:",
    .and_more = "и ещё {}",
    .photo = "Фото:",
    .withdrawn = "Снято источником:",
    .nothing_yet = "Пока ничего нет.",
    .times_are_utc = "Время указано по UTC.",
    .made_by = "Собрано программой",
};

constexpr PageWords english = {
    .language = "en",
    .follow = "Follow:",
    .all_feeds = "All topics",
    .updated = "Updated",
    .full_text = "Full text",
    .also_in = "Also in:",
    .also_told_by = "Also in:",
    .and_more = "and {} more",
    .photo = "Photo:",
    .withdrawn = "Withdrawn by its source:",
    .nothing_yet = "Nothing here yet.",
    .times_are_utc = "Times are in UTC.",
    .made_by = "Gathered by",
};

using Months = std::array<std::string_view, 12>;

constexpr Months kazakh_months = {"қаңтар", "ақпан", "наурыз",   "сәуір", "мамыр",  "маусым",
                                  "шілде",  "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"};
constexpr Months russian_months = {"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                   "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
constexpr Months english_months = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};

} // namespace

const PageWords& page_words(std::string_view language) {
    const auto primary = language.substr(0, language.find('-'));
    if (primary == "kk") return kazakh;
    if (primary == "ru") return russian;
    return english;
}

std::string shown_time(Time time, const PageWords& words) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::minutes>(time - day));
    const auto month = static_cast<unsigned>(date.month()) - 1;
    const auto shown_clock = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
    const auto number = static_cast<unsigned>(date.day());
    const auto year = static_cast<int>(date.year());
    if (words.language == "kk") return fmt::format("{} ж. {} {}, {}", year, number, kazakh_months[month], shown_clock);
    const auto& months = words.language == "ru" ? russian_months : english_months;
    return fmt::format("{} {} {}, {}", number, months[month], year, shown_clock);
}

} // namespace arna
