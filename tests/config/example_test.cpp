#include "config/option/option_table.hpp"
#include "config/option/tag_test.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

#include <cstdlib>
#include <iterator>
#include <regex>
#include <sstream>

using namespace arna;

namespace {

std::filesystem::path tree() { return std::getenv("ARNA_TREE"); }

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The file with everything in force that it only shows: keys and tables lose their "# ".
std::string uncommented(const std::string& text) {
    static const std::regex shown("^#( *)(\\[\\[.*|[a-z_]+ += .*)$");
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);) out += std::regex_replace(line, shown, "$2") + '\n';
    return out;
}

} // namespace

TEST_CASE("The example that a package installs loads without a word", "[config][example]") {
    const auto loaded =
        load_config({.file = tree() / "config/arna.toml", .environment = Environment({{"HOME", "/h"}})});
    REQUIRE(loaded);
    CHECK(loaded->warnings.empty());
    CHECK(loaded->config.sources.empty());
}

TEST_CASE("Everything that the example shows commented out is right too", "[config][example]") {
    const ConfigFolder folder;
    folder.write("agency-password", "x");
    folder.write("arna.toml", uncommented(text_of_file(tree() / "config/arna.toml")));
    const auto loaded = folder.load();
    if (!loaded) FAIL(folder.texts(loaded.error()).front());
    CHECK(folder.texts(loaded->warnings).empty());
    CHECK(loaded->config.sources.size() == 9);
    CHECK(loaded->config.tags.size() == 2);
    CHECK(folder.texts(run_tag_tests(*loaded, {})).empty());
}

TEST_CASE("The demo loads and its tests hold", "[config][example]") {
    const auto loaded =
        load_config({.file = tree() / "config/demo.toml", .environment = Environment({{"HOME", "/h"}})});
    REQUIRE(loaded);
    CHECK(loaded->warnings.empty());
    CHECK(run_tag_tests(*loaded, {}).empty());
}

TEST_CASE("The page about the configuration lists every key as the table has it", "[config][reference]") {
    const std::string page = text_of_file(tree() / "docs/configuration.md");
    CHECK(page.find(option_reference()) != std::string::npos);
}
