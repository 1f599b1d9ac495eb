#include "config/option/renamed_keys.hpp"

#include "config/option/option_reader.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace arna;

namespace {

constexpr auto renamed = std::to_array<RenamedKey>({{"[fetch]", "hosts", "per_host", "0.2"}});

/// What a program of `release` makes of a table that has the old name.
struct Read {
    FetchConfig fetch;
    std::vector<Diagnostic> said;
};

Read read_old_name(std::string_view release) {
    const std::vector<std::string> files{"arna.toml"};
    const std::vector<std::filesystem::path> directories{"/"};
    const Environment environment;
    Findings findings(files);
    ReadContext context{findings, environment, directories};
    context.renamed = renamed;
    context.release = release;
    const TomlTable table{{.key = "hosts", .place = {0, 2, 1}, .value = {.data = std::int64_t{7}, .place = {0, 2, 9}}}};
    Read result;
    read_options(table, {"[fetch]"}, result.fetch, context);
    result.said = findings.take();
    return result;
}

} // namespace

TEST_CASE("A renamed key works for one release under its old name, with a warning", "[config][renamed]") {
    const auto read = read_old_name("0.2");
    CHECK(read.fetch.per_host == 7);
    REQUIRE(read.said.size() == 1);
    CHECK(text_of(read.said[0]) == "arna.toml:2:1: warning: 'hosts' is called 'per_host' now; write that, for the next "
                                   "release refuses the old name");
}

TEST_CASE("After that release the old name is an error that names the new one", "[config][renamed]") {
    const auto read = read_old_name("0.3");
    CHECK(read.fetch.per_host == 2);
    REQUIRE(read.said.size() == 1);
    CHECK(text_of(read.said[0]) == "arna.toml:2:1: 'hosts' is called 'per_host' since arna 0.2; write that");
}

TEST_CASE("A release is the first two numbers of a version", "[config][renamed]") {
    CHECK(release_of("0.2.1") == "0.2");
    CHECK(release_of("0.2") == "0.2");
    CHECK(release_of("10.11.12-rc1") == "10.11");
}
