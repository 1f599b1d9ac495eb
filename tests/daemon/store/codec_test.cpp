#include "daemon/store/sqlite/rows/articles/article_codec.hpp"
#include "tests/daemon/store/conformance/store_fixture.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace arna;

namespace {

Entry with_bodies(const std::string& summary, const std::string& content) {
    Entry entry;
    entry.summary = Sanitizer::trusted(summary);
    entry.content = Sanitizer::trusted(content);
    return entry;
}

} // namespace

TEST_CASE("Bodies come back as they were, short and long", "[store][codec]") {
    BodyCodec codec;
    std::mt19937 random(1);
    std::string noise(100'000, '\0');
    for (auto& c : noise) c = static_cast<char>(random());
    for (const auto& summary : {std::string(), std::string("s"), std::string(300, 's'), noise})
        for (const auto& content : {std::string(), std::string("c"), std::string(300, 'c'), noise}) {
            const auto entry = with_bodies(summary, content);
            Entry restored;
            codec.decode(codec.encode(entry), restored);
            CHECK(restored == entry);
        }
    CHECK(codec.encode(Entry()).empty());
}

TEST_CASE("A body of text is stored in a fraction of its size", "[store][codec]") {
    BodyCodec codec;
    std::string text;
    for (int n = 0; n < 100; ++n) text += "<p>Paragraph number " + std::to_string(n) + " of a body.</p>";
    CHECK(codec.encode(with_bodies("", text)).size() < text.size() / 4);
}

TEST_CASE("Fields that a later version adds are skipped", "[store][codec]") {
    Entry entry;
    entry.title = "title";
    const auto data = std::string("\xC8\x03new", 5) + encode_entry(entry) + std::string("\xC9\0", 2);
    CHECK(decode_entry(data) == entry);
}

TEST_CASE("Damaged bytes are a failure of the store, never more", "[store][codec]") {
    BodyCodec codec;
    auto full = item(1).entry;
    full.authors = {{.name = "A"}};
    full.picture.width = 640;
    const auto entry = encode_entry(full);
    const auto body = codec.encode(with_bodies("summary", std::string(1'000, 'x')));
    for (std::size_t size = 0; size < entry.size(); ++size) {
        try {
            (void)decode_entry(entry.substr(0, size));
        } catch (const StoreFailure&) {
        }
    }
    for (std::size_t at = 0; at < body.size(); ++at) {
        auto damaged = body;
        damaged[at] = static_cast<char>(~damaged[at]);
        Entry restored;
        try {
            codec.decode(damaged, restored);
        } catch (const StoreFailure&) {
        }
    }
    CHECK_THROWS_AS(decode_entry("\x04\x7F"), StoreFailure);
    CHECK_THROWS_AS(decode_entry("\x04\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), StoreFailure);
    Entry restored;
    CHECK_THROWS_AS(codec.decode(std::string_view("\x01garbage"), restored), StoreFailure);
    CHECK_THROWS_AS(codec.decode(std::string_view("\0\x7Fx", 3), restored), StoreFailure);
    CHECK_THROWS_AS(codec.decode(std::string_view("\x07x"), restored), StoreFailure);
}
