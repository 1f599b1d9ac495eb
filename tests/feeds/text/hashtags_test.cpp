#include "feeds/text/words/hashtags.hpp"

#include <catch2/catch.hpp>

namespace arna {

TEST_CASE("hashtags are found where they are meant", "[text][hashtags]") {
    struct Case {
        std::string_view text;
        std::vector<std::string> tags;
    };
    const auto [text, tags] = GENERATE(values<Case>({
        {"", {}},
        {"Бүгін #Референдум-2026 болды", {"Референдум-2026"}},
        {"#Қоғам #қоғам #ҚОҒАМ_ #Заң", {"Қоғам", "Заң"}},
        {"(#тег), #тег2.", {"тег", "тег2"}},
        {"#референдум_2026 #Референдум-2026", {"референдум_2026"}},
        {"＃全角 #日本", {"全角", "日本"}},
        {"#бір#екі", {"бір"}},
        {"##қос", {"қос"}},
        {"#сөз- #сөз--тағы", {"сөз"}},
        {"#и\u0306од", {"и\u0306од"}},
        {"#2026 #1 #2026-2027", {}},
        {"#2026жыл", {"2026жыл"}},
        {"C# F#m a#b", {}},
        {"# тег", {}},
        {"&#1234; &#xAB;", {}},
        {"https://a.kz/#bolim https://a.kz/page?x=1#bolim", {}},
        {"https://a.kz/~x.#y a.kz/#z", {}},
        {"https://a.kz #тег", {"тег"}},
        {"сөз\n#жол", {"жол"}},
        {"сөз\u00A0#аралық", {"аралық"}},
        {"#O’Neil", {"O"}},
    }));
    CAPTURE(text);
    CHECK(hashtags(text) == tags);
}

TEST_CASE("many number signs take no long", "[text][hashtags]") {
    CHECK(hashtags(std::string(2'000'000, '#')).empty());
    std::string text = "http://x/";
    for (int i = 0; i < 200'000; ++i) text += "-#a";
    CHECK(hashtags(text).empty());
    std::string many;
    for (int i = 0; i < 3'000; ++i) many += " #a" + std::to_string(i);
    CHECK(hashtags(many).size() == max_hashtags);
}

} // namespace arna
