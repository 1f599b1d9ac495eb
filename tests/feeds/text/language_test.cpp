#include "feeds/text/words/language.hpp"

#include <catch2/catch.hpp>

namespace arna {
namespace {

struct Sample {
    std::string_view language;
    std::string_view text;
};

/// Written for this test; the model has not seen them.
constexpr Sample samples[] = {
    {"kk",
     "Алматыда жаңа кітапхана ашылды. Оның қорында екі жүз мыңнан астам басылым бар, ал балалар бөліміне күн сайын "
     "оқушылар келіп жатыр. Қала әкімдігі келесі жылы тағы үш кітапхана салуды жоспарлап отыр."},
    {"kk", "Депутаттар кеше жаңа заң жобасын қарады. Құжатта салық төлеу тәртібі мен шағын кәсіпкерлікті қолдау "
           "шаралары көрсетілген. Енді ол келесі отырыста дауысқа салынады."},
    {"kk",
     "Бүгін елдің солтүстігінде қатты боран болады деп күтілуде. Синоптиктердің айтуынша, желдің екпіні секундына "
     "жиырма бес метрге жетеді, сондықтан жолаушыларға сапарды кейінге қалдырған жөн."},
    {"ru",
     "В Алматы открылась новая библиотека. В её фонде больше двухсот тысяч изданий, а в детский отдел каждый день "
     "приходят школьники. Акимат города планирует построить в следующем году ещё три библиотеки."},
    {"ru", "Депутаты вчера рассмотрели новый законопроект. В документе описан порядок уплаты налогов и меры поддержки "
           "малого предпринимательства. Теперь его вынесут на голосование на следующем заседании."},
    {"ru", "Сегодня на севере страны ожидается сильная метель. По словам синоптиков, порывы ветра достигнут двадцати "
           "пяти метров в секунду, поэтому поездки лучше отложить."},
    {"en",
     "A new library has opened in Almaty. It holds more than two hundred thousand volumes, and schoolchildren come "
     "to its children's department every day. The city plans to build three more next year."},
    {"en", "Members of parliament discussed the new bill yesterday. It describes how taxes are paid and how small "
           "businesses will be supported. It will be put to the vote at the next sitting."},
    {"en", "Heavy snow is expected in the north of the country today. Forecasters say that gusts of wind will reach "
           "twenty-five metres a second, so journeys should be put off where possible."},
    {"ky", "Бишкекте жаңы китепкана ачылды. Анын корунда эки жүз миңден ашык китеп бар, балдар бөлүмүнө күн сайын "
           "окуучулар келип турат. Шаар бийлиги эмдиги жылы дагы үч китепкана курууну пландаштырууда."},
    {"tt",
     "Казанда яңа китапханә ачылды. Анда ике йөз меңнән артык китап бар, балалар бүлегенә көн саен укучылар килә. "
     "Шәһәр җитәкчелеге киләсе елда тагын өч китапханә төзергә җыена."},
    {"ba", "Өфөлә яңы китапхана асылды. Унда ике йөҙ меңдән ашыу китап бар, балалар бүлегенә көн һайын уҡыусылар килә. "
           "Ҡала етәкселеге киләһе йылда тағы өс китапхана төҙөргә йыйына."},
    {"uk", "У Києві відкрилася нова бібліотека. Її фонд налічує понад двісті тисяч видань, а до дитячого відділу щодня "
           "приходять школярі. Міська влада планує наступного року збудувати ще три бібліотеки."},
    {"bg",
     "В София отвори врати нова библиотека. Във фонда ѝ има повече от двеста хиляди издания, а в детския отдел всеки "
     "ден идват ученици. Общината планира догодина да построи още три библиотеки."},
    {"uz",
     "Toshkentda yangi kutubxona ochildi. Uning fondida ikki yuz mingdan ortiq kitob bor, bolalar bo‘limiga har kuni "
     "o‘quvchilar keladi. Shahar hokimligi kelgusi yili yana uchta kutubxona qurishni rejalashtirmoqda."},
    {"uz", "Тошкентда янги кутубхона очилди. Унинг фондида икки юз мингдан ортиқ китоб бор, болалар бўлимига ҳар куни "
           "ўқувчилар келади. Шаҳар ҳокимлиги келгуси йили яна учта кутубхона қуришни режалаштирмоқда."},
    {"",
     "In Berlin ist eine neue Bibliothek eröffnet worden. Sie besitzt mehr als zweihunderttausend Bände, und in die "
     "Kinderabteilung kommen jeden Tag Schüler. Die Stadt will im nächsten Jahr drei weitere bauen."},
    {"",
     "Ankara'da yeni bir kütüphane açıldı. Koleksiyonunda iki yüz binden fazla kitap bulunuyor ve çocuk bölümüne her "
     "gün öğrenciler geliyor. Belediye gelecek yıl üç kütüphane daha yapmayı planlıyor."},
    {"", // Romansh, which the model does not have, is no sure English
     "Tut ils umans naschan libers ed eguals en dignitad e dretgs. Els èn dotads cun raschun e conscienza e duain agir "
     "in vers l'auter en spiert da fraternitad."},
    {"be", "У Мінску адкрылася новая бібліятэка. У яе фондзе больш за дзвесце тысяч выданняў, а ў дзіцячы аддзел кожны "
           "дзень прыходзяць школьнікі. Горад плануе пабудаваць яшчэ тры бібліятэкі."},
    {"",
     "日本の首都に新しい図書館が開館した。蔵書は二十万冊を超え、子供の部屋には毎日多くの生徒が訪れている。市は来年さらに三つの図書館を"
     "建てる計画である。市長は記者会見で、読書は町の将来にとって大切だと述べた。新しい建物には会議室もある。"},
};

} // namespace

TEST_CASE("languages of our feeds and their neighbours are told apart", "[text][language]") {
    const Sample sample = GENERATE(from_range(std::begin(samples), std::end(samples)));
    CAPTURE(sample.text);
    CHECK(detect_language(sample.text) == sample.language);
}

TEST_CASE("names and numbers do not confuse", "[text][language]") {
    CHECK(detect_language("«Adal urpaq» және YouTube, Facebook желілеріндегі жобалар аясында 120-дан астам іс-шара "
                          "ұйымдастырылды, оған 125 мыңнан астам жас қатысты (2026 ж.), деп хабарлайды Zakon.kz") ==
          "kk");
    CHECK(detect_language("Бұл туралы қаланың Жастар саясаты басқармасының өкілдері жəне əкімдік өткен жылдың "
                          "қорытындысы бойынша есеп беру барысында мəлімдеді") == "kk");
}

TEST_CASE("a few letters are enough for a guess, and never for a sure one", "[text][language]") {
    struct Guess {
        std::string_view language;
        std::string_view text;
    };
    const auto [language, text] = GENERATE(values<Guess>({
        {"kk", "Қоғам және саясат"},
        {"kk", "Мәжіліс заң жобасын мақұлдады"},
        {"kk", "Президент халыққа Жолдау арнады"},
        {"ru", "Общество и политика"},
        {"ru", "Мажилис одобрил законопроект"},
        {"ru", "Курс доллара на сегодня"},
        {"ru", "Токаев встретился с Си Цзиньпином"},
        {"kk", "Токаев Путинмен кездесті"},
        {"kk", "Президент Жолдау жариялады"},
        {"en", "Parliament passes the bill"},
        {"en", "Society and politics"},
        {"uk", "Верховна Рада ухвалила законопроєкт"},
        {"be", "Парламент ухваліў законапраект"},
        {"uk", "Налаштування програми"},
        {"bg", "Парламентът прие закона"},
        {"bg", "Всеки човек има право"},
        {"uk", "Кожна людина"},
        {"bg", "Оценката"},
        {"uk", "Файл не знайдено"},
        {"uk", "Форматований текст"},
        {"es", "Abriendo"},
        {"nl", "seconden"},
        {"mk", "Владата го усвои законот"},
        {"sr", "Скупштина усвојила нови закон"},
        {"mn", "Их хурал хуулийг баталлаа"},
        {"ky", "Жогорку Кеңеш мыйзамды кабыл алды"},
        {"tt", "Дәүләт Советы законны кабул итте"},
        {"az", "Милли Мәҹлис гануну гәбул етди"},
        {"de", "Der Bundestag hat das Gesetz beschlossen"},
        {"nl", "Het parlement heeft de wet aangenomen"},
        {"fr", "Le parlement adopte la loi"},
        {"it", "Il parlamento approva la legge"},
        {"eo", "La parlamento akceptis la novan leĝon"},
        {"la", "Omnes homines liberi nascuntur"},
        {"sw", "Bunge limepitisha sheria mpya"},
        {"tr", "Meclis yasa tasarısını kabul etti"},
        {"kk", "YouTube пен Instagram желісінде"}, // names in Latin letters are in any text
        {"ru", "Benteler в России"},
        {"en", "What «жаз» means in Kazakh"},
        {"", "12 345"},
        {"", "日本の首都"},
    }));
    CAPTURE(text);
    CHECK(guess_language(text).language == language);
    CHECK_FALSE(guess_language(text).sure);
}

TEST_CASE("an apostrophe ends no word, typed or typographic", "[text][language]") {
    CHECK(guess_language("To'rtinchi bo'lim").language == "uz");
    CHECK(guess_language("To‘rtinchi bo‘lim").language == "uz");
    CHECK(guess_language("Children’s books").language == "en");
    CHECK(guess_language("L’Italia all’attacco").language == "it");
}

TEST_CASE("a guess looks at a part of a text, however long it is", "[text][language]") {
    std::string text;
    while (text.size() < 1'000'000) text += "Депутаттар кеше жаңа заң жобасын қарады. ";
    CHECK(guess_language(text).language == "kk");
    CHECK(guess_language(text).sure);
    CHECK(guess_language(std::string(1'000'000, 'x')).sure == false);
}

TEST_CASE("too few letters, or a mixture, get no answer", "[text][language]") {
    CHECK(detect_language("") == "");
    CHECK(detect_language("Қоғам және саясат") == "");
    CHECK(detect_language("1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890") ==
          "");
    CHECK(
        detect_language("Алматыда жаңа кітапхана ашылды, оның қорында мыңдаған кітап бар. A new library has opened in "
                        "Almaty and holds many thousands of books.") == "");
    CHECK(detect_language(
              "qwrtpsdfg hjklzxcvb nmqwrtpsd fghjklzxc vbnmqwrt psdfghjkl zxcvbnmqw rtpsdfghj klzxcvbnm qwrtpsdf") ==
          "");
    CHECK(detect_language(std::string(200, '\xFF')) == "");
}

} // namespace arna
