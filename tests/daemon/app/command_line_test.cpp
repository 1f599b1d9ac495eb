#include "daemon/app/command/table/command_line.hpp"

#include "daemon/app/command/table/call.hpp"
#include "daemon/app/command/table/help.hpp"
#include "feeds/text/unicode.hpp"

#include <boost/json/value.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace arna;

namespace {

using Words = std::vector<std::string_view>;

Invocation read(const Words& words) {
    auto invocation = read_command_line(words);
    if (!invocation) FAIL(invocation.error().what);
    return std::move(*invocation);
}

std::string error_of(const Words& words) {
    const auto invocation = read_command_line(words);
    return invocation ? "none" : invocation.error().where + ": " + invocation.error().what;
}

} // namespace

TEST_CASE("Options of all commands stand before or after the command", "[app][cli]") {
    const auto words = GENERATE(values<Words>({{"-c", "a.toml", "-v", "--json", "list", "kk"},
                                               {"list", "kk", "--json", "--verbose", "--config=a.toml"},
                                               {"-vca.toml", "list", "--json", "--", "kk"}}));
    const auto read_one = read(words);
    CHECK(read_one.command->name == "list");
    CHECK(read_one.config == "a.toml");
    CHECK(read_one.is_verbose);
    CHECK(read_one.json);
    CHECK(read_one.arguments.text("TAG") == "kk");
}

TEST_CASE("A rule may begin with a dash, and the value of an option with anything", "[app][cli]") {
    CHECK(read({"search", "-снег"}).arguments.text("RULE") == "-снег");
    CHECK(read({"search", "--json", "-cнег трамвай"}).arguments.text("RULE") == "-cнег трамвай");
    CHECK(read({"search", "-v", "--", "--x"}).arguments.text("RULE") == "--x");
    CHECK(read({"search", "-v", "--", "-v"}).arguments.text("RULE") == "-v");
    CHECK(read({"try", "-", "--match", "-снег"}).arguments.text("--match") == "-снег");
    CHECK(read({"try", "-", "--match=--x=y"}).arguments.text("--match") == "--x=y");
    CHECK(error_of({"search", "--jsn"}) == "search: unknown option '--jsn'; did you mean '--json'?");
    CHECK(error_of({"list", "--limt", "3", "kk"}) == "list: unknown option '--limt'; did you mean '--limit'?");
}

TEST_CASE("What is left over goes to the argument that repeats", "[app][cli]") {
    const auto poll = read({"poll", "a", "--now", "b"});
    CHECK(poll.arguments.all("SOURCE") == std::vector<std::string>{"a", "b"});
    CHECK(poll.arguments.has("--now"));
    CHECK(read({"poll"}).arguments.all("SOURCE").empty());
}

TEST_CASE("A request to the daemon names arguments as the command line does, in any case", "[app][cli][control]") {
    const Command& list = *find_command("list");
    for (const boost::json::object& request :
         {boost::json::object{{"TAG", "kk"}, {"--limit", "3"}}, {{"tag", "kk"}, {"limit", 3}}}) {
        const auto arguments = arguments_of(list, request);
        REQUIRE(arguments);
        CHECK(arguments->text("TAG") == "kk");
        CHECK(arguments->text("--limit") == "3");
    }
    CHECK(arguments_of(list, {{"limit", 3}}).error().what == "TAG is required");
    CHECK(arguments_of(list, {{"tag", "kk"}, {"", "x"}}).error().what == "has no argument ''");
    CHECK(arguments_of(list, {{"tag", "kk"}, {"tags", "x"}}).error().what == "has no argument 'tags'");
    CHECK(arguments_of(list, {{"TAG", "kk"}, {"tag", "ru"}}).error().what == "'tag' is given twice");
    CHECK(arguments_of(list, {{"tag", 1.5}}).error().what ==
          "'tag' is a string, a whole number, a list of strings or true");
}

TEST_CASE("Wrong usage names the command and says what to do", "[app][cli]") {
    CHECK(error_of({"poll", "--nwo"}) == "poll: unknown option '--nwo'; did you mean '--now'?");
    CHECK(error_of({"--nwo", "poll"}) == "poll: unknown option '--nwo'; did you mean '--now'?");
    CHECK(error_of({"-x"}) == "command line: unknown option '-x'; see 'arna --help'");
    CHECK(error_of({"list", "-c"}) == "list: --config needs a FILE; see 'arna list --help'");
    CHECK(error_of({"try", "x", "--match", "a", "--match", "b"}) ==
          "try: --match is given twice; see 'arna try --help'");
    CHECK(error_of({"poll", "--now=1"}) == "poll: --now takes no value; see 'arna poll --help'");
    CHECK(error_of({"match"}) == "match: --json-lines is required; see 'arna match --help'");
    CHECK(error_of({"explain"}) == "explain: ARTICLE-URL is required; see 'arna explain --help'");
}

TEST_CASE("--help is the help command, and needs nothing else", "[app][cli]") {
    CHECK(read({"--help"}).command->name == "help");
    const auto asked = read({"explain", "-h"});
    CHECK(asked.command->name == "help");
    CHECK(asked.arguments.text("COMMAND") == "explain");
    CHECK(read({"list", "--version"}).command == nullptr);
}

TEST_CASE("Help keeps within the columns that there are", "[app][cli]") {
    const auto columns = GENERATE(as<std::size_t>{}, 40, 80);
    std::vector<std::string> texts{help_text(columns)};
    for (const Command& command : commands()) texts.push_back(help_text(command, columns));
    for (const std::string& text : texts) {
        std::istringstream lines(text);
        bool is_example = false; // what one types is not broken
        for (std::string line; std::getline(lines, line);
             is_example = is_example ? !line.empty() : line == "Examples:") {
            CAPTURE(columns, line);
            CHECK((is_example || code_points(line) <= columns));
        }
    }
}

TEST_CASE("The table says of every command all that help and manual need", "[app][cli]") {
    CHECK(std::ranges::is_sorted(commands(), {}, &Command::name));
    CHECK(std::ranges::is_sorted(common_options(), {}, &CommandOption::name));
    for (const Command& command : commands()) {
        CAPTURE(command.name);
        CHECK(command.run != nullptr);
        CHECK_FALSE(command.summary.ends_with('.'));
        CHECK(command.examples.size() >= 2);
        CHECK(std::ranges::is_sorted(command.options, {}, &CommandOption::name));
        CHECK(std::ranges::is_sorted(command.statuses, {}, &CommandStatus::status));
        REQUIRE_FALSE(command.statuses.empty());
        CHECK(command.statuses.front().status == ExitStatus::done);
        const std::string text = help_text(command, 80);
        CHECK(text.find("Usage: " + usage(command)) != std::string::npos);
        for (const CommandOption& option : command.options) CHECK(text.find(option.name) != std::string::npos);
        for (const CommandArgument& argument : command.arguments) CHECK_FALSE(argument.help.empty());
        for (const CommandExample& example : command.examples)
            CHECK(example.line.find("arna " + std::string(command.name)) != std::string::npos);
        CHECK(help_text(80).find("\n  " + std::string(command.name) + " ") != std::string::npos);
    }
}
