#include "daemon/fetch/decoding.hpp"

#include "tests/support/coded.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace arna;

namespace {

constexpr std::size_t plenty = 1u << 20;

std::string document() {
    std::string text = "<rss>";
    for (int i = 0; i < 5000; ++i) text += "<item>" + std::to_string(i * 7919) + "</item>";
    return text + "</rss>";
}

std::string coded(ContentCoding coding, const std::string& text) {
    switch (coding) {
    case ContentCoding::gzip: return gzipped(text);
    case ContentCoding::deflate: return zlibbed(text);
    case ContentCoding::br: return brotlied(text);
    case ContentCoding::zstd: return zstded(text);
    case ContentCoding::identity: break;
    }
    return text;
}

} // namespace

TEST_CASE("what was coded comes back", "[fetch][decoding]") {
    const auto coding = GENERATE(ContentCoding::identity, ContentCoding::gzip, ContentCoding::deflate,
                                 ContentCoding::br, ContentCoding::zstd);
    CAPTURE(static_cast<int>(coding));
    CHECK(decode_body(coding, coded(coding, document()), plenty).value() == document());
    CHECK(decode_body(coding, coded(coding, ""), plenty).value().empty());
}

TEST_CASE("deflate without its zlib header is understood", "[fetch][decoding]") {
    const auto with = zlibbed(document());
    CHECK(decode_body(ContentCoding::deflate, with.substr(2, with.size() - 6), plenty).value() == document());
}

TEST_CASE("several gzip members or zstd frames are one document", "[fetch][decoding]") {
    CHECK(decode_body(ContentCoding::gzip, gzipped("one ") + gzipped("two"), plenty).value() == "one two");
    CHECK(decode_body(ContentCoding::zstd, zstded("one ") + zstded("two"), plenty).value() == "one two");
}

TEST_CASE("a document that is a gzip file is unpacked once, within the limit", "[fetch][decoding]") {
    CHECK(is_gzip_file(gzipped(document())));
    CHECK_FALSE(is_gzip_file("<urlset/>"));
    CHECK(unpack_gzip_file(gzipped(document()), plenty).value() == document());
    CHECK(unpack_gzip_file("<urlset/>", plenty).value() == "<urlset/>");
    CHECK(unpack_gzip_file(gzipped(gzipped("a")), plenty).value() == gzipped("a"));
    CHECK(unpack_gzip_file(gzipped(std::string(5000, 'a')), 4999).error().code == Errc::limit_exceeded);
    CHECK_FALSE(unpack_gzip_file(gzipped(document()).substr(0, 20), plenty));
}

TEST_CASE("rubbish after the end mark is ignored", "[fetch][decoding]") {
    const auto coding = GENERATE(ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br, ContentCoding::zstd);
    CAPTURE(static_cast<int>(coding));
    CHECK(decode_body(coding, coded(coding, document()) + "<!-- cached -->", plenty).value() == document());
}

TEST_CASE("a body cut before its end mark is an error wherever it is cut", "[fetch][decoding]") {
    const auto coding = GENERATE(ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br, ContentCoding::zstd);
    CAPTURE(static_cast<int>(coding));
    const auto whole = coded(coding, document());
    for (std::size_t length = 0; length < whole.size(); length += std::max<std::size_t>(1, whole.size() / 200)) {
        const auto result = decode_body(coding, whole.substr(0, length), plenty);
        CAPTURE(length);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == Errc::unavailable);
    }
    CHECK_FALSE(decode_body(coding, whole.substr(0, whole.size() - 1), plenty));
}

TEST_CASE("a damaged body is an error or at least no crash, whichever byte is wrong", "[fetch][decoding]") {
    const auto coding = GENERATE(ContentCoding::gzip, ContentCoding::deflate, ContentCoding::zstd);
    CAPTURE(static_cast<int>(coding));
    auto bytes = coded(coding, document());
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    const auto result = decode_body(coding, bytes, plenty);
    if (coding != ContentCoding::zstd) CHECK_FALSE(result); // its frames carry no checksum here
    CHECK_FALSE(decode_body(coding, "this was never coded", plenty));
}

TEST_CASE("the decoded size is limited, to the byte", "[fetch][decoding]") {
    const auto coding = GENERATE(ContentCoding::identity, ContentCoding::gzip, ContentCoding::deflate,
                                 ContentCoding::br, ContentCoding::zstd);
    CAPTURE(static_cast<int>(coding));
    const std::string text(300'000, ' ');
    CHECK(decode_body(coding, coded(coding, text), 300'000).value().size() == 300'000);
    const auto over = decode_body(coding, coded(coding, text), 299'999);
    REQUIRE_FALSE(over);
    CHECK(over.error().code == Errc::limit_exceeded);
}

TEST_CASE("at most one content coding is accepted, and only an offered one", "[fetch][decoding]") {
    struct Case {
        std::vector<HeaderField> headers;
        std::optional<ContentCoding> coding;
    };
    const std::vector<Case> cases{
        {{}, ContentCoding::identity},
        {{{"Content-Encoding", ""}}, ContentCoding::identity},
        {{{"Content-Encoding", "identity"}}, ContentCoding::identity},
        {{{"content-encoding", "GZIP"}}, ContentCoding::gzip},
        {{{"Content-Encoding", "x-gzip"}}, ContentCoding::gzip},
        {{{"Content-Encoding", "identity, gzip"}}, ContentCoding::gzip},
        {{{"Content-Encoding", " br , "}}, ContentCoding::br},
        {{{"Content-Encoding", "zstd"}}, ContentCoding::zstd},
        {{{"Content-Encoding", "deflate"}}, ContentCoding::deflate},
        {{{"Content-Encoding", "gzip, gzip"}}, {}},
        {{{"Content-Encoding", "br, gzip"}}, {}},
        {{{"Content-Encoding", "gzip"}, {"Content-Encoding", "gzip"}}, {}},
        {{{"Content-Encoding", "compress"}}, {}},
        {{{"Content-Encoding", "utf-8"}}, {}},
    };
    for (const auto& [headers, coding] : cases) {
        CAPTURE(headers.empty() ? "" : headers.front().value);
        const auto result = content_coding(headers);
        CHECK(result.has_value() == coding.has_value());
        if (result && coding) CHECK(*result == *coding);
    }
}
