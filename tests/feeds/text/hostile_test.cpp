// Hostile addresses, dates, charsets and texts cost no more than some ordinary ones of their size.
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/hashtags.hpp"
#include "feeds/text/words/language.hpp"
#include "feeds/text/words/tag_key.hpp"
#include "tests/hostile/judge.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace arna::hostile {
namespace {

const Shape ordinary_text{.name = "ordinary", .piece = "Президент жаңа заңға қол қойды. #хабарлама ~ выборы пройдут. "};

void read_address(std::string_view address) {
    static_cast<void>(canonical_url(address));
    static_cast<void>(resolve_url(address, "https://a.kz/b/c"));
    static_cast<void>(resolve_url("../x", address));
    static_cast<void>(registrable_domain(url_host(address)));
    static_cast<void>(strip_tracking(address));
    static_cast<void>(masked_url(address));
}

void read_date(std::string_view text) {
    static_cast<void>(parse_date(text));
    static_cast<void>(parse_http_date(text));
}

void read_document(std::string_view bytes) { static_cast<void>(decode(std::string(bytes), "")); }

void read_content_type(std::string_view value) { static_cast<void>(decode("text", value)); }

void read_text(std::string_view text) {
    static_cast<void>(fold(text));
    static_cast<void>(fold(text, true));
    static_cast<void>(to_nfc(text));
    static_cast<void>(tag_key(text));
    static_cast<void>(hashtags(text));
    static_cast<void>(detect_language(text));
    static_cast<void>(collapse_space(xml_characters(text)));
    static_cast<void>(truncate_at_word(text, 80));
    static_cast<void>(truncate_at_word(text, 20'000));
}

std::string judged(std::string_view name, const Subject& subject, const Shape& benign, const std::vector<Shape>& shapes,
                   const Bounds& bounds = {}) {
    return fmt::format("{}", fmt::join(excesses(name, subject, benign, shapes, bounds), "\n"));
}

} // namespace

TEST_CASE("hostile addresses cost no more than ordinary ones", "[hostile][text]") {
    auto shapes = in_places({"a.",           "/",      "../",  "a/../",  "%", "%D0%B0", "%2e/", "?",    "&", "&a=b",
                             "&utm_a=b",     "#",      "@",    "[",      "]", ":",      "\\",   "a:b@", "қ", "қ.",
                             "\u0323\u0302", "\uFDFA", "xn--", "xn--a.", "-", "\t"},
                            {{.name = "host", .before = "https://", .after = ""},
                             {.name = "path", .before = "https://a.kz/", .after = ""},
                             {.name = "query", .before = "https://a.kz/?", .after = ""},
                             {.name = "no scheme", .before = "", .after = ""},
                             {.name = "opaque", .before = "x:", .after = ""}});
    const Shape ordinary{.name = "ordinary", .before = "https://a.kz/", .piece = "қоғам/жаңалық-~/"};
    CHECK(judged("address", read_address, ordinary, sample(std::move(shapes), 5)) == "");
}

TEST_CASE("hostile dates cost no more than blanks around an ordinary one", "[hostile][text]") {
    const Shape ordinary{.name = "ordinary", .piece = " ", .after = "2026-02-23T10:55:00Z"};
    const auto shapes =
        in_places({"1", "1-", "a.b", "a ", "(", ")", "+", "2026-01-01 ", "10:", "pm ", "қаңтар ", "年", "[", "/"},
                  {{.name = "date", .before = "", .after = ""}});
    CHECK(judged("date", read_date, ordinary, shapes) == "");
}

TEST_CASE("hostile bytes cost no more than ordinary ones in another charset", "[hostile][text]") {
    std::vector<Place> places{{.name = "bytes", .before = "", .after = ""},
                              {.name = "big end first", .before = "\xFE\xFF", .after = ""},
                              {.name = "little end first", .before = "\xFF\xFE", .after = ""}};
    for (const char* charset :
         {"iso-2022-jp", "gb18030", "big5", "euc-kr", "shift_jis", "windows-1251", "utf-16", "ibm037"}) {
        places.push_back({.name = charset, .before = fmt::format("<?xml encoding=\"{}\"?>", charset), .after = ""});
    }
    auto shapes = in_places({"\xC2\x85", "\xFF", "\x80", "\xE0", "a", "\x1B$B", "\x1B(B", "<meta ", "<meta charset",
                             "\x81\x30", "\xD0\xB0", "\xC2", "\xEF\xBB\xBF", "\x0E", "\xD8\x01"},
                            places);
    const Shape ordinary{
        .name = "ordinary", .before = "<?xml encoding=\"gb18030\"?>", .piece = "\xD6\xD0\xCE\xC4 text "};
    CHECK(judged("bytes", read_document, ordinary, sample(std::move(shapes), 5)) == "");
    const Shape type{.name = "ordinary", .before = "text/xml", .piece = "; n=v"};
    CHECK(judged("type", read_content_type, type,
                 in_places({";", "; charset", "; charset=\"", " ", "=", "\""},
                           {{.name = "type", .before = "", .after = ""}})) == "");
}

TEST_CASE("hostile texts cost no more than some ordinary ones, and grow no faster", "[hostile][text]") {
    auto shapes = in_places({"a",
                             "a ",
                             "#a ",
                             "#a~ ",
                             "#",
                             "\u0301",
                             "a\u0301",
                             "қ\u0323\u0302",
                             "\u0323\u0302\u0306",
                             "\uFDFA",
                             "\uFDFA\u0323",
                             "\u3316",
                             "aб ",
                             "тiл ",
                             "'",
                             "\u00AD",
                             "a\u200D\u0301",
                             "日本",
                             "\uAC01",
                             "\xFF",
                             "\xD0",
                             "ﬃ ",
                             "½ ",
                             "\n",
                             "İ",
                             "\u0958\u093C",
                             "\u0F73",
                             "\u034F\u0301",
                             "://#a "},
                            {{.name = "text", .before = "", .after = ""}});
    // Ordinary text is folded by a table, some ten times as fast as ICU does it.
    CHECK(judged("text", read_text, ordinary_text, sample(std::move(shapes), 3), {.time = 100}) == "");
}

} // namespace arna::hostile
