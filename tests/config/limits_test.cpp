// Whatever a file of 1 MiB holds, it is judged in bounded time and memory.
#include "tests/support/sanitizers.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <new>

using namespace arna;

namespace {

std::atomic<std::size_t> held = 0, most_held = 0;

[[maybe_unused]] void* counted(std::size_t size) {
    void* const memory = std::malloc(size);
    if (memory == nullptr) throw std::bad_alloc();
    const auto now = held += ::malloc_usable_size(memory);
    auto most = most_held.load();
    while (now > most && !most_held.compare_exchange_weak(most, now)) {
    }
    return memory;
}

} // namespace

#if !ARNA_HAS_SANITIZER_HEAP
void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept {
    held -= ::malloc_usable_size(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { ::operator delete(memory); }
#endif

namespace {

constexpr std::size_t mib = 1u << 20;

/// `part` over and over, `size` bytes at most. "%" in it is a number that is never the same.
std::string repeated(std::string_view part, std::size_t size) {
    std::string text;
    for (std::size_t number = 0;; ++number) {
        std::string next(part);
        for (auto at = next.find('%'); at != std::string::npos; at = next.find('%'))
            next.replace(at, 1, std::to_string(number));
        if (text.size() + next.size() > size) return text;
        text += next;
    }
}

struct Cost {
    double seconds = 0; ///< of this process
    std::size_t bytes = 0;
    std::size_t findings = 0;
};

/// The cheaper of two times that a document is loaded.
Cost cost_of(const std::string& document) {
    const ConfigFolder folder;
    folder.write("arna.toml", document);
    Cost cost{.seconds = 1e9};
    for (int run = 0; run < 2; ++run) {
        const std::size_t before = held;
        most_held = before;
        const std::clock_t begin = std::clock();
        const auto loaded = folder.load();
        cost.seconds = std::min(cost.seconds, double(std::clock() - begin) / CLOCKS_PER_SEC);
        cost.bytes = most_held - before;
        cost.findings = loaded ? loaded->warnings.size() : loaded.error().size();
    }
    return cost;
}

constexpr std::string_view tag = "[[tag]]\nname = \"Tag number %\"\nmatch = \"word% AND other\"\n"
                                 "title = \"Number %\"\nlimit = 20\n";

/// What is refused at 1 MiB for its many nodes costs most at a size that is not.
template <class Document>
void check_costs(Document document) {
    static const Cost honest = cost_of(repeated(tag, mib));
    const Cost eighth = cost_of(document(mib / 8));
    for (const std::size_t size : {mib, mib / 4}) {
        CAPTURE(size);
        const Cost cost = cost_of(document(size));
        CHECK(cost.seconds < 20 * std::max(honest.seconds, 0.01));
        CHECK(cost.seconds < 4 * double(size / (mib / 8)) * std::max(eighth.seconds, 0.01));
        CHECK(cost.bytes < 40 * mib);
    }
}

} // namespace

TEST_CASE("10,000 tags are in one file", "[config][limits]") {
    const ConfigFolder folder;
    folder.write("arna.toml", repeated(tag, mib));
    const auto loaded = folder.load();
    REQUIRE(loaded);
    CHECK(loaded->config.tags.size() >= 10'000);
}

TEST_CASE("A hostile file costs little more than an honest one, and grows no faster", "[config][limits]") {
    const char* part = GENERATE(values<const char*>({
        "[[source]]\n",
        "[[tag]]\n",
        "[a%]\n",
        "a%=1\n",
        "a=1\n",
        "[a.b.c.d.e%]\n",
        "a%.b.c.d.e.f.g.h.i.j=1\n",
        "a.",
        "[",
        "{",
        "a=[",
        "a={",
        "[[",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\"\\",
        "a='''\n",
        "a=\"\"\"\\\n   ",
        "#",
        "#\n",
        "=",
        ",",
        "\n",
        "\r\n",
        " ",
        "]",
        "a%=[[[1],[2]],{b=1}]\n",
        "a%=1979-05-27T07:32:00Z\n",
        "[[tag]]\nname=\"%\"\nmatch=\"(\"\n",
        "[[tag]]\nname=\"%\"\nmatch=\"source:x%\"\n",
        "[[tag]]\nname=\"%\"\nsources=[\"x%\"]\n",
        "[[tag]]\nname=\"same\"\n",
        "[[tag]]\nname=\"%\"\n[[tag.test]]\nexpect=\"in\"\n",
        "[[source]]\nurl=\"https://a.kz/%\"\n",
        "[[source]]\nurl=\"x\"\n",
        "[fetch]\n",
    }));
    CAPTURE(part);
    check_costs([&](std::size_t size) { return repeated(part, size); });
}

TEST_CASE("A list or table of any size is judged in time that grows with it", "[config][limits]") {
    const auto [begin, part, end] = GENERATE(table<std::string, std::string, std::string>({
        {"[[source]]\nurl=\"https://a.kz\"\nheaders={", "a%=\"\",", "b=\"\"}\n"},
        {"[[source]]\nurl=\"https://a.kz\"\nlabels=[", "\"%\",", "]\n"},
        {"[[source]]\nurl=\"https://a.kz\"\nlabels=[", "\"\",", "]\n"},
        {"[fetch]\n", "unknown%=1\n", ""},
        {"[fetch]\nallow=[", "\"x\",", "]\n"},
        {"[[tag]]\nname=\"a\"\naliases=[", "\"a%\",", "]\n"},
        {"[[tag]]\nname=\"a\"\nformer_slugs=[", "\"a%\",", "]\n"},
        {"[[tag]]\nname=\"a\"\nsources=[", "\"a%\",", "]\n"},
        {"[[tag]]\nname=\"a\"\n[[tag.test]]\ncategories=[", "\"a%\",", "]\nexpect=\"out\"\n"},
        {"[[tag]]\nname=\"", "a", "\"\n"},
        {"[[tag]]\nname=\"a\"\ntitle=\"", "\\u0041", "\"\n"},
        {"\"", "k", "\"=1\n"},
        {"[daemon]\ntitle=", "1", "\n"},
    }));
    CAPTURE(begin, part);
    check_costs([&](std::size_t size) { return begin + repeated(part, size - 100) + end; });
}

TEST_CASE("What is too much is said with its place", "[config][limits]") {
    const ConfigFolder folder;
    folder.write("arna.toml", repeated("[[source]]\n", mib));
    CHECK(folder.messages() ==
          std::vector<std::string>{
              "arna.toml:25001:1: more than 25000 tables in one file; move some of them into another one in conf.d/"});
    folder.write("arna.toml", repeated("a%=1\n", mib));
    CHECK(folder.messages().front().find("more than 60000 values in one file") != std::string::npos);
    // Texts and comments count for nothing.
    folder.write("arna.toml", "[daemon]\ntitle = '''" + repeated("a.b=[{,", mib / 2) + "'''\n#" +
                                  repeated("a.b=[{,", mib / 4) + "\n");
    CHECK(folder.messages().empty());
}
