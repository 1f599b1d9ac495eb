#include "feeds/clean/picture.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/clean/picture_credit.hpp"
#include "feeds/html/plain_text.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

Picture picture_of(const RawItem& item, std::string_view markup) {
    return choose_picture(item, sanitize(markup), plain_text(markup), "");
}

} // namespace

TEST_CASE("Captions name whom a picture is from", "[clean][picture]") {
    struct Case {
        const char* caption;
        const char* credit;
    };
    const auto [caption, credit] = GENERATE(values<Case>({
        {"сурет - Zakon.kz", "Zakon.kz"},
        {"Қала жастары , сурет - Zakon.kz жаңалық 23.02.2026 10:55", "Zakon.kz"},
        {"Сурет: Алматы қаласы әкімдігінің баспасөз қызметі", "Алматы қаласы әкімдігінің баспасөз қызметі"},
        {"Фото: Иван Иванов, Zakon.kz", "Иван Иванов, Zakon.kz"},
        {"ФОТО — Tengrinews.kz.", "Tengrinews.kz"},
        {"Вид на город (фото: пресс-служба)", "пресс-служба"},
        {"Фото © Reuters / J. Doe", "Reuters / J. Doe"},
        {"Photo: AP", "AP"},
        {"Photo by Jane Doe", "Jane Doe"},
        {"Photograph: Jane Doe/The Guardian", "Jane Doe/The Guardian"},
        {"Image credit: NASA", "NASA"},
        {"Автор фото: Асан", "Асан"},
    }));
    CAPTURE(caption);
    CHECK(picture_credit(caption) == std::string(credit));
}

TEST_CASE("Other sentences name nobody", "[clean][picture]") {
    const auto caption = GENERATE("", "Фото дня", "Сурет көрмесі ашылды", "фотоаппарат: жаңа модель",
                                  "Photo of the day", "суретші - Абай", "Фото: ", "Изображение: x", "telephoto: y");
    CAPTURE(caption);
    CHECK_FALSE(picture_credit(caption));
}

TEST_CASE("The picture of an item is the first that is there", "[clean][picture]") {
    RawItem item;
    item.media = {
        {.url = "https://h.kz/v.mp4", .medium = "video", .thumbnails = {{.url = "https://h.kz/t.jpg", .width = 90}}},
        {.url = "https://h.kz/small.jpg", .type = "image/jpeg", .width = 100},
        {.url = "https://h.kz/big.jpg", .medium = "image", .width = 900, .height = 600}};
    item.enclosures = {{.url = "https://h.kz/e.mp3", .type = "audio/mpeg"},
                       {.url = "https://h.kz/e.png", .type = "image/png"}};
    item.image = "https://h.kz/i.png";
    const auto url = [&] {
        return picture_of(item,
                          "<img src=\"https://h.kz/dot.png\" width=\"16\"><img src=\"https://h.kz/c.png\" alt=\"a\">")
            .url;
    };
    const Picture picture = picture_of(item, "");
    CHECK(picture.url == "https://h.kz/big.jpg");
    CHECK(picture.width == 900);
    item.media.resize(1);
    CHECK(url() == "https://h.kz/e.png");
    item.enclosures.clear();
    CHECK(url() == "https://h.kz/i.png");
    item.image.clear();
    CHECK(url() == "https://h.kz/t.jpg");
    item.media.clear();
    CHECK(url() == "https://h.kz/c.png");
}

TEST_CASE("The credit comes from Media RSS, a caption, the text or the description of the picture",
          "[clean][picture]") {
    RawItem item;
    item.image = "https://h.kz/i.png";
    CHECK(picture_of(item, "<figure><figcaption>Көрініс. Сурет: AA</figcaption></figure><p>text</p>").credit == "AA");
    CHECK(picture_of(item, "<p>text</p>").credit.empty());
    item.image.clear();
    CHECK(picture_of(item, "<img src=\"https://h.kz/c.png\" alt=\"x, сурет - BB\">").credit == "BB");
    item.media = {
        {.url = "https://h.kz/m.jpg", .medium = "image", .credits = {{.name = "CC", .role = "photographer"}}}};
    CHECK(picture_of(item, "Сурет: AA").credit == "CC");
    item.media[0].credits.clear();
    item.media[0].description = {.value = "Фото: DD"};
    CHECK(picture_of(item, "Сурет: AA").credit == "DD");
}
