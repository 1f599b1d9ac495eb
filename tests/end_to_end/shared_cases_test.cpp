// The cases of other projects that lie beside this one, judged by their own runners.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <regex>
#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

struct Score {
    double passed = 0, failed = 0;
    [[nodiscard]] double share() const { return passed / (passed + failed); }
};

/// Of the last line "N passed, N failed".
Score score_of(const std::string& output) {
    const std::regex line(R"((\d+) passed, (\d+) failed)");
    Score score;
    for (std::sregex_iterator match(output.begin(), output.end(), line), end; match != end; ++match)
        score = {.passed = std::stod((*match)[1]), .failed = std::stod((*match)[2])};
    return score;
}

bool are_there() {
    if (shared_cases()) return true;
    WARN("SKIPPED: no ../shared beside the tree and no ARNA_SHARED");
    return false;
}

} // namespace

TEST_CASE("99 of 100 cases of other feed parsers are read as they expect, or more", "[shared]") {
    if (!are_there()) return;
    const auto run =
        run_program({(*shared_cases() / "conformance/run").string(), environment("ARNA_BINARY")}, {}, {}, 600s);
    CAPTURE(run.err);
    INFO(run.out.substr(run.out.size() < 4000 ? 0 : run.out.size() - 4000));
    const auto score = score_of(run.out);
    REQUIRE(score.passed > 1000);
    CHECK(score.share() >= 0.99); // docs/formats.md lists what is read otherwise, and why
}

TEST_CASE("No attack of the sanitiser's corpus gets through, and what must stay stays", "[shared]") {
    if (!are_there()) return;
    const auto run = run_program({(*shared_cases() / "security/run").string(), "--judge", "static", "--cmd",
                                  environment("ARNA_BINARY") + " sanitize --json-lines"},
                                 {}, {}, 600s);
    CAPTURE(run.out, run.err);
    CHECK(run.status == 0);
}

TEST_CASE("Web pages are read as well as the best programs read them", "[shared]") {
    if (!are_there()) return;
    const auto run = run_program({(*shared_cases() / "pages/run").string(), environment("ARNA_BINARY"), "--suite",
                                  "articles", "--suite", "listings", "--suite", "segments", "--suite", "benchmark",
                                  "--suite", "dates", "--suite", "readability"},
                                 {}, {}, 600s);
    INFO(run.out << run.err);
    const auto score = score_of(run.out);
    REQUIRE(score.passed > 100);
    CHECK(score.failed <= 1); // one expects blocks of a home page in another order than the page's (docs/pages.md)
}
