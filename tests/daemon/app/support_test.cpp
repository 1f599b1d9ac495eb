#include "daemon/app/support/archive.hpp"
#include "daemon/app/support/run_program.hpp"
#include "daemon/app/support/source_names.hpp"
#include "daemon/app/support/versions.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace arna;

namespace {

Config with_sources() {
    Config config;
    config.sources.push_back({.name = "zakon", .url = "https://kaz.zakon.kz/rss/"});
    config.sources.push_back({.name = "zakon-2", .url = "https://kaz.zakon.kz/other/"});
    config.sources.push_back({.name = "wire", .url = "https://user:geheim@wire.example:8443/all.atom?token=abc"});
    config.sources.push_back({.name = "idn", .url = "https://қазақ.example/"});
    return config;
}

} // namespace

TEST_CASE("An archive is one that tar reads", "[app][support]") {
    const TemporaryDirectory folder;
    const std::array<ArchiveMember, 3> members{
        {{"a/one.txt", "one\n"}, {"a/empty", ""}, {"a/two.bin", std::string(100'000, 'x')}}};
    const auto packed = tar_gz(members, Time(std::chrono::sys_days(std::chrono::year(2026) / 11 / 30)));
    REQUIRE(packed);
    const auto file = folder.write("x.tar.gz", *packed).string();
    const Exit listed = run_program({"tar", "--utc", "-tvzf", file});
    CAPTURE(listed.out);
    CHECK(listed.err.empty());
    CHECK(listed.status == 0);
    CHECK(listed.out.find("-rw------- 0/0               4 2026-11-30 00:00 a/one.txt\n") != std::string::npos);
    CHECK(listed.out.find(" 100000 ") != std::string::npos);
    CHECK(run_program({"tar", "-xOzf", file, "a/one.txt"}).out == "one\n");
    CHECK_FALSE(tar_gz(std::array<ArchiveMember, 1>{{{std::string(100, 'n'), ""}}}, {}));
}

TEST_CASE("Names of sources stand for their addresses", "[app][support]") {
    const SourceNames names(with_sources());
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"url = \"https://kaz.zakon.kz/rss/\"\n", "url = \"<zakon>\"\n"},
        {"polled https://KAZ.zakon.kz/rss/1?x=1, then", "polled <zakon> then"},
        {"Could not resolve host: kaz.zakon.kz", "Could not resolve host: <zakon>"},
        {"no answer of wire.example.", "no answer of <wire>."},
        {"https://***@wire.example:8443/all.atom?***", "<wire>"},
        {"wire.example:8443 failed", "<wire>:8443 failed"},
        {"https://қазақ.example/x", "<idn>"},
        {"xn--80aa1bf5jb.example", "xn--80aa1bf5jb.example"},
        {"https://other.example/ zakon.kz a.kaz.zakon.kz", "https://other.example/ zakon.kz a.kaz.zakon.kz"},
        {"version 1.2.3 … \x1b[0m \xff", "version 1.2.3 … \x1b[0m \xff"},
        {"", ""},
        {"https://", "https://"},
    }));
    CHECK(names.replace_in(text) == expected);
}

TEST_CASE("What a program says is read to a limit, and one that fails says nothing", "[app][support]") {
    const auto output = [](const std::string& script, std::size_t limit) {
        return output_of(std::array<std::string, 3>{"/bin/sh", "-c", script}, limit);
    };
    CHECK(output("echo out; echo err >&2; cat", 100) == "out\n");
    CHECK(output("seq 1 100000", 7) == "100000\n");
    CHECK(output("echo out; exit 1", 100).empty());
    CHECK(output_of(std::array<std::string, 1>{"/none"}, 100).empty());
}

TEST_CASE("Versions name the program and its libraries", "[app][support]") {
    const auto text = versions_text();
    CHECK(text.starts_with("arna "));
    CHECK(text.find("libsqlite3.so.0.") != std::string::npos);
    CHECK(text.find("\nlibcurl/") != std::string::npos);
    CHECK(text.find("libcurl.so.4.") != std::string::npos);
}
