#include "daemon/operations/words.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

TEST_CASE("Numbers are grouped and counted", "[operations]") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(18'204) == "18,204");
    CHECK(grouped(1'234'567) == "1,234,567");
    CHECK(grouped(-999) == "-999");
    CHECK(counted(1, "source") == "1 source");
    CHECK(counted(2, "source") == "2 sources");
}

TEST_CASE("Spans have two units at most", "[operations]") {
    CHECK(span_text(-5s) == "0 s");
    CHECK(span_text(40s) == "40 s");
    CHECK(span_text(125s) == "2 min");
    CHECK(span_text(1h + 55min) == "1 h 55 min");
    CHECK(span_text(2h) == "2 h");
    CHECK(span_text(76h) == "3 d 4 h");
    CHECK(rough_span(100s) == "2 min");
    CHECK(rough_span(65min) == "1 h");
    CHECK(rough_span(73h) == "3 d");
}
