#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace arna;

namespace {

Exit run_arna(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.begin(), environment("ARNA_BINARY"));
    return run_program(arguments, input);
}

const char* const feed = R"xml(<rss version="2.0"><channel><title>Қала</title><link>https://a.kz/</link>
<item><title>Ауа райы</title><link>/1</link><description>&lt;b onclick="x()"&gt;мәтін&lt;/b&gt;</description></item>
</channel></rss>)xml";

} // namespace

TEST_CASE("Parse gives 0 for a feed, 2 for what is none, 3 for what cannot be read", "[app][parse]") {
    const Exit parsed = run_arna({"parse", "--json", "--base", "https://a.kz/rss", "-"}, feed);
    CHECK(parsed.status == 0);
    CHECK(parsed.out.find(R"("link":"https://a.kz/1")") != std::string::npos);
    CHECK(parsed.out.find("onclick") == std::string::npos);
    CHECK(run_arna({"--json", "parse", "--raw", "-"}, feed).out.find("onclick") != std::string::npos);
    CHECK(run_arna({"parse", "-"}, "<html><p>no feed</p></html>").status == 2);
    CHECK(run_arna({"parse", "/none"}).status == 3);
}

TEST_CASE("A program loads what fetches when it fetches, and its allocator before the system's", "[app]") {
    const Exit listed = run_program({environment("ARNA_BINARY"), "--version"}, {}, {{"LD_TRACE_LOADED_OBJECTS", "1"}});
    CHECK(listed.out.find("libsqlite3.so") != std::string::npos);
    CHECK(listed.out.find("libcurl.so") == std::string::npos);
    CHECK(listed.out.find("libssl.so") == std::string::npos);
    const auto allocator = listed.out.find("libjemalloc.so"); // sanitizers have their own
    CHECK((allocator == std::string::npos || allocator < listed.out.find("libc.so")));
}

TEST_CASE("Lines are answered one by one and in order, bad ones too, however many come at once", "[app][json_lines]") {
    CHECK(run_arna({"sanitize", "--json-lines"}, "{\"html\":\"<b onclick=x>a</b>\"}\nnonsense\n\n[1]").out ==
          "{\"html\":\"<b>a</b>\"}\n{\"html\":\"\"}\n{\"html\":\"\"}\n{\"html\":\"\"}\n");
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "{\"html\":\"<p>0123456789012345678901234567890123456789</p>\"}\n";
    const Exit ended = run_arna({"sanitize", "--json-lines"}, many);
    CHECK(ended.status == 0);
    CHECK(ended.out == many);
}

TEST_CASE("Match says whether and why, or what is wrong and where", "[app][match]") {
    const Exit ended =
        run_arna({"match", "--json-lines"}, R"({"query":"алма","item":{"title":"алманың дәмі","lang":"kk"}}
{"query":"алма","item":{"title":"алмұрт","lang":"kk"}}
{"query":"алма (","item":{}}
{"query":" ","item":{}}
{"query":"алма","item":{"title":5}}
{"query":"age<2d","item":{"published":"2026-03-01T00:00:00Z","seen":"2026-03-02T00:00:00Z"}}
)");
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < ended.out.size();) {
        const auto end = ended.out.find('\n', start);
        lines.push_back(ended.out.substr(start, end - start));
        start = end + 1;
    }
    REQUIRE(lines.size() == 6);
    CHECK(lines[0] == R"({"match":true,"because":[{"field":"title","term":"алма","found":"алманың"}]})");
    CHECK(lines[1] == R"({"match":false,"because":[]})");
    CHECK(lines[2].starts_with(R"({"error":{"message":")"));
    CHECK(lines[3] == R"({"error":{"message":"the rule is empty; say what to look for","column":1}})");
    CHECK(lines[4].starts_with(R"({"error":{"message":"item.title: )"));
    CHECK(lines[5].starts_with(R"({"match":true)"));
}

TEST_CASE("Match knows the lists and aliases of a configuration that is named", "[app][match]") {
    const TemporaryDirectory folder;
    const auto file = folder
                          .write("arna.toml", "[[list]]\nname = \"министрлер\"\nwords = [\"Бектенов\"]\n"
                                              "[[tag]]\nname = \"Референдум\"\naliases = [\"Реф26\"]\n")
                          .string();
    const std::string_view questions = R"({"query":"list:министрлер","item":{"title":"Бектеновтің сөзі","lang":"kk"}}
{"query":"#реф26","item":{"categories":["референдум"]}}
)";
    const Exit known = run_arna({"-c", file, "match", "--json-lines"}, questions);
    CHECK(known.status == 0);
    CHECK(known.out ==
          R"json({"match":true,"because":[{"field":"title","term":"Бектенов (list:министрлер)","found":"Бектеновтің"}]}
{"match":true,"because":[{"field":"category","term":"#реф26","found":"референдум"}]}
)json");
    CHECK(run_arna({"match", "--json-lines"}, questions).out.starts_with(R"({"error":{"message":"there is no list)"));
    CHECK(run_arna({"-c", "/none/arna.toml", "match", "--json-lines"}, questions).status == 2);
}

TEST_CASE("An item says which of its fields is wrong, and how", "[app][match]") {
    const auto answer = [](std::string_view item) {
        return run_arna({"match", "--json-lines"}, fmt::format("{{\"query\":\"a\",\"item\":{}}}\n", item)).out;
    };
    CHECK(answer(R"({"titel":5})").contains("item.titel: no field of an item; did you mean 'title'?"));
    CHECK(answer(R"({"title":5})").contains("item.title: a value of another type is wanted"));
    CHECK(answer(R"({"authors":[{"name":"A. B."}]})") == "{\"match\":false,\"because\":[]}\n");
    CHECK(run_arna({"match", "--json-lines"},
                   "{\"query\":\"author:name\",\"item\":{\"authors\":[{\"name\":\"A. B.\"}]}}\n")
              .out.starts_with(R"({"match":false)"));
}

TEST_CASE("Language guesses, and says whether it is sure", "[app][language]") {
    const Exit ended = run_arna({"language", "--json-lines"}, R"({"text":"Мәжіліс заң қабылдады"}
{"text":"Депутаттар кеше жаңа заң жобасын қарады. Құжатта салық төлеу тәртібі мен шағын кәсіпкерлікті қолдау шаралары көрсетілген."}
{"text":"2026"}
{"words":1}
)");
    CHECK(ended.status == 0);
    CHECK(ended.out == R"({"language":"kk","sure":false}
{"language":"kk","sure":true}
{"language":"","sure":false}
{"error":{"message":"a line is {\"text\": a string}"}}
)");
}

TEST_CASE("Compare says whether two items tell one story; short ones never do", "[app][compare]") {
    const Exit ended =
        run_arna({"compare", "--json-lines"}, R"({"a":{"title":"Заң қабылданды"},"b":{"title":"Заң қабылданды"}}
{"a":{"title":"Заң қабылданды"},"b":{"title":"Жол жабылды"}}
{"a":{"title":5},"b":{}}
[]
)");
    CHECK(ended.status == 0);
    CHECK(ended.out == R"({"story":false,"score":1}
{"story":false,"score":0}
{"error":{"message":"a.title: a value of another type is wanted"}}
{"error":{"message":"a line is {\"a\": an object, \"b\": an object}"}}
)");
}
