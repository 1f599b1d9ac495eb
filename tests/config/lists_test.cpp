#include "config/difference.hpp"
#include "config/print.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

using namespace arna;

namespace {

constexpr std::string_view tag = R"(
[[tag]]
name = "Үкімет"
match = "list:министрлер"
)";

bool matches(const LoadedConfig& loaded, std::string title) {
    return !loaded.rules->match({.title = std::move(title), .lang = "kk"}).empty();
}

} // namespace

TEST_CASE("A rule uses the words of a list and of its file", "[config][lists]") {
    const ConfigFolder folder;
    folder.write("lists/ministers.txt", "\xEF\xBB\xBF# who is in office\r\n\r\n  Асқар Мәмин \r\n#Үкімет\r\n");
    folder.write("arna.toml", std::string(tag) + R"(
[[list]]
name  = "министрлер"
words = ["Бектенов"]
file  = "lists/ministers.txt"
)");
    const auto loaded = folder.load();
    REQUIRE(loaded.has_value());
    CHECK(loaded->warnings.empty());
    CHECK(matches(*loaded, "Бектеновтің сапары"));
    CHECK(matches(*loaded, "Асқар Мәминнің сапары"));
    CHECK_FALSE(matches(*loaded, "Асқардың сапары"));
    CHECK(matches(*loaded, "Отырыс #Үкімет"));
    CHECK_FALSE(matches(*loaded, "who is in office"));
    const auto printed = print_config(loaded->config, Environment({{"HOME", "/home/arna"}}));
    CHECK(printed.find("[[list]]\nname = \"министрлер\"\nwords = [\"Бектенов\"]") != std::string::npos);
}

TEST_CASE("What is wrong with a list is told at its place", "[config][lists]") {
    const ConfigFolder folder;
    folder.write("dashes.txt", "a\n---\n");
    folder.write("bytes.txt", "\xFF\n");
    folder.write("arna.toml", R"([[list]]
words = ["a"]
[[list]]
name = "b"
[[list]]
name = "c"
words = ["--"]
[[list]]
name = "d"
file = "missing.txt"
[[list]]
name = "e"
file = "dashes.txt"
[[list]]
name = "f"
file = "bytes.txt"
[[list]]
name = "C"
words = ["a"]
)");
    CHECK(
        folder.messages() ==
        std::vector<std::string>{
            "arna.toml:1:1: a [[list]] without 'name'; give it one",
            "arna.toml:3:1: a [[list]] without terms; give it 'words' or a 'file'",
            "arna.toml:7:10: 'words' has \"--\", no term; write at least one letter or digit",
            "arna.toml:10:1: 'file' names missing.txt, which cannot be read: No such file or directory",
            "arna.toml:13:1: 'file' names dashes.txt, which has a line without a letter or digit, '---'; remove it, or "
            "begin it with '# '",
            "arna.toml:16:1: 'file' names bytes.txt, which is not UTF-8; save it as UTF-8",
            "arna.toml:18:1: duplicate list name \"C\", first at arna.toml:6:1; give one of them another 'name'"});
}

TEST_CASE("A list that a rule cannot use is an error in the rule", "[config][lists]") {
    const ConfigFolder folder;
    folder.write("arna.toml", tag);
    CHECK(folder.messages() ==
          std::vector<std::string>{"arna.toml:4:10: rule: there is no list 'министрлер'; define it: "
                                   "[[list]] name = \"министрлер\""});
}

TEST_CASE("A list that changes, also in its file, is a change of the configuration", "[config][lists]") {
    const ConfigFolder folder;
    folder.write("terms.txt", "a\n");
    folder.write("arna.toml", "[[list]]\nname = \"l\"\nfile = \"terms.txt\"\n");
    const auto before = folder.load();
    folder.write("terms.txt", "a\nb\n");
    const auto after = folder.load();
    REQUIRE(before.has_value());
    REQUIRE(after.has_value());
    CHECK(difference(before->config, before->config).empty());
    CHECK(difference(before->config, after->config).keys ==
          std::vector<ChangedKey>{{"list", "l", "file", {Consequence::membership}}});
    CHECK(difference({}, after->config).keys == std::vector<ChangedKey>{{"list", "l", "name", {}}});
}
