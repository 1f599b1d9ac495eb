#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

using namespace arna;

namespace {

struct Terminal {
    unsigned short columns = 80;
    const char* type = "xterm";
    const char* no_color = "";
};

/// What arna writes on a terminal, line ends as a terminal has them.
std::string on_terminal(const std::vector<std::string>& arguments, Terminal terminal) {
    std::vector<std::string> words{environment("ARNA_BINARY")};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    winsize size{.ws_row = 24, .ws_col = terminal.columns, .ws_xpixel = 0, .ws_ypixel = 0};
    int master = -1;
    const pid_t child = ::forkpty(&master, nullptr, nullptr, &size);
    REQUIRE(child >= 0);
    if (child == 0) {
        ::setenv("TERM", terminal.type, 1);
        ::setenv("NO_COLOR", terminal.no_color, 1);
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
    std::string shown;
    std::array<char, 4096> part{};
    for (ssize_t count = 0; (count = ::read(master, part.data(), part.size())) > 0;)
        shown.append(part.data(), static_cast<std::size_t>(count));
    ::close(master);
    ::waitpid(child, nullptr, 0);
    return shown;
}

bool has_escapes(const std::string& text) { return text.contains('\x1b'); }

/// The longest of what stands on a line at any time, without escapes.
std::size_t longest_part(const std::string& text) {
    std::size_t longest = 0, now = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b') {
            while (i < text.size() && text[i] != 'K' && text[i] != 'm') ++i;
        } else if (text[i] == '\r' || text[i] == '\n') {
            now = 0;
        } else {
            longest = std::max(longest, ++now);
        }
    }
    return longest;
}

} // namespace

TEST_CASE("Colours are for terminals that can show them", "[app][terminal]") {
    CHECK(has_escapes(on_terminal({"lsit"}, {})));
    CHECK_FALSE(has_escapes(on_terminal({"lsit"}, {.type = "dumb"})));
    CHECK_FALSE(has_escapes(on_terminal({"lsit"}, {.type = ""})));
    CHECK_FALSE(has_escapes(on_terminal({"lsit"}, {.no_color = "1"})));
    CHECK_FALSE(has_escapes(run_program({environment("ARNA_BINARY"), "lsit"}, {}, {{"TERM", "xterm"}}).err));
}

TEST_CASE("Progress keeps within a narrow terminal", "[app][terminal]") {
    const TemporaryDirectory folder;
    std::string toml = "[daemon]\nstate = \"state\"\n";
    for (int i = 0; i < 12; ++i)
        toml += "[[source]]\nname = \"s" + std::to_string(i) + "\"\npath = \"" + std::to_string(i) + ".xml\"\n";
    const auto file = folder.write("arna.toml", toml).string();
    const auto columns = GENERATE(as<unsigned short>{}, 8, 20, 80);
    const auto shown = on_terminal({"poll", "--now", "-c", file}, {.columns = columns});
    CAPTURE(shown);
    CHECK(shown.contains("12/12"));
    const auto progress = shown.substr(0, shown.rfind("12/12") + 5);
    CHECK(longest_part(progress) < columns);
}
