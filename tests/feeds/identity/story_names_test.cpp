// Names, days and months of which one text tells and another does not.
#include "feeds/identity/similarity.hpp"

#include <catch2/catch.hpp>

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace arna;

namespace {

using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

const std::string route =
    "Казахстанские железнодорожники открыли новый маршрут, {} Поезд будет ходить ежедневно и останавливаться на всех "
    "крупных станциях. Билеты уже поступили в продажу, их можно купить в кассах и через приложение. Пассажиры давно "
    "просили о таком маршруте, потому что автобусы зимой часто опаздывают.";
const std::string kazakh_route =
    "Теміржолшылар жаңа бағыт ашты, {} Пойыз күн сайын жүріп, барлық ірі бекетке тоқтайды. Билеттер сатылымға шығып "
    "кетті, оларды кассадан немесе қосымша арқылы алуға болады. Жолаушылар мұндай бағытты көптен сұраған еді, өйткені "
    "қыста автобустар жиі кешігеді.";
const std::string english_route =
    "The railway has opened a new route, {} The train will run every day and will call at all major stations on its way. "
    "Tickets are on sale already and may be bought at the counter or by telephone. Passengers have long asked for such a "
    "route because buses are often late in winter.";
const std::string obituary =
    "Ушёл из жизни известный педагог {}. Об этом рассказали родные и близкие покойного. Он окончил педагогический "
    "институт и долгие годы работал в школе. Коллеги запомнили его человеком большой души, чутким наставником и "
    "принципиальным руководителем. Прощание состоится завтра в Доме культуры, начало в полдень.";
const std::string forecast =
    "По прогнозу синоптиков, завтра в {} ожидается переменная облачность, временами дождь, ночью и утром местами туман. "
    "Ветер северо-западный, днём порывистый, возможны заморозки на почве. Водителям рекомендуют соблюдать дистанцию, а "
    "пешеходам быть внимательнее на переходах.";
const std::string fair =
    "Школы области проведут ярмарку для родителей в {} этого года. На ней покажут поделки учеников, книги и музыкальные "
    "инструменты, которые сделали в мастерских. Вырученные деньги пойдут на ремонт спортивных залов и покупку автобуса "
    "для дальних сёл. Родителей просят надеть тёплую одежду.";
const std::string kazakh_fair =
    "Облыс мектептері ата-аналарға арналған жәрмеңкені {} айында өткізеді. Онда оқушылардың қолөнер бұйымдары, кітаптары "
    "мен шеберханада жасалған аспаптары көрсетіледі. Түскен қаражат спорт залдарын жөндеуге және алыс ауылдарға автобус "
    "алуға жұмсалады. Ата-аналардан жылы киініп келу сұралады, себебі мереке ашық аспан астында өтеді.";
const std::string english_fair =
    "Schools of the region will hold a fair for parents in {} this year. Pupils will show their handiwork, books and the "
    "instruments that were made in the workshops. The money will be spent on new roofs for the gyms and on a bus for the "
    "villages far away. Parents are asked to bring warm clothes.";

std::string filled(std::string form, std::string_view with) { return form.replace(form.find("{}"), 2, with); }

bool is_story(const StoryText& a, const StoryText& b) {
    const bool found = compare_stories(sketch_story(a), sketch_story(b)).story;
    CHECK(found == compare_stories(sketch_story(b), sketch_story(a)).story);
    return found;
}

/// Of a form that is filled in with each of a pair: whether the two are one story.
void check_pairs(const std::string& form, const Pairs& pairs, bool are_stories) {
    for (const auto& [one, other] : pairs) {
        CAPTURE(one, other);
        CHECK(is_story({.content = filled(form, one)}, {.content = filled(form, other)}) == are_stories);
    }
}

} // namespace

TEST_CASE("Copies in which each outlet names itself are one story", "[identity][story]") {
    check_pairs(route,
                {{"рассказали Sputnik в компании.", "рассказали Tengrinews в компании."},
                 {"информирует Курсив.", "информирует Казинформ."},
                 {"уточнили Курсиву в компании.", "уточнили Казинформу в компании."},
                 {"узнал Sputnik.", "узнал Tengrinews."},
                 {"заявили Интерфаксу в компании.", "заявили Курсиву в компании."},
                 {"со ссылкой на Курсив.", "со ссылкой на Казинформ."},
                 {"сообщает Радио Азаттык.", "сообщает Курсив Медиа."},
                 {"подтвердили Sputnik в компании.", "подтвердили Tengrinews в компании."},
                 {"по данным Казинформа.", "по данным Хабара."},
                 {"рассказали журналистам Sputnik в компании.", "рассказали журналистам Курсива в компании."},
                 {"пишет tengrinews.kz.", "пишет Zakon.kz."}},
                true);
    check_pairs(kazakh_route,
                {{"деп жазды Азаттық.", "деп жазды Қазақпарат."},
                 {"деп хабарлайды Азаттық.", "деп хабарлайды Егемен."},
                 {"деп баяндады Азаттық.", "деп баяндады Қазақпарат."},
                 {"дейді Азаттық тілшісі.", "дейді Қазақпарат тілшісі."}},
                true);
    check_pairs(english_route,
                {{"its director told Reuters.", "its director told Bloomberg."},
                 {"according to Reuters.", "according to Bloomberg."},
                 {"citing Reuters.", "citing Bloomberg."},
                 {"as Reuters said.", "as Bloomberg said."}},
                true);
}

TEST_CASE("Who was told something is an outlet once, and never one of two names", "[identity][story]") {
    check_pairs(route,
                {{"рассказал Ерлан Сагимбаев.", "рассказал Виктор Лещенко."},
                 {"рассказал Sputnik директор, а жители Тараза обрадовались.",
                  "рассказал Курсиву директор, а жители Семея обрадовались."},
                 {"рассказал Ахметов журналистам, а потом добавил заявил Сериков коллегам.",
                  "рассказал Лещенко журналистам, а потом добавил заявил Климов коллегам."}},
                false);
}

TEST_CASE("Towns and people whose names begin alike are others", "[identity][story]") {
    check_pairs(fair, {{"зале ДЧС и", "зале ДКБ и"}, {"зале МВД и", "зале МИД и"}, {"зале ДЧС и", "зале ДЧП и"}},
                false);
    const Pairs towns = {{"Кызылорде", "Кызылжаре"},     {"Караганде", "Каратау"}, {"Новосибирске", "Новокузнецке"},
                         {"Талгаре", "Талдыкоргане"},    {"Иране", "Ираке"},       {"Орале", "Орске"},
                         {"Петропавловске", "Павлодаре"}};
    check_pairs(forecast, towns, false);
    for (const auto& [one, other] : towns) {
        const std::string title = "Погода в {} на завтра";
        CHECK_FALSE(is_story({.title = filled(title, one), .content = filled(forecast, one)},
                             {.title = filled(title, other), .content = filled(forecast, other)}));
    }
    check_pairs(obituary,
                {{"Нурлан Ахметов", "Нурлыбек Сейтов"},
                 {"Сериков", "Серикбаев"},
                 {"Ахметов", "Рахметов"},
                 {"Е.Жумадилов", "С.Сейтов"},
                 {"Марат", "Мұрат"}},
                false);
}

TEST_CASE("A name in Kazakh or Russian spelling, with an initial or a slip is the same", "[identity][story]") {
    check_pairs(obituary,
                {{"Қанат Қасымов", "Канат Касымов"},
                 {"Нұрлан Ахметов", "Нурлан Ахметов"},
                 {"Е.Сагимбаев", "Ерлан Сагимбаев"},
                 {"Ерлан Сагимбаев", "Ерлан Сагинбаев"}},
                true);
    check_pairs(forecast, {{"Актау", "Ақтауда"}, {"Шымкенте", "Шымкентте"}}, true);
    check_pairs(fair, {{"зале США и", "зале США-ға и"}}, true);
}

TEST_CASE("Months are others however alike they are spelt, in all their cases", "[identity][story]") {
    check_pairs(fair, {{"июне", "июле"}, {"марте", "мае"}, {"марте", "апреле"}, {"сентябре", "октябре"}}, false);
    check_pairs(kazakh_fair, {{"қазан", "қараша"}, {"мамыр", "маусым"}, {"наурыз", "қазан"}}, false);
    check_pairs(english_fair, {{"May", "June"}, {"June", "July"}, {"March", "May"}, {"August", "May"}}, false);
}

TEST_CASE("Surnames that begin like a day or a month are names, and announcements credit nobody", "[identity][story]") {
    check_pairs(obituary, {{"Ерлан Жұмабаев", "Ерлан Наурызбаев"}, {"Жұмағалиев", "Ахметов"}, {"Жұмабай", "Сейтов"}},
                false);
    check_pairs(kazakh_fair,
                {{"хабарландыру бойынша Семей қаласының күні", "хабарландыру бойынша Орал қаласының күні"}}, false);
    check_pairs(fair, {{"зале, где откроется Агентство Кызылорды,", "зале, где откроется Агентство Семея,"}}, false);
}

TEST_CASE("The order of two texts does not matter", "[identity][story]") {
    std::mt19937 random(1);
    const auto below = [&](std::size_t n) { return random() % n; };
    constexpr std::string_view names[] = {"Алматы", "Астана",  "Тараз", "Ерлан",  "Ахметов", "Reuters", "июне",
                                          "июле",   "Лещенко", "Семей", "Климов", "Петров",  "ДЧС",     "марте"};
    const auto name = [&] { return std::string(names[below(std::size(names))]); };
    int joined = 0;
    for (int n = 0; n < 400; ++n) {
        std::vector<std::pair<std::string, std::string>> sentences; // and the name each ends with
        for (int sentence = 0; sentence < 8; ++sentence) {
            auto& words = sentences.emplace_back("", name()).first;
            for (int word = 0; word < 9; ++word)
                words += "слово" + std::string(1, static_cast<char>('a' + below(26))) + " ";
        }
        auto edited = sentences;
        for (std::size_t edits = below(4); edits > 0; --edits) {
            auto& sentence = edited[below(8)];
            if (below(2) == 0)
                std::swap(sentence, edited[below(8)]);
            else
                sentence.second = name();
        }
        const auto text = [](const auto& from) {
            std::string all;
            for (const auto& [words, last] : from)
                all += words + last + (last.size() % 4 == 0 ? " сказал. " : " дома. ");
            return all;
        };
        joined += is_story({.content = text(sentences)}, {.content = text(edited)}) ? 1 : 0;
    }
    CHECK(joined > 100);
    CHECK(joined < 399);
}
