#include "daemon/publish/render/compress.hpp"

#include <brotli/decode.h>
#include <catch2/catch.hpp>
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>

using namespace arna;

namespace {

std::string gunzip(const std::string& bytes, std::size_t size) {
    std::string out(size + 1, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string input = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

std::string unbrotli(const std::string& bytes, std::size_t size) {
    std::string out(size + 1, '\0');
    std::size_t length = out.size();
    CHECK(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &length,
                                  reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_DECODER_RESULT_SUCCESS);
    out.resize(length);
    return out;
}

} // namespace

TEST_CASE("What is compressed comes back, and is the same every time", "[publish][compress]") {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += "Референдум " + std::to_string(i * i) + "\n";
    for (const std::string& one : {std::string(), std::string("a"), text, std::string(100'000, '\0')}) {
        CHECK(gunzip(compress_gzip(one), one.size()) == one);
        CHECK(unbrotli(compress_brotli(one), one.size()) == one);
        CHECK(compress_gzip(one) == compress_gzip(one));
        CHECK(compress_brotli(one) == compress_brotli(one));
    }
}

TEST_CASE("Compressed bytes are those of a text, or not", "[publish][compress]") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "Референдум " + std::to_string(i * i) + "\n";
    for (const std::string& one : {std::string(), std::string("a"), text}) {
        for (const auto& [compressed, is_of] :
             {std::pair(compress_gzip(one), &is_gzip_of), std::pair(compress_brotli(one), &is_brotli_of)}) {
            CHECK(is_of(compressed, one));
            CHECK_FALSE(is_of(compressed, one + "b"));
            CHECK_FALSE(is_of(compressed, "b" + one));
            CHECK_FALSE(is_of(compressed + "b", one));
            CHECK_FALSE(is_of(std::string_view(compressed).substr(0, compressed.size() - 1), one));
            CHECK_FALSE(is_of("", one));
            if (!one.empty()) CHECK_FALSE(is_of(compressed, std::string_view(one).substr(1)));
        }
        CHECK_FALSE(is_gzip_of(compress_brotli(one), one));
        CHECK_FALSE(is_brotli_of(compress_gzip(one), one));
    }
}
