#include "daemon/app/terminal/wrapped.hpp"
#include "feeds/text/unicode.hpp"
#include "tests/support/origin.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <sstream>
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

TEST_CASE("A status keeps within the terminal, and a long name does not move the others", "[app][terminal][status]") {
    const TemporaryDirectory folder;
    const std::string state = "[daemon]\nstate = \"state\"\n[fetch]\nallow = [\"127.0.0.0/8\"]\n";
    const auto file = folder
                          .write("arna.toml", state + "[[source]]\nname = \"ab\"\npath = \"ab.xml\"\n" +
                                                  "[[source]]\nname = \"a-name-that-is-longer-than-others-are\"\n" +
                                                  "url = \"http://127.0.0.1:1/x\"\n" + "[[tag]]\nname = \"news\"\n")
                          .string();
    (void)folder.write("ab.xml", "<rss version='2.0'><channel><title>A</title></channel></rss>");
    (void)on_terminal({"poll", "-c", file}, {});
    const auto columns = GENERATE(as<unsigned short>{}, 40, 80);
    const auto shown = on_terminal({"status", "-c", file}, {.columns = columns, .no_color = "1"});
    CAPTURE(shown);
    CHECK(shown.contains("  ab   0 articles"));
    CHECK(shown.contains("a-name-that-is-longer-than-others-are"));
    std::istringstream lines(shown);
    for (std::string line; std::getline(lines, line);) CHECK(code_points(line) <= columns + 1u); // with the line's end
}

TEST_CASE("A line is broken between columns, else at blanks, and never within a word", "[app][terminal]") {
    CHECK(wrapped("as it is", 80, 4) == "as it is");
    CHECK(wrapped("  name   a text that is long   and then", 33, 9) ==
          "  name   a text that is long\n         and then");
    CHECK(wrapped("  name   a text that is really quite long", 33, 9) ==
          "  name   a text that is really\n         quite long");
    CHECK(wrapped("  name   қазақша мәтін қазақша мәтін", 24, 9) == "  name   қазақша мәтін\n    қазақша мәтін");
    CHECK(wrapped("a-word-that-is-wider-than-all-there-is and", 12, 4) ==
          "a-word-that-is-wider-than-all-there-is\n    and");
    CHECK(wrapped("", 10, 4).empty());
}
