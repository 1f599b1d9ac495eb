#include "feeds/text/url/url.hpp"

#include <catch2/catch.hpp>

namespace arna {
namespace {

struct Resolution {
    std::string_view reference;
    std::string_view resolved;
};

struct Pair {
    std::string_view in;
    std::string_view out;
};

} // namespace

TEST_CASE("references resolve as in RFC 3986 section 5.4", "[text][url]") {
    const auto [reference, resolved] = GENERATE(values<Resolution>({
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http://a/b/c/g"},
    }));
    CAPTURE(reference);
    CHECK(resolve_url(reference, "http://a/b/c/d;p?q") == resolved);
}

TEST_CASE("references resolve as browsers do it where feeds are careless", "[text][url]") {
    const auto [reference, resolved] = GENERATE(values<Resolution>({
        {"  /жаңалық бар?q=ә&r=1#үш \n",
         "https://kz.example/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B%20%D0%B1%D0%B0%D1%80"
         "?q=%D3%99&r=1#%D2%AF%D1%88"},
        {"https://Қазақстан.қаз/", "https://xn--80aaa0a6awh12ed.xn--80ao21a/"},
        {"https://bücher.example/", "https://xn--bcher-kva.example/"},
        {"HTTPS://WWW.Example.COM/Path", "https://www.example.com/Path"},
        {"https://ex%41mple.com/", "https://example.com/"},
        {"https://ｅｘａｍｐｌｅ．com/", "https://example.com/"},
        {"\\\\other.example\\a\\b", "https://other.example/a/b"},
        {"https:\\\\other.example\\a?b\\c", "https://other.example/a?b%5Cc"},
        {"https:/other.example/a", "https://kz.example/other.example/a"},
        {"http:/other.example/a", "http://other.example/a"},
        {"http:///other.example/a", "http://other.example/a"},
        {"///other.example/a", "https://other.example/a"},
        {"https://a.example/x\n\ty/z", "https://a.example/xy/z"},
        {"/a/%2e%2E/b/./c", "https://kz.example/b/c"},
        {"https://a.example/a/../../b", "https://a.example/b"},
        {"/a%zz%", "https://kz.example/a%zz%"},
        {"/\"<>^`{|}", "https://kz.example/%22%3C%3E%5E%60%7B%7C%7D"},
        {"https://user:pass@a.example:8080/", "https://user:pass@a.example:8080/"},
        {"https://a.example", "https://a.example"},
        {"https://[2001:DB8::1]:80/", "https://[2001:db8::1]:80/"},
        {"mailto:a b@c.example", "mailto:a%20b@c.example"},
        {"tag:example.com,2026:x/../y", "tag:example.com,2026:x/../y"},
        {"java\nscript:alert(1)", "javascript:alert(1)"},
        {"?", "https://kz.example/d/e?"},
        {"#", "https://kz.example/d/e?f#"},
        {"/\xFF", "https://kz.example/%EF%BF%BD"},
    }));
    CAPTURE(reference);
    CHECK(resolve_url(reference, " https://kz.example/d/e?f#g\n") == resolved);
}

TEST_CASE("what cannot be made absolute comes back as it stands", "[text][url]") {
    CHECK(resolve_url("  a b/ә \n", "") == "a b/ә");
    CHECK(resolve_url("a", "urn:isbn:1") == "a");
    CHECK(resolve_url("/a", "not a url") == "/a");
    CHECK(resolve_url("a", "https://") == "a");
    CHECK(resolve_url("https://://a b", "") == "https://://a%20b");
    CHECK(resolve_url("https:/a.example/b c", "https://") == "https://a.example/b%20c");
    CHECK(resolve_url("", "") == "");
    CHECK(resolve_url("", "https://\\\\\\a.example\\b") == "https://a.example/b");
    CHECK(resolve_url("a", "file:///home/x/feed.xml") == "file:///home/x/a");
    CHECK(resolve_url("a", "https://host.example") == "https://host.example/a");
    CHECK(resolve_url("?q", "https://host.example") == "https://host.example?q");
}

TEST_CASE("a resolved URL resolves to itself", "[text][url]") {
    for (const std::string_view url : {"https://kaz.zakon.kz/qogam/6512345-zhana.html?x=1&y=%D3%99#a", "http://a:80/",
                                       "https://xn--80ao21a/x", "urn:a:b", "x:/.//b", "https://a/%2e", "http://"}) {
        CAPTURE(url);
        const std::string once = resolve_url(url, "");
        CHECK(resolve_url(once, "") == once);
        CHECK(resolve_url(once, "http://other.example/") == once);
    }
}

TEST_CASE("schemes are read as browsers read them", "[text][url]") {
    const auto [url, scheme] = GENERATE(values<Pair>({
        {"https://a", "https"},
        {" \x01JaVa\tScr\nipt:x", "javascript"},
        {"urn:x", "urn"},
        {"a+b-c.1:x", "a+b-c.1"},
        {"/a:b", ""},
        {"1a:b", ""},
        {"a b:c", ""},
        {"?a:b", ""},
        {"сайт:b", ""},
        {"abc", ""},
        {":", ""},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(url_scheme(url) == scheme);
    CHECK(is_absolute_url(url) == !scheme.empty());
}

TEST_CASE("http URLs are told from others", "[text][url]") {
    CHECK(is_http_url(" HTTPS://a"));
    CHECK(is_http_url("http:a"));
    CHECK_FALSE(is_http_url("ftp://a"));
    CHECK_FALSE(is_http_url("//a"));
    CHECK_FALSE(is_http_url("httpx://a"));
}

TEST_CASE("the host of a URL", "[text][url]") {
    const auto [url, host] = GENERATE(values<Pair>({
        {"https://Kaz.Zakon.KZ/a", "kaz.zakon.kz"},
        {"https://user:p@ss@a.example:8080/?@b", "a.example"},
        {"https://[2001:DB8::1]:8080/", "2001:db8::1"},
        {"https://қазақстан.қаз", "xn--80aaa0a6awh12ed.xn--80ao21a"},
        {"http:\\\\a.example\\@b.example", "a.example"},
        {"https://a.example?x@b", "a.example"},
        {"mailto:a@b.example", ""},
        {"/a", ""},
        {"a.example/b", ""},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(url_host(url) == host);
}

TEST_CASE("tracking parameters are dropped and nothing else is touched", "[text][url]") {
    const auto [url, stripped] = GENERATE(values<Pair>({
        {"https://a/?utm_source=rss&utm_medium=x", "https://a/"},
        {"https://a/?id=5&utm_source=rss#c", "https://a/?id=5#c"},
        {"https://a/?utm_source=rss&id=5&fbclid=z", "https://a/?id=5"},
        {"https://a/?id=5&amp;utm_source=rss", "https://a/?id=5"},
        {"https://a/?yclid=1&_openstat=2&ysclid=3", "https://a/"},
        {"https://a/?q=%d3%99 ә&&b=", "https://a/?q=%d3%99 ә&&b="},
        {"https://a/?utm=1&xutm_source=1", "https://a/?utm=1&xutm_source=1"},
        {"https://a/?", "https://a/?"},
        {"https://a/#?utm_source=rss", "https://a/#?utm_source=rss"},
        {"https://a/utm_source=rss", "https://a/utm_source=rss"},
        {"?utm_source=x", ""},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(strip_tracking(url) == stripped);
}

TEST_CASE("addresses of the same page have one canonical form", "[text][url]") {
    const std::string canonical = canonical_url("https://www.zakon.kz/a/b?id=1");
    CHECK(canonical == "http://zakon.kz/a/b?id=1");
    for (const std::string_view url :
         {"http://zakon.kz/a/b?id=1", "HTTP://WWW.ZAKON.KZ:80/a/b?id=1", "https://zakon.kz:443/a/./c/../b?id=1",
          "https://zakon.kz./a/b?id=1", "https://zakon.kz/%61/b?id=1", "https://zakon.kz/a/b?id=1&utm_source=rss",
          " https://zakon.kz/a/b?fbclid=3&id=1 "}) {
        CAPTURE(url);
        CHECK(canonical_url(url) == canonical);
    }
    for (const std::string_view url :
         {"https://zakon.kz/A/b?id=1", "https://zakon.kz/a/b/?id=1", "https://zakon.kz/a/b?id=1#c",
          "https://kaz.zakon.kz/a/b?id=1", "https://zakon.kz:8080/a/b?id=1", "https://u@zakon.kz/a/b?id=1"}) {
        CAPTURE(url);
        CHECK(canonical_url(url) != canonical);
    }
}

TEST_CASE("canonical form in detail", "[text][url]") {
    const auto [url, canonical] = GENERATE(values<Pair>({
        {"https://a.kz", "http://a.kz/"},
        {"https://a.kz/?", "http://a.kz/"},
        {"https://a.kz/#", "http://a.kz/"},
        {"https://a.kz/%d3%99", "http://a.kz/%D3%99"},
        {"https://a.kz/ә", "http://a.kz/%D3%99"},
        {"https://a.kz/a%2Fb%7E", "http://a.kz/a%2Fb~"},
        {"https://a.kz/%2e%2e/x", "http://a.kz/x"},
        {"https://a.kz/100%", "http://a.kz/100%25"},
        {"https://a.kz/%%3331", "http://a.kz/%25331"},
        {"https://www.kz/", "http://www.kz/"},
        {"https://www.www.a.kz/", "http://a.kz/"},
        {"https://a.kz/?utm%5Fsource=1", "http://a.kz/"},
        {"urn:uuid:1", "urn:uuid:1"},
        {"ftp://www.a.kz/", "ftp://www.a.kz/"},
        {"/a", "/a"},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(canonical_url(url) == canonical);
    CHECK(canonical_url(canonical) == canonical);
}

TEST_CASE("registrable domains come from the Public Suffix List", "[text][url]") {
    const auto [host, domain] = GENERATE(values<Pair>({
        {"kaz.zakon.kz", "zakon.kz"},
        {"zakon.kz", "zakon.kz"},
        {"a.b.gov.kz", "b.gov.kz"},
        {"a.b.co.uk", "b.co.uk"},
        {"news.xn--80aaa0a6awh12ed.xn--80ao21a", "xn--80aaa0a6awh12ed.xn--80ao21a"},
        {"kz", "kz"},
        {"co.uk", "co.uk"},
        {"localhost", "localhost"},
        {"127.0.0.1", "127.0.0.1"},
        {"2001:db8::1", "2001:db8::1"},
        {"", ""},
    }));
    CAPTURE(host);
    CHECK(registrable_domain(host) == domain);
}

TEST_CASE("what is secret in a URL is masked", "[text][url]") {
    const auto [url, masked] = GENERATE(values<Pair>({
        {"https://user:secret@a.kz/x?token=abc&b=#c", "https://***@a.kz/x?token=***&b=***#c"},
        {"https://a.kz/x?abcdef", "https://a.kz/x?***"},
        {"https://a.kz/?a=1&&b", "https://a.kz/?a=***&&***"},
        {"https://a.kz/x", "https://a.kz/x"},
        {"http:\\\\user:secret@a.kz\\", "http://***@a.kz/"},
        {"http:/user:secret@a.kz/", "http://***@a.kz/"},
        {"https://a.kz/@name", "https://a.kz/@name"},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(masked_url(url) == masked);
}

} // namespace arna
