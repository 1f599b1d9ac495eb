// Hostile documents of every shape cost no more than some ordinary ones: what the pipeline reads from bytes to what is
// stored,
// and what `arna parse` prints.
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/html/resolve_urls.hpp"
#include "feeds/pipeline/pipeline.hpp"
#include "feeds/write/model_json.hpp"
#include "tests/hostile/heap.hpp"
#include "tests/hostile/judge.hpp"
#include "tests/hostile/markup_shapes.hpp"
#include "tests/hostile/value_shapes.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace arna::hostile {
namespace {

constexpr Time now = std::chrono::sys_days(std::chrono::November / 23 / 2026);

/// An address as long as many are; whatever is relative is resolved against it.
const std::string url = "https://feeds.example/" + std::string(150, 'd') + "/feed.xml";

void read(std::string_view document) {
    const auto feed = read_feed({.bytes = std::string(document), .url = url}, {.source = "s", .site = "s"}, now);
    static_cast<void>(feed);
}

void show(std::string_view document) {
    const auto feed = read_raw({.bytes = std::string(document), .url = url}, {});
    if (feed) static_cast<void>(model_json(*feed));
}

void clean(std::string_view markup) { static_cast<void>(plain_text(sanitize(markup, {.base = url}).str())); }

void resolve(std::string_view markup) { static_cast<void>(resolve_urls(markup, url)); }

/// pugixml's memory counts, too.
const bool is_counted = [] {
    pugi::set_memory_management_functions([](std::size_t size) { return heap::allocate(size); }, heap::release);
    return true;
}();

std::string judged(std::string_view name, const Subject& subject, const Shape& benign,
                   const std::vector<Shape>& shapes) {
    return fmt::format("{}", fmt::join(excesses(name, subject, benign, shapes), "\n"));
}

} // namespace

TEST_CASE("hostile XML costs no more than ordinary feeds", "[hostile][xml]") {
    const auto shapes = sample(xml_shapes(), 31);
    CHECK(judged("read", read, ordinary_feed(), shapes) == "");
    CHECK(judged("show", show, ordinary_feed(), shapes) == "");
}

TEST_CASE("hostile HTML costs no more than ordinary articles", "[hostile][html]") {
    const auto shapes = sample(html_shapes(), 17);
    CHECK(judged("clean", clean, ordinary_markup(), shapes) == "");
    CHECK(judged("resolve", resolve, ordinary_markup(), shapes) == "");
}

TEST_CASE("hostile JSON costs no more than ordinary feeds", "[hostile][json]") {
    const auto shapes = sample(json_shapes(), 7);
    CHECK(judged("read", read, ordinary_json(), shapes) == "");
    CHECK(judged("show", show, ordinary_json(), shapes) == "");
}

TEST_CASE("hostile dates, addresses, people and lists cost no more than ordinary feeds", "[hostile][values]") {
    const auto shapes = sample(value_shapes(), 23);
    CHECK(judged("read", read, ordinary_feed(), shapes) == "");
    CHECK(judged("show", show, ordinary_feed(), shapes) == "");
}

TEST_CASE("any two pieces in turn cost no more than ordinary documents", "[hostile][pairs]") {
    CHECK(judged("read", read, ordinary_feed(), sample(xml_pairs(), 997)) == "");
    CHECK(judged("clean", clean, ordinary_markup(), sample(html_pairs(), 997)) == "");
}

} // namespace arna::hostile
