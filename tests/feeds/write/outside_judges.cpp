#include "tests/feeds/write/outside_judges.hpp"

#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace arna {
namespace {

const std::filesystem::path jing = "/usr/bin/jing";
const std::filesystem::path python = "/usr/bin/python3";

std::string fixture(const char* name) { return environment("ARNA_FIXTURES") + "/" + name; }

} // namespace

std::optional<std::string> atom_errors(std::string_view document) {
    if (!std::filesystem::exists(jing)) {
        WARN("SKIPPED: jing is not installed; the grammar of RFC 4287 is not checked");
        return std::nullopt;
    }
    const TemporaryDirectory directory;
    const auto file = directory.write("document.atom", document);
    const auto exit = run_program({jing, "-c", fixture("atom.rnc"), file});
    return exit.status == 0 ? std::string() : exit.out + exit.err;
}

std::optional<std::string> understood_by_feedparser(std::string_view document) {
    if (!std::filesystem::exists(python) || run_program({python, "-c", "import feedparser"}).status != 0) {
        WARN("SKIPPED: python3-feedparser is not installed; what readers understand is not checked");
        return std::nullopt;
    }
    const auto exit = run_program({python, fixture("understand.py")}, document);
    if (exit.status != 0) FAIL("understand.py: " << exit.err);
    return exit.out;
}

} // namespace arna
