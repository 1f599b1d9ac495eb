#include "feeds/html/srcset.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("The candidates of a srcset are taken apart as browsers do", "[html][srcset]") {
    struct Case {
        const char* srcset;
        const char* candidates;
    };
    const auto [srcset, candidates] = GENERATE(values<Case>({
        {"", ""},
        {" , ,", ""},
        {"a.png", "[a.png|]"},
        {"a.png 1x,b.png 2x", "[a.png|1x][b.png|2x]"},
        {"a.png, b.png 640w ", "[a.png|][b.png|640w]"},
        {"a,b.png 2x", "[a,b.png|2x]"},
        {"data:image/png;base64,AA== 1x, c 2x", "[data:image/png;base64,AA==|1x][c|2x]"},
        {"a 1x (x, y), b", "[a|1x (x, y)][b|]"},
        {"a,,, b", "[a|][b|]"},
    }));
    CAPTURE(srcset);
    std::string written;
    for (const ImageCandidate& one : image_candidates(srcset)) {
        written += '[' + std::string(one.url) + '|' + std::string(one.descriptor) + ']';
    }
    CHECK(written == candidates);
}
