#include "feeds/text/charset/charset.hpp"

#include "feeds/text/utf8.hpp"

#include <catch2/catch.hpp>
#include <unicode/unistr.h>

namespace arna {
namespace {

constexpr std::string_view russian =
    "Сегодня в Астане обсудили проект новой Конституции и подготовку к референдуму 2026 года.";
constexpr std::string_view ukrainian = "Її сім'я живе в селі, де є ґанок і криниця.";

/// `text` in the charset that ICU has under that name.
std::string in_charset(std::string_view text, const char* charset) {
    const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    std::string out(static_cast<std::size_t>(wide.length()) * 4 + 16, '\0');
    const int32_t size = wide.extract(0, wide.length(), out.data(), static_cast<uint32_t>(out.size()), charset);
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::vector<std::string> codes(const Decoded& decoded) {
    std::vector<std::string> all;
    for (const Problem& problem : decoded.problems) all.push_back(problem.code);
    return all;
}

using Codes = std::vector<std::string>;

} // namespace

TEST_CASE("a charset is taken from the transport, else from the document, else it is UTF-8", "[text][charset]") {
    struct Case {
        std::string_view content_type;
        std::string_view declaration;
        const char* actual;
        std::string_view encoding;
    };
    const auto [content_type, declaration, actual, encoding] = GENERATE(values<Case>({
        {"", "<?xml version='1.0'?>", "utf-8", "utf-8"},
        {"", "<?xml version='1.0' encoding='windows-1251'?>", "windows-1251", "windows-1251"},
        {"", "<?xml version=\"1.0\" encoding = \"KOI8-R\" ?>", "koi8-r", "koi8-r"},
        {"text/xml", "<?xml version='1.0' encoding='cp1251'?>", "windows-1251", "windows-1251"},
        {"text/xml; charset=windows-1251", "<?xml version='1.0' encoding='utf-8'?>", "windows-1251", "windows-1251"},
        {"text/xml;charset = \"koi8-r\"", "<?xml version='1.0' encoding='windows-1251'?>", "koi8-r", "koi8-r"},
        {"application/rss+xml; boundary=x; CHARSET='Windows-1251'; a=b", "", "windows-1251", "windows-1251"},
        {"text/xml; charset=utf-8", "<?xml version='1.0' encoding='windows-1251'?>", "utf-8", "utf-8"},
        {"", "<!-- x --><!DOCTYPE html><meta charset=windows-1251>", "windows-1251", "windows-1251"},
        {"", "<html><META http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r", "koi8-r"},
        {"text/xml; charset=iso-8859-5", "", "iso-8859-5", "iso-8859-5"},
        {"text/xml; charset=cp866", "", "ibm-866", "ibm866"},
        {"text/xml; charset=x-mac-cyrillic", "", "x-mac-cyrillic", "x-mac-cyrillic"},
        {"text/plain; charset=windows-1251", "plain ", "windows-1251", "windows-1251"},
    }));
    CAPTURE(content_type, declaration);
    const std::string text = std::string(declaration) + "<p>" + std::string(russian) + "</p>";
    const Decoded decoded = decode(in_charset(text, actual), content_type);
    CHECK(decoded.text == text);
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.problems.empty());
}

TEST_CASE("charsets of many countries", "[text][charset]") {
    struct Case {
        std::string_view label;
        const char* icu_name;
        std::string_view text;
        std::string_view encoding;
    };
    const auto [label, icu_name, text, encoding] = GENERATE(values<Case>({
        {"koi8-u", "koi8-u", ukrainian, "koi8-u"},
        {"windows-1251", "windows-1251", ukrainian, "windows-1251"},
        {"iso-8859-9", "windows-1254", "İstanbul’da ğış", "windows-1254"},
        {"iso-8859-1", "windows-1252", "naïve “€” café", "windows-1252"},
        {"us-ascii", "windows-1252", "plain", "windows-1252"},
        {"iso-8859-2", "iso-8859-2", "Łódź żółć", "iso-8859-2"},
        {"iso-8859-7", "iso-8859-7", "Ελλάδα", "iso-8859-7"},
        {"iso-8859-15", "iso-8859-15", "Œuvre €", "iso-8859-15"},
        {"windows-1256", "windows-1256", "مرحبا", "windows-1256"},
        {"tis-620", "windows-874", "ภาษาไทย", "windows-874"},
        {"gb2312", "gb18030", "中文测试", "gbk"},
        {"gb18030", "gb18030", "中文€𠀀", "gb18030"},
        {"big5", "big5-hkscs", "中文測試", "big5"},
        {"shift_jis", "windows-31j", "日本語のテスト①", "shift_jis"},
        {"euc-jp", "euc-jp", "日本語のテスト", "euc-jp"},
        {"iso-2022-jp", "iso-2022-jp", "日本語", "iso-2022-jp"},
        {"ks_c_5601-1987", "windows-949", "한국어 똠", "euc-kr"},
        {"cp852", "ibm-852", "Łódź", "cp852"},
    }));
    CAPTURE(label);
    const Decoded decoded = decode(in_charset(text, icu_name), "text/xml; charset=" + std::string(label));
    CHECK(decoded.text == text);
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.problems.empty());
}

TEST_CASE("the charsets of Kazakhstan that ICU does not have", "[text][charset]") {
    const Decoded kz =
        decode("\x8D\xEE\xBA\xE0\xEC \xE6\xBC\xED\xE5 \xBC\xEB\xE5\xF3\xEC\xE5\xF2", "text/xml; charset=kz-1048");
    CHECK(kz.text == "Қоғам және әлеумет");
    CHECK(kz.encoding == "kz-1048");
    CHECK(decode("\x8D\xEE\x83\xE0\xEC \xE6\xBA\xED\xE5", "text/xml; charset=PT154").text == "Қоғам және");
}

TEST_CASE("the charset of Romania that ICU does not have", "[text][charset]") {
    const Decoded decoded = decode("<?xml version='1.0' encoding='ISO-8859-16'?>\xAA\xBA\xDE\xFE\xE3 \xA4", "");
    CHECK(decoded.encoding == "iso-8859-16");
    CHECK(decoded.text.ends_with("ȘșȚță €"));
}

TEST_CASE("what the transport says wrongly of a document, its declaration may say rightly", "[text][charset]") {
    const std::string text = "<?xml version='1.0' encoding='iso-8859-2'?><p>Příliš žluťoučký kůň</p>";
    const Decoded decoded = decode(in_charset(text, "iso-8859-2"), "text/xml; charset=utf-8");
    CHECK(decoded.encoding == "iso-8859-2");
    CHECK(decoded.text == text);
    CHECK(codes(decoded) == Codes{"encoding-overridden"});
}

TEST_CASE("UTF-16 and UTF-32 are known by their mark and without it", "[text][charset]") {
    const std::string text =
        GENERATE("<?xml version='1.0' encoding='utf-16'?><p>Қоғам 😀</p>", "\n <rss><t>日本語日本語</t></rss>",
                 "{\"version\": \"1.1\", \"title\": \"Қоғам\"}");
    for (const char* charset : {"utf-16le", "utf-16be", "utf-32le", "utf-32be"}) {
        CAPTURE(charset, text);
        const Decoded decoded = decode(in_charset(text, charset), "");
        CHECK(decoded.text == text);
        CHECK(decoded.encoding == charset);
        CHECK(decoded.problems.empty());
        const Decoded marked = decode(in_charset("\uFEFF" + text, charset), "text/xml; charset=utf-8");
        CHECK(marked.text == text);
        CHECK(marked.encoding == charset);
        CHECK(marked.problems.empty());
    }
    CHECK(decode("\xEF\xBB\xBF<a/>", "text/xml; charset=windows-1251").text == "<a/>");
}

TEST_CASE("EBCDIC is known by its XML declaration", "[text][charset]") {
    struct Case {
        std::string_view content_type;
        std::string_view encoding;
        const char* actual;
        std::string_view expected;
    };
    const auto [content_type, encoding, actual, expected] = GENERATE(values<Case>({
        {"", "", "ibm-37", "ibm037"},
        {"", " encoding='IBM037'", "ibm-37", "ibm037"},
        {"", " encoding=\"cp500\"", "ibm-500", "cp500"},
        {"", " encoding=\"cp1026\"", "ibm-1026", "cp1026"}, // its quotes are elsewhere
        {"text/xml; charset=cp500", " encoding='ibm037'", "ibm-500", "cp500"},
        {"text/xml; charset=utf-8", " encoding='cp500'", "ibm-500", "cp500"},
    }));
    CAPTURE(content_type, encoding);
    const std::string text = "<?xml version='1.0'" + std::string(encoding) + "?>\u0085<p>[é]</p>\n";
    const Decoded decoded = decode(in_charset(text, actual), content_type);
    CHECK(decoded.encoding == expected);
    CHECK(decoded.text == "<?xml version='1.0'" + std::string(encoding) + "?>\n<p>[é]</p>\n");
    CHECK(decoded.problems.empty());
}

TEST_CASE("broken UTF-16 becomes U+FFFD", "[text][charset]") {
    using namespace std::string_literals;
    const Decoded decoded = decode("\xFF\xFE"s + "<\0"s + "\x00\xD8"s + "a\0"s + "\x00\xDC"s + ">\0x"s, "");
    CHECK(decoded.text == "<\uFFFDa\uFFFD>\uFFFD");
    CHECK(codes(decoded) == Codes{"encoding-invalid-bytes"});
}

TEST_CASE("Cyrillic that nobody declared is recognised", "[text][charset]") {
    const auto* charset = GENERATE("windows-1251", "koi8-r");
    for (const std::string_view text :
         {std::string_view("<t>Привет</t>"), russian, std::string_view("«Новости» — ТОЛЬКО ГЛАВНОЕ"),
          std::string_view("<a href='x'>Мир</a>, <b>СПОРТ</b> и RSS 2.0")}) {
        CAPTURE(charset, text);
        if (std::string_view(charset) == "koi8-r" && text.contains("—")) continue; // has none
        const Decoded decoded = decode(in_charset(text, charset), "");
        CHECK(decoded.text == text);
        CHECK(decoded.encoding == charset);
        CHECK(codes(decoded) == Codes{"encoding-overridden"});
    }
}

TEST_CASE("other bytes that are no UTF-8 are read as windows-1252", "[text][charset]") {
    for (const std::string_view text :
         {"Café “déjà vu” – naïve", "Ærø Größe", "© 2026", "prix : 5 €", "L’été à Évian"}) {
        CAPTURE(text);
        const Decoded decoded = decode(in_charset(text, "windows-1252"), "text/xml");
        CHECK(decoded.text == text);
        CHECK(decoded.encoding == "windows-1252");
        CHECK(codes(decoded) == Codes{"encoding-overridden"});
    }
}

TEST_CASE("a wrong label is overridden", "[text][charset]") {
    struct Case {
        std::string_view label;
        const char* actual;
    };
    const auto [label, actual] = GENERATE(values<Case>({
        {"iso-8859-1", "windows-1251"},
        {"iso-8859-1", "koi8-r"},
        {"windows-1251", "koi8-r"},
        {"koi8-r", "windows-1251"},
        {"windows-1251", "utf-8"},
        {"iso-8859-1", "utf-8"},
        {"gb2312", "utf-8"},
        {"utf-8", "windows-1251"},
        {"utf-8", "koi8-r"},
    }));
    CAPTURE(label, actual);
    const Decoded decoded = decode(in_charset(russian, actual), "text/xml; charset=" + std::string(label));
    CHECK(decoded.text == russian);
    CHECK(decoded.encoding == actual);
    CHECK(codes(decoded) == Codes{"encoding-overridden"});
}

TEST_CASE("a right label is believed although others would fit", "[text][charset]") {
    struct Case {
        const char* label;
        std::string_view text;
    };
    const auto [label, text] = GENERATE(values<Case>({
        {"windows-1251", "КАЗАХСТАН: НОВОСТИ, ПОЛИТИКА, ЭКОНОМИКА, ОБЩЕСТВО, СПОРТ"},
        {"koi8-r", "КАЗАХСТАН: НОВОСТИ, ПОЛИТИКА, ЭКОНОМИКА, ОБЩЕСТВО, СПОРТ"},
        {"windows-1251", "Ці"},
        {"iso-8859-7", "Η Ελλάδα είναι μια χώρα της νοτιοανατολικής Ευρώπης με πρωτεύουσα την Αθήνα"},
        {"windows-1253", "Η Ελλάδα είναι μια χώρα της νοτιοανατολικής Ευρώπης με πρωτεύουσα την Αθήνα"},
        {"windows-1254",
         "Türkiye Büyük Millet Meclisi’nde görüşülen yeni düzenlemeler çoğunlukla kabul edildi, şöyle dedi"},
        {"windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl český ministr školství"},
        {"iso-8859-5", russian},
        {"iso-8859-8", "שלום עולם זהו טקסט בעברית שנכתב כדי לבדוק"},
    }));
    CAPTURE(label);
    const Decoded decoded = decode(in_charset(text, label), "text/xml; charset=" + std::string(label));
    CHECK(decoded.text == text);
    CHECK(decoded.encoding == label);
    CHECK(decoded.problems.empty());
}

TEST_CASE("an unknown or refused charset is told and passed over", "[text][charset]") {
    const std::string label =
        GENERATE("bogus", "utf-7", "UTF7", "hz-gb-2312", "iso-2022-kr", "scsu", "cesu-8", "+ADw-");
    CAPTURE(label);
    const Decoded decoded = decode("<?xml version='1.0' encoding='" + label + "'?>+ADw-script+AD4- Қоғам", "");
    CHECK(decoded.text.ends_with("+ADw-script+AD4- Қоғам"));
    CHECK(decoded.encoding == "utf-8");
    CHECK(codes(decoded) == Codes{"encoding-unknown"});

    const Decoded second =
        decode(in_charset("<?xml encoding='koi8-r'?>" + std::string(russian), "koi8-r"), "text/xml; charset=" + label);
    CHECK(second.encoding == "koi8-r");
}

TEST_CASE("a declaration of wide characters in a narrow document is not believed", "[text][charset]") {
    const Decoded decoded = decode("<?xml version='1.0' encoding='utf-16'?><p>Қоғам</p>", "");
    CHECK(decoded.text.ends_with("<p>Қоғам</p>"));
    CHECK(decoded.encoding == "utf-8");
    CHECK(codes(decoded) == Codes{"encoding-overridden"});
}

TEST_CASE("UTF-8 with a few broken places stays UTF-8", "[text][charset]") {
    std::string text(russian);
    text.erase(text.find("проект") + 1, 1); // within a letter
    const Decoded decoded = decode(text, "text/xml; charset=utf-8");
    CHECK(decoded.encoding == "utf-8");
    CHECK(decoded.text.contains("обсудили \uFFFDроект новой"));
    CHECK(codes(decoded) == Codes{"encoding-invalid-bytes"});
}

TEST_CASE("a meta element in a feed is no declaration", "[text][charset]") {
    const Decoded decoded = decode("<rss><description>&lt;html> <meta charset=koi8-r> Қоғам</description></rss>", "");
    CHECK(decoded.encoding == "utf-8");
}

TEST_CASE("controls that windows-1252 left behind become its characters", "[text][charset]") {
    CHECK(decode("don\xC2\x92t \xC2\x93\xD0\x90\xC2\x94\xC2\xA0\xC2\x85", "").text == "don’t “А”\u00A0…");
    CHECK(decode("a\xC2\x92", "").problems.empty());
}

TEST_CASE("NULs and nothing at all are decoded, too", "[text][charset]") {
    using namespace std::string_literals;
    CHECK(decode("", "").text.empty());
    CHECK(decode("", "text/xml; charset=utf-16").text.empty());
    CHECK(decode("a\0b"s, "").text == "a\0b"s);
    CHECK(decode("\0\0\0\0"s, "").text.size() <= 4);
    CHECK(decode("\xFF\xFE", "").text.empty());
}

TEST_CASE("valid UTF-8 is not copied", "[text][charset]") {
    std::string document(100000, 'x');
    const char* data = document.data();
    CHECK(decode(std::move(document), "text/xml").text.data() == data);
}

} // namespace arna
