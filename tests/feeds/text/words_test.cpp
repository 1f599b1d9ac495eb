#include "feeds/text/words/words.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/words/folded_words.hpp"

#include <catch2/catch.hpp>

namespace arna {
namespace {

/// Words between blanks, a joined one behind "+".
std::string words_of(std::string_view text) {
    std::string out;
    for_each_word(text, [&](const Word& word) {
        if (!out.empty()) out += ' ';
        if (word.joined) out += '+';
        out += word.text;
        CHECK(text.substr(word.offset, word.text.size()) == word.text);
    });
    return out;
}

} // namespace

TEST_CASE("text is taken apart into words", "[text][words]") {
    struct Case {
        std::string_view text;
        std::string_view words;
    };
    const auto [text, words] = GENERATE(values<Case>({
        {"", ""},
        {" ,.! ", ""},
        {"Қоғам: 2026 жыл.", "Қоғам 2026 жыл"},
        {"жол-көлік", "жол +көлік"},
        {"2026-ға", "2026 +ға"},
        {"жол - көлік", "жол көлік"},
        {"жол--көлік", "жол көлік"},
        {"а\u2011б", "а +б"},
        {"Алматы–Астана", "Алматы Астана"},
        {"-бір", "бір"},
        {"O'Neil’s 'сөз'", "O'Neil’s сөз"},
        {"Oʻzbekiston", "Oʻzbekiston"},
        {"кон\u00ADсти\u200Bтуция", "кон\u00ADсти\u200Bтуция"},
        {"snake_case", "snake case"},
        {"«Нұр»сөз", "Нұр сөз"},
        {"и\u0306од", "и\u0306од"},
        {"10:55 1.5%", "10 55 1 5"},
        {"a\xFF\xFF b", "a b"},
        {"日本語", "日本語"},
        {"x😀y", "x y"},
        {"#тег @аты", "тег аты"},
    }));
    CAPTURE(text);
    CHECK(words_of(text) == words);
}

TEST_CASE("a word may be folded alone", "[text][words]") {
    std::string joined;
    for_each_word("O’Neil Ёлка-ның тi\u00ADл", [&](const Word& word) { joined += fold(word.text) + "|"; });
    CHECK(joined == "oneil|елка|ның|тіл|");
}

TEST_CASE("words that are folded on the way are the same words, folded", "[text][words]") {
    const std::string long_word(3000, 'x');
    const std::string text =
        GENERATE_COPY(as<std::string>(), "", "Қоғам: 2026 жыл, Жол-КӨЛІК", "O'Neil’s 'сөз'' Oʻzbekiston",
                      "кон\u00ADсти\u200Bтуция\u00AD", "тiл MOCKBA cop", "и\u0306од Ёлка cafe\u0301", "a\xFF\xFF b\xD0",
                      "日本語 ﬁle ２０２６ №5 x😀y", "\u0301а ½ ª", long_word + " Б", long_word + "Б'б " + long_word,
                      "Straße İstanbul ŉ");
    CAPTURE(text);
    std::string expected;
    for_each_word(text, [&](const Word& word) {
        expected += std::string(word.text) + "=" + fold(word.text.substr(0, FoldedWords::longest)) + "|";
    });
    std::string found;
    FoldedWords words(text);
    std::string folded;
    while (const auto word = words.next(folded)) {
        found += std::string(*word) + "=" + folded + "|";
        folded.clear();
    }
    CHECK(found == expected);
}

} // namespace arna
