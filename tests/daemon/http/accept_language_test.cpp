#include "daemon/http/message/accept_language.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("The language is the one that the client prefers, else the usual one", "[http][language]") {
    struct Case {
        const char* accept_language;
        const char* language; ///< where the usual one is Russian
    };
    const auto one = GENERATE(values<Case>({{"", "ru"},
                                            {"kk", "kk"},
                                            {"KK-kz", "kk"},
                                            {"kk-Cyrl-KZ", "kk"},
                                            {"en-US,en;q=0.9", "en"},
                                            {"kk, ru", "kk"},
                                            {"ru, kk", "ru"},
                                            {"kk;q=0.8, ru;q=0.9", "ru"},
                                            {"kk;q=0.8, ru;q=0.7, en;q=0.1", "kk"},
                                            {"de, fr;q=0.9, en;q=0.1", "en"},
                                            {"de-DE, fr", "ru"},
                                            {"*", "ru"},
                                            {"de, *;q=0.5", "ru"},
                                            {"ru;q=0.1, *", "kk"},
                                            {"kk;q=0.5, *;q=0.5", "kk"},
                                            {"ru;q=0, *;q=0.5", "kk"},
                                            {"kk;q=0", "ru"},
                                            {"ru;q=0", "ru"},
                                            {"kk;q=0, ru;q=0, en;q=0", "ru"},
                                            {"en;q=0.3, en-GB;q=0.8, kk;q=0.5", "en"},
                                            {"kk;q=2", "ru"},
                                            {"kk;q=", "ru"},
                                            {"kkx, k, -kk, kk_KZ", "ru"},
                                            {",,;;, kk,", "kk"},
                                            {"kk ; Q=0.5 , en ; q=0.4", "kk"}}));
    CAPTURE(one.accept_language);
    CHECK(language_code(choose_language(one.accept_language, PageLanguage::ru)) == one.language);
}

TEST_CASE("A list of languages without end is read once", "[http][language]") {
    std::string list;
    while (list.size() < 20'000) list += "de;q=0.1,";
    CHECK(choose_language(list + "kk;q=0.2", PageLanguage::en) == PageLanguage::kk);
}
