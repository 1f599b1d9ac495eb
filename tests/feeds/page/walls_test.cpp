// Pages that stand where an article should: walls, excuses, and short articles that only sound like them.
#include "feeds/page/read_page.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

namespace arna {
namespace {

PageReading page_of(std::string title, std::string body) {
    auto html = fmt::format(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{}</title></head><body><header><a href=/>Qala.kz</a>"
        "<nav><a href=/a/>Саясат</a><a href=/b/>Спорт</a></nav></header><main>{}</main>"
        "<footer><p>© 2026 Qala.kz. Барлық құқықтар қорғалған. Алматы қ., Абай даңғылы, 10.</p></footer></body></html>",
        title, body);
    return read_page({.bytes = std::move(html), .url = "https://qala.kz/news/1", .content_type = "text/html"}, {}, {});
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
    }));
    const auto page = page_of(title, body);
    CAPTURE(title, body, page.text);
    CHECK(page.kind == PageKind::other);
    REQUIRE(page.problems.size() == 1);
    CHECK(page.problems.front().code == code);
    CHECK((page.text.empty() || std::string(code) == "page-is-script"));
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
    }));
    const auto page = page_of(title, body);
    CAPTURE(title, page.text);
    CHECK(page.kind == PageKind::article);
    CHECK(page.problems.empty());
}

} // namespace arna
