#include "feeds/write/xml_writer.hpp"

#include "feeds/write/xml_text.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("Text keeps its meaning and nothing of it is markup", "[write][xml]") {
    struct Case {
        std::string text, as_text, as_attribute;
    };
    const auto one = GENERATE(values<Case>({
        {"plain", "plain", "plain"},
        {"", "", ""},
        {"қазақша, по-русски", "қазақша, по-русски", "қазақша, по-русски"},
        {"a < b & c > d", "a &lt; b &amp; c &gt; d", "a &lt; b &amp; c &gt; d"},
        {"]]>", "]]&gt;", "]]&gt;"},
        {"\"'", "\"'", "&quot;'"},
        {"a\tb\nc\rd", "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d"},
        {std::string("a\0b\x01\x08\x0B\x0C\x1F", 8), "ab", "ab"},
        {"\xEF\xBF\xBE\xEF\xBF\xBFx\xEF\xBF\xBD", "x\xEF\xBF\xBD", "x\xEF\xBF\xBD"},
        {"\xEF\xBB\xBF", "\xEF\xBB\xBF", "\xEF\xBB\xBF"},
        {"\xFFz", "\xEF\xBF\xBDz", "\xEF\xBF\xBDz"},
        {"a\xED\xA0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    }));
    CAPTURE(one.text);
    std::string text = "before ";
    append_xml_text(text, one.text);
    CHECK(text == "before " + one.as_text);
    std::string attribute;
    append_xml_attribute(attribute, one.text);
    CHECK(attribute == one.as_attribute);
}

TEST_CASE("Elements are nested and ended in XML's way", "[write][xml]") {
    XmlWriter xml;
    xml.start("a");
    xml.attribute("x", "1 & \"2\"");
    xml.optional_attribute("y", "");
    xml.start("b");
    xml.end();
    xml.element("c", "<");
    xml.optional_element("d", "");
    xml.line_break();
    xml.end();
    CHECK(std::move(xml).take() == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                   "<a x=\"1 &amp; &quot;2&quot;\"><b/><c>&lt;</c>\n</a>\n");
}

TEST_CASE("HTML has no self-closing tags", "[write][xml]") {
    XmlWriter html(XmlWriter::Syntax::html);
    html.start("p");
    html.start("img");
    html.attribute("src", "x");
    html.end();
    html.start("td");
    html.end();
    html.end();
    CHECK(std::move(html).take() == "<!DOCTYPE html>\n<p><img src=\"x\"><td></td></p>\n");
}

TEST_CASE("A deeply nested document is written without recursion", "[write][xml]") {
    XmlWriter xml;
    for (int depth = 0; depth < 100'000; ++depth) xml.start("a");
    for (int depth = 0; depth < 100'000; ++depth) xml.end();
    CHECK(std::move(xml).take().ends_with("</a></a>\n"));
}
