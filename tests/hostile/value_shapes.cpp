#include "tests/hostile/value_shapes.hpp"

#include <fmt/format.h>

#include <string>

namespace arna::hostile {
namespace {

using Strings = std::vector<std::string>;

const Strings& json_pieces() {
    static const Strings all = {"[",
                                "{",
                                "[],",
                                "{},",
                                "[[],",
                                "]",
                                "}",
                                ",",
                                ":",
                                "\"",
                                "\"\"",
                                "\"a",
                                "\"a\":",
                                "\"a~\":1,",
                                "{\"a\":",
                                "{\"a\":[",
                                "{\"a~\":1},",
                                "1",
                                "1,",
                                "-",
                                "1e",
                                "1e9,",
                                "0.",
                                "0.1,",
                                "t",
                                "true,",
                                "null,",
                                "\\",
                                "\\u",
                                "\\u0001",
                                "\\ud800",
                                "\x01",
                                "/",
                                "//",
                                "/*",
                                "/**/",
                                "é",
                                "\xFF",
                                " ",
                                "\n",
                                "a",
                                "'",
                                "\"\",",
                                "\"a\",",
                                "\"a~\",",
                                "\"/a\",",
                                "1e999999,",
                                "-1e-999999,",
                                "123456789012345678901234567890,",
                                "\\ud83d\\ude00",
                                "\\udc00\\ud800",
                                "\"a\":1,"};
    return all;
}

const Strings& json_items() {
    static const Strings all = {"{\"id\":\"~\"},",
                                "{\"url\":\"a\"},",
                                "{\"title\":\"a\"},",
                                "{\"content_html\":\"a\"},",
                                "{\"content_text\":\"a\"},",
                                "{\"tags\":[\"a\",\"b\"]},",
                                "{\"authors\":[{\"name\":\"a\"}]},",
                                "{\"attachments\":[{\"url\":\"a\"}]},",
                                "{\"date_published\":\"x\"},",
                                "{\"_a\":\"b\"},",
                                "{\"id\":\"~\",",
                                "{\"id\":1e5},"};
    return all;
}

const Strings& json_members() {
    static const Strings all = {"\"a~\":\"b\",", "\"_a~\":\"b\",",         "\"title\":\"a\",",
                                "\"hubs\":[],",  "\"items\":[{}],",        "\"author\":{},",
                                "\"id\":\"~\",", "\"language\":\"kk-~\",", "\"a\":[[[[[[[[]]]]]]]],"};
    return all;
}

std::vector<Place> json_places() {
    const std::string head = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",";
    return {
        {"alone", "", ""},
        {"behind a bracket", "{", ""},
        {"as a member", head, "\"items\":[]}"},
        {"as an open member", head, ""},
        {"among items", head + "\"items\":[", "{}]}"},
        {"among open items", head + "\"items\":[{\"id\":\"1\"},", ""},
        {"in a string", head + "\"items\":[{\"content_html\":\"", "\"}]}"},
        {"among hubs", head + "\"hubs\":[", "\"a\"]}"},
        {"among tags", head + "\"items\":[{\"tags\":[", "\"a\"]}]}"},
        {"among authors", head + "\"authors\":[", "\"a\"]}"},
        {"among attachments", head + "\"items\":[{\"attachments\":[", "{}]}]}"},
        {"deep", head + "\"items\":[" + repeated("[", 200), ""},
        {"among comments", head + "/*", "*/}"},
    };
}

/// Pieces of values, of whatever kind.
const Strings& value_pieces() {
    static const Strings all = {// dates
                                "1", "12", "2026", "2026-", "2026-02-23T", "10:55", "10:", ":", "-", "+", "Mon",
                                "Mon, ", "23 Feb 2026 ", "Feb ", "ақпан ", "февраля ", "GMT", "+0500 ", "Z", "T",
                                "PT1H", "P1D", "(", ")", "(a)", ", ", ". ", "000000000",
                                // addresses
                                "http://", "http:", "https://a.example/", "//", "/", "/./", "/../", "../", "./", "a/",
                                "a/../", "?", "?a=b", "&a=b", "&utm_source=a", "utm_source=a&", "#", "%", "%20", "%zz",
                                "@", "a@", "a@b.example ", ":80", "[", "]", "[::1]", "xn--", "xn--a.", ".", "a.", "ж",
                                "ж.", "javascript:", "data:", "data:image/png;base64,", "mailto:", "\\", "\t",
                                // people and lists
                                "a, ", "a;", "|", "<a@b>", "(a@b)", "\"", "\"a\" ", "<", ">", "<>", "()", "a (b) ",
                                "#a ", "#", "a,", ",", ",,",
                                // texts
                                "photo by ", "photo: ", "фото: ", "сурет - ", "image ", "photo ", "credit:-",
                                "23.02.2026 ", "a ", "a\n", "\n", " ", "сөз ", "Сөз. ", "\u0301", "a\u0301", "\uFDFA",
                                "ﷺ", "\u200D", "\U0001F469\u200D", "é", "İ", "ß", "ё", "o", "оo", "-", "'", "’", "a'b",
                                // numbers
                                "0", "9", "1e9", "1.", "1 2 ", "1,2 ", "-1 ", "00:", "1:1:"};
    return all;
}

/// Where a value stands: its field's tags, and what stands before and behind them.
struct Field {
    std::string_view name;
    std::string_view begin, end;
};

constexpr Field fields[] = {
    {"a date", "<pubDate>", "</pubDate>"},
    {"an address", "<link>", "</link>"},
    {"an id", "<guid>", "</guid>"},
    {"a title", "<title>", "</title>"},
    {"a text", "<description>", "</description>"},
    {"a person", "<author>", "</author>"},
    {"a category", "<category>", "</category>"},
    {"a label", "<category domain='a'>", "</category>"},
    {"a tag list", "<tags>", "</tags>"},
    {"keywords", "<itunes:keywords>", "</itunes:keywords>"},
    {"a duration", "<itunes:duration>", "</itunes:duration>"},
    {"a credit", "<media:content url='a.jpg' type='image/jpeg'/><media:description>", "</media:description>"},
    {"a validity", "<dcterms:valid>start=", "</dcterms:valid>"},
    {"a place", "<georss:line>", "</georss:line>"},
    {"a language", "<dc:language>", "</dc:language>"},
    {"a picture's text", "<description>&lt;img src='http://a.example/a.jpg' alt='", "'&gt;</description>"},
    {"a set of pictures", "<description>&lt;img srcset='", "'&gt;</description>"},
    {"a list of addresses", "<description>&lt;a href='", "'&gt;a&lt;/a&gt;</description>"},
    {"a style", "<description>&lt;p style='", "'&gt;a&lt;/p&gt;</description>"},
    {"base64", "<content:encoded mode='base64' type='text/html'>", "</content:encoded>"},
    {"an enclosure", "<enclosure url='http://a.example/' type='", "'/>"},
};

std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        switch (c) {
        case '&': made += "&amp;"; break;
        case '<': made += "&lt;"; break;
        case '\'': made += "&apos;"; break;
        default: made += c;
        }
    }
    return made;
}

} // namespace

Shape ordinary_json() {
    return {
        .name = "an ordinary JSON Feed",
        .before = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[",
        .piece =
            "{\"id\":\"~\",\"url\":\"https://news.example/~\",\"title\":\"Жаңалық ~\",\"date_published\":\"2026-02-23T10:55:00+05:00\",\"tags\":[\"Қоғам\"],"
            "\"content_html\":\"<p>Бірінші <a href=\\\"/a\\\">сілтеме</a> мен <b>мәтін</b>. Бұл мақаланың мәтіні бірнеше сөйлемнен тұрады және онда ерекше ештеңе жоқ.</p>\"},",
        .after = "{\"id\":\"last\"}]}"};
}

std::vector<Shape> json_shapes() {
    auto pieces = json_pieces();
    pieces.insert(pieces.end(), json_items().begin(), json_items().end());
    pieces.insert(pieces.end(), json_members().begin(), json_members().end());
    return in_places(pieces, json_places());
}

std::vector<Shape> value_shapes() {
    const std::string head = "<rss version='2.0'><channel><title>t</title><link>https://a.example/</link>";
    const std::string tail = "</channel></rss>";
    constexpr std::size_t of_one_field = 3000; // bytes: below what plain fields are cut at
    std::vector<Shape> made;
    for (const auto& [name, begin, end] : fields) {
        for (const auto& piece : value_pieces()) {
            const auto written = escaped(piece);
            const auto some = repeated(written, of_one_field / written.size());
            made.push_back({fmt::format("{} of {}", name, piece), fmt::format("{}<item>{}", head, begin), written,
                            fmt::format("{}</item>{}", end, tail)});
            made.push_back({fmt::format("many times {} of {}", name, piece), head,
                            fmt::format("<item>{}{}{}</item>", begin, some, end), tail});
        }
        made.push_back(
            {fmt::format("many of {}", name), head + "<item>", fmt::format("{}a~{}", begin, end), "</item>" + tail});
        made.push_back(
            {fmt::format("an item for each of {}", name), head, fmt::format("<item>{}a~{}</item>", begin, end), tail});
    }
    return made;
}

} // namespace arna::hostile
