#include "feeds/text/words/word_diff.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace arna;

namespace {

std::string marked(std::string_view before, std::string_view after, std::size_t context = 10) {
    return marked_text(diff_words(before, after), context);
}

/// The text of one side, put together from the runs again.
std::string side(const WordDiff& diff, WordRun::Kind kind) {
    std::string text;
    for (const auto& run : diff.runs) {
        if (run.kind != WordRun::Kind::same && run.kind != kind) continue;
        if (run.follows_blank && !text.empty()) text += ' ';
        text += run.text;
    }
    return text;
}

} // namespace

TEST_CASE("A changed text is told word by word, punctuation apart", "[text][diff]") {
    CHECK(marked("Референдум күні белгілі болды", "Референдум уақыты белгілі болды") ==
          "Референдум [-күні-]{+уақыты+} белгілі болды");
    CHECK(marked("one, two", "one; two") == "one[-,-]{+;+} two");
    CHECK(marked("one two", "one two three.") == "one two {+three.+}");
    CHECK(marked("", "one two") == "{+one two+}");
    CHECK(marked("one two", "") == "[-one two-]");
    CHECK(marked("one\n two", "one two") == "one two");
    CHECK(marked("a b c d", "b c x d") == "[-a-] b c {+x+} d");
    CHECK(marked("в 05:12, жол-көлік", "в 05:40, жол-апат!") == "в [-05:12-]{+05:40+}, [-жол-көлік-]{+жол-апат!+}");
    CHECK(marked("(3,5 %)", "(3,6 %)") == "([-3,5-]{+3,6+} %)");
}

TEST_CASE("Ten unchanged words stand around a change, and an ellipsis for the others", "[text][diff]") {
    CHECK(marked("1 2 3 4 5 x 6 7 8 9 10 y 11 12 13", "1 2 3 4 5 X 6 7 8 9 10 Y 11 12 13", 2) ==
          "… 4 5 [-x-]{+X+} 6 7 … 9 10 [-y-]{+Y+} 11 12 …");
    CHECK(marked("1 2 x 3 4 5 6 y", "1 2 X 3 4 5 6 Y", 2) == "1 2 [-x-]{+X+} 3 4 5 6 [-y-]{+Y+}");
}

TEST_CASE("The runs give back both texts, whatever they are", "[text][diff]") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::string texts[2];
        for (auto& text : texts)
            for (auto words = random() % 12; words > 0; --words)
                text += (text.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + random() % 4));
        CAPTURE(texts[0], texts[1]);
        const auto diff = diff_words(texts[0], texts[1]);
        CHECK(side(diff, WordRun::Kind::added) == texts[1]);
        CHECK(side(diff, WordRun::Kind::removed) == texts[0]);
    }
}

TEST_CASE("Long texts are counted, and very different ones told as a whole", "[text][diff]") {
    std::string before, after;
    for (int i = 0; i < 20'001; ++i) {
        before += "a ";
        after += i % 2 == 0 ? "a " : "b ";
    }
    const auto counted = diff_words(before, after);
    CHECK(counted.is_counted);
    CHECK(counted.removed == 10'000);
    CHECK(counted.added == 10'000);
    CHECK(marked_text(counted, 10) == "10000 words went, 10000 came");
    CHECK(marked_text({.runs = {}, .is_counted = true, .removed = 1, .added = 2}, 10) == "1 word went, 2 came");

    std::string one, other;
    for (int i = 0; i < 15'000; ++i) {
        one += "a" + std::to_string(i) + " ";
        other += "b" + std::to_string(i) + " ";
    }
    CHECK(diff_words(one, other).runs.size() == 2);
}
