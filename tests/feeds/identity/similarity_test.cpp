#include "feeds/identity/similarity.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

const std::string wire =
    "Президент подписал закон о поддержке малого предпринимательства, который вступит в силу 1 января 2027 года. Документ "
    "предусматривает снижение налоговой нагрузки для 120 тысяч предприятий, упрощение отчётности и запрет на плановые "
    "проверки в течение трёх лет. По словам министра экономики, бюджет потеряет около 15 млрд тенге, однако эти средства "
    "вернутся за счёт роста занятости. Депутаты рассматривали документ полтора года и внесли в него 340 поправок. Эксперты "
    "считают, что закон поможет прежде всего торговле и услугам, а промышленности понадобятся отдельные меры поддержки.";

Similarity compared(const StoryText& a, const StoryText& b) {
    const Similarity there = compare_stories(sketch_story(a), sketch_story(b));
    const Similarity back = compare_stories(sketch_story(b), sketch_story(a));
    CHECK(there.score == back.score);
    CHECK(there.story == back.story);
    return there;
}

std::string weather(const std::string& town, const std::string& day, const std::string& degrees) {
    return "В " + town + " " + day +
           " ожидается переменная облачность, без осадков, ночью и утром возможен туман. Ветер "
           "северо-восточный, порывами до " +
           degrees + " метров в секунду. Температура воздуха ночью " + degrees +
           " градусов мороза, днём около нуля. Водителей просят соблюдать дистанцию и скоростной режим, а пешеходов - быть "
           "осторожнее на переходах. Дорожные службы работают в обычном режиме, уборка улиц ведётся круглосуточно.";
}

} // namespace

TEST_CASE("Copies of a text tell one story, however they are dressed up", "[identity][story]") {
    const StoryText original{.title = "Подписан закон о малом бизнесе", .content = wire};
    CHECK(compared(original, original).score == 1.0);

    std::string quoted = wire;
    for (std::size_t at = 0; (at = quoted.find("ё", at)) != std::string::npos;) quoted.replace(at, 2, "е");
    CHECK(compared(original, {.title = "Бизнес не будут проверять три года", .content = quoted}).score == 1.0);

    const std::string agency = "АСТАНА. КазТАГ – " + wire + "\nФото: пресс-служба";
    CHECK(compared(original, {.title = "Закон", .content = agency}).score == 1.0);

    const std::string cut = wire.substr(0, wire.find(" Депутаты"));
    CHECK(compared(original, {.title = "Закон", .content = cut}).story);
    CHECK(compared(original, {.title = "Закон", .content = cut + " Подробности читайте на сайте министерства."}).story);
}

TEST_CASE("Blanks in numbers do not tell two stories apart", "[identity][story]") {
    const std::string blank = "Завод выпустил 10 000 машин и 3 500 000 шин за год, в котором экспорт вырос вдвое.";
    const std::string none = "Завод выпустил 10000 машин и 3500000 шин за год, в котором экспорт вырос вдвое.";
    CHECK(compared({.content = blank}, {.content = none}).score == 1.0);
}

TEST_CASE("Forms that are filled in anew are two stories", "[identity][story]") {
    const StoryText monday{.title = "Погода в Алматы на 8 ноября", .content = ""};
    const std::string a = weather("Алматы", "8 ноября", "9");
    const std::string b = weather("Алматы", "16 ноября", "14");
    const Similarity days =
        compared({.title = monday.title, .content = a}, {.title = "Погода в Алматы на 16 ноября", .content = b});
    CHECK(days.score > 0.5);
    CHECK_FALSE(days.story);

    const std::string other_town = weather("Астане", "8 ноября", "9");
    CHECK_FALSE(
        compared({.title = monday.title, .content = a}, {.title = "Погода в Астане на 8 ноября", .content = other_town})
            .story);
}

TEST_CASE("A daily figure under the same title is another story, however few of its numbers differ",
          "[identity][story]") {
    const std::string rates =
        "По данным Национального банка, на 14 ноября 2026 года официальный курс доллара США составил 523,41 тенге за 1 "
        "доллар, курс евро – 607,15 тенге, российского рубля – 6,42 тенге. По итогам утренней сессии в 11 часов объём торгов "
        "на бирже составил 120 млн долларов, в них участвовали 24 банка.";
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = rates;
        return text.replace(text.find(from), from.size(), to);
    };
    const std::string title = "Курс валют на сегодня";
    const auto is_story = [&](const std::string& other) {
        return compared({.title = title, .content = rates}, {.title = title, .content = other}).story;
    };
    CHECK_FALSE(is_story(with("14 ноября", "15 ноября")));
    CHECK_FALSE(is_story(with("523,41", "523,87")));
    CHECK_FALSE(is_story(with("120 млн", "131 млн")));
    CHECK(is_story(with("523,41", "523.41"))); // another hand
    CHECK(is_story(with("2026 года", "года")));
    CHECK(is_story("Новость обновлена в 10 часов 15 минут, следите за нами. " + rates));
}

TEST_CASE("Only what begins with a digit is a number, and only one that stands in words has a place",
          "[identity][story]") {
    std::string words, numbers;
    for (int i = 0; i < 60; ++i) words += "w" + std::to_string(i) + " ";
    for (int i = 0; i < 60; ++i) numbers += std::to_string(2000 + i * 7) + " ";
    const std::string lead = "lead1 lead2 lead3 lead4 lead5 lead6 ", more = "1001 1002 1003 1004 1005 1006 ";
    CHECK(compared({.content = words}, {.content = lead + words.substr(0, 200)}).story);
    CHECK(compared({.content = numbers}, {.content = more + numbers.substr(0, 200)}).story);
}

TEST_CASE("Titles that differ in a number or a name tell two stories only if the texts differ in it",
          "[identity][story]") {
    const auto titled = [](const std::string& title) { return StoryText{.title = title, .content = wire}; };
    CHECK(compared(titled("Parliament Adopts New Law on Small Business"),
                   titled("Parliament Passes New Law on Small Business"))
              .story);
    CHECK(compared(titled("Подписан закон: Президент поддержал бизнес"),
                   titled("Подписан закон: Токаев поддержал бизнес"))
              .story);
    CHECK(compared(titled("Новости номер 1"), titled("Новости номер 2")).story);
    const std::string a = weather("Алматы", "завтра", "9"), b = weather("Астане", "завтра", "9");
    CHECK_FALSE(
        compared({.title = "Алматыда бұлтты болады", .content = a}, {.title = "Астанада бұлтты болады", .content = b})
            .story);
}

TEST_CASE("A form that is told of others is another story, whatever the title", "[identity][story]") {
    const auto obituary = [](const std::string& who, const std::string& where) {
        return "Ушёл из жизни известный педагог " + who + ". Он родился в городе " + where +
               ", окончил институт и долгие годы работал в школе. Коллеги запомнили его человеком большой души, чутким "
               "наставником и принципиальным руководителем. Прощание состоится завтра в Доме культуры, начало в полдень.";
    };
    const std::string one = obituary("Ерлан Сагимбаев", "Тараз");
    CHECK_FALSE(compared({.title = "Скорбим", .content = one},
                         {.title = "Утрата", .content = obituary("Виктор Лещенко", "Семей")})
                    .story);
    CHECK_FALSE(compared({.content = one}, {.content = obituary("Виктор Лещенко", "Тараз")}).story);
    CHECK(compared({.content = one}, {.content = obituary("Е. Сагимбаев", "Тараз")}).story);
    CHECK(compared({.content = one}, {.content = obituary("Ерлан Сагинбаев", "Тараз")}).story); // a slip
    CHECK_FALSE(
        compared({.content = weather("Алматы", "во вторник", "9")}, {.content = weather("Алматы", "в среду", "9")})
            .story);
}

TEST_CASE("Who reports a text, who is called by an office, and how a name is spelt make no other story",
          "[identity][story]") {
    const std::string fire =
        "В Жамбылской области потушен степной пожар{}. Огонь охватил 300 гектаров, к тушению привлекли два вертолёта. "
        "Президент Касым-Жомарт Токаев поручил помочь жителям аула Акколь, где в понедельник сгорели три дома. Аким района "
        "Серик Жумадилов сказал, что семьи разместили у родственников. Причиной могла стать молния, выводы сделают эксперты.";
    const auto with = [&](std::string text, std::string_view from, std::string_view to) {
        return text.replace(text.find(from), from.size(), to);
    };
    const auto is_story = [&](const std::string& a, const std::string& b) {
        return compared({.content = a}, {.content = b}).story;
    };
    const std::string plain = with(fire, "{}", "");
    CHECK(is_story(with(fire, "{}", ", передаёт Tengrinews.kz"), with(fire, "{}", ", передаёт Zakon.kz")));
    CHECK(is_story(with(fire, "{}", ", пишет КазТАГ"), with(fire, "{}", ", сообщает агентство Хабар")));
    CHECK(is_story(plain, with(plain, "Президент Касым-Жомарт Токаев", "Глава государства")));
    CHECK(is_story(plain, with(plain, "Серик Жумадилов", "С. Жумадилов")));
    CHECK(is_story(plain, with(plain, "Акколь", "Аккуль")));
    CHECK(is_story(plain, with(plain, "в понедельник", "12 мая")));
    CHECK_FALSE(is_story(plain, with(plain, "Жамбылской", "Акмолинской")));
}

TEST_CASE("A text that only repeats itself is no story, and neither are long ones that only begin alike",
          "[identity][story]") {
    std::string repeated, beginning, one, other;
    for (int i = 0; i < 400; ++i) repeated += "туралы жаңалық ";
    CHECK_FALSE(compared({.content = repeated}, {.content = repeated}).story);
    for (int i = 0; i < 90; ++i)
        beginning += "слово" + std::string(1, static_cast<char>('a' + i % 26)) + " " +
                     std::string(static_cast<std::size_t>(1 + i / 26), 'z') + " ";
    for (int i = 0; i < 1000; ++i) {
        const std::string letters{static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26 % 26),
                                  static_cast<char>('a' + i / 676)};
        one += "қалқа" + letters + " ";
        other += "басқа" + letters + " ";
    }
    CHECK(compared({.content = beginning + one}, {.content = beginning + one}).story);
    CHECK_FALSE(compared({.content = beginning + one}, {.content = beginning + other}).story);
}

TEST_CASE("A digest is not the story of one of its parts", "[identity][story]") {
    const std::string other =
        "Сборная страны по футболу провела товарищеский матч, который закончился вничью. Тренер остался доволен игрой молодых "
        "защитников и сказал, что состав на отборочные игры почти определён. Зрителей на стадионе было больше обычного, билеты "
        "раскупили за неделю. Следующую встречу команда проведёт на выезде, куда отправится уже в ближайший четверг вечером. "
        "Билеты на неё поступят в продажу завтра, сообщили в федерации, и цены на них не изменятся по сравнению с прошлым годом. "
        "Болельщиков просят приходить заранее, потому что на входе будут досматривать всех, включая детей и обладателей абонементов.";
    const StoryText digest{.title = "Главное за день", .content = other};
    const std::string both = other + " " + wire;
    CHECK_FALSE(compared({.title = "Подписан закон", .content = wire}, {.title = digest.title, .content = both}).story);
    CHECK(compared({.content = wire}, digest).score < 0.1);
}

TEST_CASE("Items without a content are compared by their summary, and those of a few words are no story",
          "[identity][story]") {
    const StoryText brief{.title = "Мәжіліс бюджет туралы заңды қабылдады", .summary = "Құжатты енді Сенат қарайды"};
    CHECK(compared(brief, brief).score > 0.9);
    CHECK_FALSE(compared(brief, brief).story);
    CHECK_FALSE(
        compared(brief, {.title = "Мәжіліс кодексті кейінге қалдырды", .summary = "Құжат келесі айда қаралады"}).story);
    const StoryText a{.title = brief.title,
                      .summary = "Құжатты енді Сенат қарайды. Депутаттардың айтуынша, келесі жылы ауыл мектептерін "
                                 "жөндеуге, жол салуға және дәрігерлердің жалақысын көтеруге бұрынғыдан көп қаржы "
                                 "бөлінеді, ал әкімдіктер жаңа көлік сатып алудан бас тартуға тиіс болады."};
    CHECK(compared(a, a).story);
    const std::string cut = std::string(a.summary).substr(0, a.summary.rfind(" алудан"));
    CHECK_FALSE(compared({.title = a.title, .summary = cut}, {.title = a.title, .summary = cut}).story); // 27 words
    CHECK_FALSE(compared({}, {}).story);
    CHECK(compared({}, {}).score == 0);
}

TEST_CASE("A sketch is small whatever the text is", "[identity][story]") {
    std::string numbers, words, names;
    for (int i = 0; i < 200'000; ++i) numbers += std::to_string(i) + " ";
    for (int i = 0; i < 200'000; ++i) words += "слово" + std::to_string(i) + "\n";
    for (int i = 0; i < 20'000; ++i)
        names += "и Ә" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i) + "\n";
    for (const std::string& text : {numbers, words, std::string(2'000'000, 'a'), std::string(2'000'000, '\n'), names}) {
        const StorySketch sketch = sketch_story({.title = text, .summary = text, .content = text});
        CHECK(sketch.body.size() <= StorySketch::most_words);
        CHECK(sketch.head.size() <= StorySketch::head_words);
        CHECK(sketch.figures.size() <= StorySketch::most_figures);
        CHECK(sketch.title.size() <= 64);
        const auto bytes = [](const auto& list) { return list.capacity() * sizeof list[0]; };
        const std::size_t all = sizeof sketch + bytes(sketch.head) + bytes(sketch.body) + bytes(sketch.figures) +
                                bytes(sketch.places) + bytes(sketch.text) + bytes(sketch.title);
        CHECK(all <= std::size_t{36} << 10);
    }
}
