// Memory that runs out at any moment while a document is read: reading gives a result or std::bad_alloc, and leaks
// nothing.
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "tests/hostile/heap.hpp"
#include "tests/hostile/judge.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace arna::hostile {
namespace {

namespace fs = std::filesystem;

constexpr Time now = std::chrono::sys_days(std::chrono::November / 23 / 2026);

struct Input {
    std::string name, bytes;
};

/// The feeds that the parser's cases are made of.
std::vector<Input> documents() {
    const char* tree = std::getenv("ARNA_TREE");
    std::vector<Input> found;
    for (const auto& entry :
         fs::directory_iterator(fs::path(tree != nullptr ? tree : ".") / "tests/feeds/parse/cases")) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".xml") && !name.ends_with(".input.json")) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        found.push_back({name, {std::istreambuf_iterator<char>(file), {}}});
    }
    std::ranges::sort(found, {}, &Input::name);
    return found;
}

void read(const std::string& bytes) {
    const auto feed = read_feed({.bytes = bytes, .url = "https://feeds.example/"}, {.source = "s", .site = "s"}, now);
    static_cast<void>(feed);
}

void show(const std::string& bytes) {
    const auto feed = read_raw({.bytes = bytes, .url = "https://feeds.example/"}, {});
    if (!feed) return;
    for (const auto& item : feed->items) {
        for (const auto& text : item.content) static_cast<void>(sanitize(text.value, {.base = text.base}));
        static_cast<void>(sanitize(item.summary.value, {.base = item.summary.base, .as_written = true}));
    }
}

/// How often memory ran out: at every allocation, or at each n-th of them, until the document is read without.
std::size_t run_out(void (*subject)(const std::string&), const std::string& bytes, std::uint64_t step) {
    subject(bytes); // what is made once
    std::size_t failures = 0;
    for (std::uint64_t n = 1;; n += step) {
        const auto before = heap::live();
        heap::fail_at(n);
        try {
            subject(bytes);
        } catch (const std::bad_alloc&) {
        }
        const bool has_failed = heap::has_failed();
        heap::fail_at(0);
        if (heap::live() != before)
            FAIL("allocation " << n << " of a document: " << heap::live() - before << " bytes leak");
        if (!has_failed) return failures;
        ++failures;
    }
}

} // namespace

TEST_CASE("memory that runs out while a document is read ends the reading, and leaks nothing", "[hostile][memory]") {
    if (!heap::is_counted) return; // the sanitizers have allocators of their own
    pugi::set_memory_management_functions([](std::size_t size) { return heap::allocate(size); }, heap::release);
    const auto all = documents();
    REQUIRE(all.size() >= 70);
    const bool is_whole = extent() != Extent::sample;
    std::size_t failures = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(all[i].name);
        const std::uint64_t step = is_whole ? 1 : 97 + i % 13;
        failures += run_out(read, all[i].bytes, step);
        failures += run_out(show, all[i].bytes, step);
    }
    CHECK(failures > all.size());
}

} // namespace arna::hostile
