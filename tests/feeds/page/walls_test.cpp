// Pages that stand where an article should: walls, excuses, and short articles that only sound like them.
#include "feeds/page/read_page.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <chrono>
#include <string>

namespace arna {
namespace {

PageReading page_of(std::string title, std::string body) {
    auto html = fmt::format(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{}</title></head><body><header><a href=/>Qala.kz</a>"
        "<nav><a href=/a/>Саясат</a><a href=/b/>Спорт</a></nav></header><main>{}</main>"
        "<footer><p>© 2026 Qala.kz. Барлық құқықтар қорғалған. Алматы қ., Абай даңғылы, 10.</p></footer></body></html>",
        title, body);
    using namespace std::chrono;
    return read_page({.bytes = std::move(html), .url = "https://qala.kz/news/1", .content_type = "text/html"}, {},
                     sys_days(2026y / 2 / 24));
}

} // namespace

TEST_CASE("A page that stands in an article's place says what it is instead, and has no text", "[page]") {
    struct Case {
        const char* code;
        const char* title;
        const char* body;
    };
    const auto [code, title, body] = GENERATE(values<Case>({
        {"page-not-found", "Qala.kz",
         "<div class=error><span>404</span><p>Бет табылмады</p><p>Сіз іздеген бет басқа мекенжайға көшірілген болуы "
         "мүмкін. Басты бетке оралыңыз.</p></div>"},
        {"page-not-found", "Қате",
         "<h1>Қате</h1><p>Сұралған бет табылмады. Мүмкін сілтеме қате жазылған. Басты бетке өтіп, іздеуді "
         "пайдаланыңыз.</p>"},
        {"page-not-found", "Qala.kz — қала жаңалықтары",
         "<h1>Өкінішке қарай, бет табылмады</h1><p>Төмендегі батырма арқылы басты бетке оралыңыз, немесе біздің "
         "редакциямен хабарласыңыз.</p>"},
        {"page-not-found", "Qala.kz",
         "<h1>Qala.kz</h1><h2>Страница не найдена</h2><p>Возможно, она была перенесена. Вернитесь на главную "
         "страницу или воспользуйтесь поиском по сайту.</p>"},
        {"page-not-found", "Ошибка",
         "<h1>Упс!</h1><p>Запрашиваемая страница не существует или была удалена. Проверьте правильность адреса.</p>"},
        {"page-not-found", "Новость удалена",
         "<h1>Материал не найден</h1><p>К сожалению, материал, который вы ищете, был удален по решению редакции.</p>"},
        {"page-is-login", "Личный кабинет",
         "<h1>Войдите в личный кабинет</h1><p>Введите номер телефона, и мы отправим вам код. Это займет одну "
         "минуту.</p><form><input type=tel><button>Получить код</button></form>"},
        {"page-is-login", "Кіру | Qala.kz",
         "<h1>Қош келдіңіз!</h1><p>Мақаланы оқу үшін тіркеліңіз. Бұл тегін және бір минуттан аспайды.</p>"
         "<form><input type=password></form>"},
        {"page-is-consent", "Datenschutz",
         "<h1>Wir schätzen Ihre Privatsphäre</h1><p>Wir und unsere 800 Partner verwenden Cookies, um Inhalte und "
         "Anzeigen zu personalisieren. Sie können Ihre Einwilligung jederzeit widerrufen.</p>"},
        {"page-is-consent", "Согласие на cookies",
         "<h1>Мы ценим вашу конфиденциальность</h1><p>Мы и наши партнёры используем файлы cookie для хранения и "
         "доступа к данным на устройстве. Вы можете изменить свой выбор в любое время.</p>"},
        {"page-is-consent", "Qala.kz",
         "<h1>Cookie файлдарын пайдалануға келісім</h1><p>Біз сайттың жұмысын жақсарту үшін cookie файлдарын "
         "пайдаланамыз. Баптауларды кез келген уақытта өзгерте аласыз.</p>"},
        {"page-is-challenge", "Qala.kz",
         "<h1>Сіз робот емессіз бе?</h1><p>Бірнеше секунд күте тұрыңыз, содан кейін сіз сұраған бетке "
         "ауысасыз.</p>"},
        {"page-is-script", "Qala.kz",
         "<noscript>Для работы сайта включите JavaScript в настройках вашего браузера и обновите страницу. Без него "
         "сайт не работает правильно.</noscript><div id=app></div>"},
        {"page-is-unavailable", "Технические работы",
         "<h1>Сайт временно недоступен</h1><p>Приносим извинения за неудобства, мы скоро вернемся. Попробуйте "
         "обновить страницу через несколько минут.</p>"},
        {"page-not-found", "Страница не найдена | Qala.kz",
         "<h1>Упс! Страница не найдена</h1><p>Посмотрите, что пишут сегодня.</p><ul>"
         "<li><a href=/n/1>Мост через реку открыли на месяц раньше срока</a></li>"
         "<li><a href=/n/2>Школу построили за одно лето</a></li>"
         "<li><a href=/n/3>Новую библиотеку откроют весной</a></li></ul>"},
        {"page-not-found", "Qala.kz",
         "<div>404</div><p>Похоже, страница удалена. Вернитесь на главную страницу.</p>"
         "<div class=card><a href=/n/1><h3>Мост через реку открыли на месяц раньше срока</h3></a></div>"
         "<div class=card><a href=/n/2><h3>Школу построили за одно лето</h3></a></div>"
         "<div class=card><a href=/n/3><h3>Новую библиотеку откроют весной</h3></a></div>"},
        {"page-not-found", "404: страница не найдена",
         "<p>Вы перешли по старой ссылке. Так бывает, и мы это исправим.</p>"},
        {"page-is-challenge", "Attention Required! | Cloudflare",
         "<h1>Sorry, you have been blocked</h1><p>This website is using a security service to protect itself from "
         "online attacks.</p>"},
        {"page-is-unavailable", "Qala.kz",
         "<h1>Уважаемые пользователи, сайт временно недоступен</h1><p>Мы работаем "
         "над этим. Попробуйте обновить страницу через несколько минут.</p>"},
    }));
    const auto page = page_of(title, body);
    CAPTURE(title, body, page.text);
    CHECK(page.kind == PageKind::other);
    REQUIRE(page.problems.size() == 1);
    CHECK(page.problems.front().code == code);
    CHECK(page.text.empty());
}

TEST_CASE("A short article that sounds like a wall is an article", "[page]") {
    struct Case {
        const char* title;
        const char* body;
    };
    const auto [title, body] = GENERATE(values<Case>({
        {"Вход в парк закрыли до весны — Qala.kz",
         "<h1>Вход в парк закрыли до весны</h1><p>Об этом сообщили в акимате города. Работы продлятся до конца "
         "марта.</p><form><input type=password></form>"},
        {"Школу №404 открыли после ремонта",
         "<h1>Школу №404 открыли после ремонта</h1><p>Ремонт продлился два года, школа примет девятьсот "
         "учеников.</p>"},
        {"Технические работы на водопроводе продлили",
         "<h1>Технические работы на водопроводе продлили</h1><p>Воду включат в четверг вечером, сообщили в "
         "водоканале города.</p>"},
        {"Доступ ограничен к набережной", "<h1>Доступ ограничен к набережной</h1><p>Набережную закрыли из-за паводка, "
                                          "сообщили спасатели. Откроют ее в мае.</p>"},
        {"Пожар потушили", "<h1>Пожар потушили</h1><p>Пожарные справились с огнем за два часа, никто не пострадал, "
                           "сообщили в службе спасения города.</p><div class=banner><h2>Мы используем файлы "
                           "cookie</h2><button>Принять</button></div>"},
        {"404 новых случая кори выявили в Казахстане за неделю — Qala.kz",
         "<h1>404 новых случая кори выявили в Казахстане за неделю</h1><p>Об этом сообщили в министерстве. Большинство "
         "заболевших — дети.</p>"},
        {"Статья удалена из кодекса по предложению депутатов",
         "<h1>Статья удалена из кодекса по предложению депутатов</h1><p>Поправки вступят в силу в январе, сообщили в "
         "парламенте страны.</p>"},
        {"Ескі материал жойылған: музей түсінік берді",
         "<h1>Ескі материал жойылған: музей түсінік берді</h1><p>Мұрағаттағы қағаздар су тиіп бүлінген. Көшірмелері "
         "сақталған.</p>"},
        {"France fines Google 150 million euros over cookie consent",
         "<h1>France fines Google 150 million euros over cookie consent</h1><p>The regulator said that cookies were "
         "harder to refuse than to accept. Google has three months.</p>"},
        {"Security check at Astana airport tightened",
         "<h1>Security check at Astana airport tightened</h1><p>Passengers are asked to come three hours before their "
         "flight.</p>"},
        {"Сайт недоступен: что случилось с Kaspi",
         "<h1>Сайт недоступен: что случилось с Kaspi</h1><p>Банк обещает все исправить к вечеру. Приносим извинения, "
         "сказали там.</p>"},
        {"Технические работы — Алматинский метрополитен закроют",
         "<h1>Технические работы — Алматинский метрополитен закроют</h1><p>Поезда не будут ходить в ночь на среду, "
         "сообщили в акимате города.</p>"},
        {"Войдите или зарегистрируйтесь на портале: как получить справку",
         "<h1>Войдите или зарегистрируйтесь на портале: как получить справку</h1><p>Справку дают за две минуты, "
         "сообщили в министерстве.</p><form class=subscribe><input type=email><button>Подписаться</button></form>"},
        {"Пожар потушили — Qala.kz",
         "<h2>Пожар потушили</h2><p>Пожар потушили за два часа, никто не пострадал, сообщили нам.</p>"
         "<div id=disqus_thread></div><noscript>Please enable JavaScript to view the <a href=https://disqus.com>comments "
         "powered by Disqus.</a></noscript>"},
        {"Пожар потушили — Qala.kz",
         "<div class=title>Пожар потушили</div><p>Пожар потушили за два часа, никто не пострадал, сообщили нам.</p>"
         "<noscript>Please enable JavaScript to view the comments powered by Disqus.</noscript>"},
        {"502 Bad Gateway: почему лежит интернет — Qala.kz",
         "<h1>502 Bad Gateway: почему лежит интернет</h1><p>Авария случилась у крупного поставщика, сообщили в "
         "министерстве.</p>"},
        {"How to enable JavaScript in your browser",
         "<h1>How to enable JavaScript in your browser</h1><p>Open the settings, look for the security of pages, and "
         "allow it.</p>"},
        {"Авторизуйтесь заново: банки меняют приложения",
         "<h1>Авторизуйтесь заново: банки меняют приложения</h1><p>Старые версии перестанут работать в январе, "
         "сообщили в банках.</p><div class=modal><form><input type=password></form></div>"},
        {"Страница не найдена</title><meta property=og:type content=article><meta property=article:published_time "
         "content=2026-02-23T10:00:00Z><title>",
         "<h1>Страница не найдена</h1><p>Так называется новая книга городского поэта, ее представят в библиотеке в "
         "четверг.</p>"},
        {"Технические работы</title><meta property=og:type content=article><title>",
         "<h1>Технические работы</h1><p>Воду в центре города отключат до утра пятницы, сообщили в водоканале.</p>"},
    }));
    const auto page = page_of(title, body);
    CAPTURE(title, page.text);
    CHECK(page.kind == PageKind::article);
    CHECK(page.problems.empty());
}

TEST_CASE("A front page whose first headline sounds like a wall is a listing", "[page]") {
    const std::string first =
        GENERATE("На портале eGov ведутся технические работы", "404 новых случая кори выявили в Казахстане за неделю",
                 "Сайт недоступен: что случилось с Kaspi", "Технические работы");
    const int count = GENERATE(3, 7, 10, 40, 100);
    const bool is_around = GENERATE(false, true); // whether the link stands around the heading
    std::string body;
    for (int i = 0; i < count; ++i) {
        const auto title = i == 0 ? first : fmt::format("Новость города под номером {} за сегодня", i);
        body += fmt::format(fmt::runtime(is_around ? "<article><a href=/n/{}><h2>{}</h2></a></article>"
                                                   : "<article><h2><a href=/n/{}>{}</a></h2></article>"),
                            i, title);
    }
    auto html =
        fmt::format("<!DOCTYPE html><html><head><meta charset=utf-8><title>Qala.kz — новости города</title></head>"
                    "<body><header><a href=/>Qala.kz</a></header><main>{}</main></body></html>",
                    body);
    const auto page = read_page({.bytes = std::move(html), .url = "https://qala.kz/", .content_type = "text/html"},
                                {.is_listing = GENERATE(false, true)}, {});
    CAPTURE(first, count, is_around);
    CHECK(page.kind == PageKind::listing);
    CHECK(page.problems.empty());
    REQUIRE(page.items.size() == std::size_t(count));
    CHECK(page.items.front().title.value == first);
}

} // namespace arna
