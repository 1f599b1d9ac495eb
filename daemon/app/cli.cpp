#include "daemon/app/cli.hpp"

#include "config/option/suggest.hpp"
#include "daemon/app/command/check.hpp"
#include "daemon/app/command/config.hpp"
#include "daemon/app/command/history.hpp"
#include "daemon/app/command/match.hpp"
#include "daemon/app/command/parse.hpp"
#include "daemon/app/command/poll.hpp"
#include "daemon/app/command/reclean.hpp"
#include "daemon/app/command/run.hpp"
#include "daemon/app/command/sanitize.hpp"
#include "daemon/app/command/try.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/standard_io.hpp"
#include "daemon/app/version.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace arna {
namespace {

/// What the options of all commands are read into.
struct Arguments {
    std::string config;
    bool is_verbose = false;
    bool json = false;
    CheckCommand check;
    ExplainCommand explain;
    ListCommand list;
    PlanCommand plan;
    PollCommand poll;
    SearchCommand search;
    RecleanCommand reclean;
    ParseCommand parse;
    SanitizeCommand sanitize;
    TryCommand attempt;
    bool match_lines = false;
};

struct Command {
    CLI::App* app;
    std::function<ExitStatus()> run;
};

class CommandLine {
public:
    CommandLine() {
        app_.require_subcommand(1);
        app_.get_formatter()->column_width(34);
        app_.set_help_flag("-h,--help", "This text, or that of a command");
        app_.set_version_flag("--version", fmt::format("arna {}", version()), "Which arna this is");
        app_.add_option("-c,--config", arguments_.config,
                        "Its configuration: else $ARNA_CONFIG, else /etc/arna/arna.toml")
            ->type_name("FILE");
        app_.add_flag("-v,--verbose", arguments_.is_verbose, "Say more, in the log");
        app_.add_flag("--json", arguments_.json, "Output for programs, where a command has it");
        add_run();
        add_check();
        add_config();
        add_try();
        add_poll();
        add_explain();
        add_plan();
        add_list();
        add_search();
        add_reclean();
        add_parse();
        add_sanitize();
        add_match();
    }

    ExitStatus run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::Success& asked) { // --help, --version
            app_.exit(asked);
            return std::fflush(stdout) == 0 ? ExitStatus::done : ExitStatus::cannot;
        } catch (const CLI::ParseError& wrong) {
            const std::string message = what(wrong);
            const bool asks = message.ends_with('?'); // "did you mean": that says what to do
            report(where(), asks ? message : fmt::format("{}; see 'arna {}--help'", message, command_name(" ")));
            return ExitStatus::wrong;
        }
        return std::ranges::find_if(commands_, [](const Command& command) { return command.app->parsed(); })->run();
    }

private:
    CLI::App& add(const char* name, const char* description, std::function<ExitStatus()> run) {
        CLI::App* command = app_.add_subcommand(name, description);
        command->fallthrough(); // the options above may stand after the command too
        commands_.push_back({command, std::move(run)});
        return *command;
    }

    [[nodiscard]] LoadRequest request() const { return config_request(arguments_.config, arguments_.is_verbose); }

    void add_run() {
        add("run", "The daemon: polls, publishes and serves until SIGTERM",
            [this] { return run_daemon_command(request()); });
    }

    void add_check() {
        CheckCommand& check = arguments_.check;
        CLI::App& command = add("check", "Checks the configuration: its keys, rules and tests", [&] {
            check.request = request();
            return arna::run(check);
        });
        command.add_flag("--online", check.is_online, "Also visit each source once");
    }

    void add_config() {
        add("config", "Prints the effective configuration and what differs from the defaults",
            [this] { return run_config_command(request()); });
    }

    /// What `command` does, with the options that it shares with others.
    template <class Command>
    std::function<ExitStatus()> with_request(Command& command) {
        return [this, &command] {
            command.request = request();
            command.json = arguments_.json;
            return arna::run(command);
        };
    }

    void add_try() {
        TryCommand& attempt = arguments_.attempt;
        CLI::App& command = add("try", "Shows what arna makes of a feed, and which items a rule matches and why", [&] {
            attempt.request = request();
            attempt.has_named_config = !arguments_.config.empty() || std::getenv("ARNA_CONFIG") != nullptr;
            attempt.json = arguments_.json;
            return arna::run(attempt);
        });
        command.add_option("URL", attempt.address, "A feed: its address, a file, or the name of a source")
            ->required()
            ->type_name("");
        auto* rule = command.add_option("--match", attempt.rule, "A rule to try on its items")->type_name("RULE");
        command.add_option("--tag", attempt.tag, "A tag of the configuration, whose rule to try")
            ->type_name("NAME")
            ->excludes(rule);
    }

    void add_poll() {
        PollCommand& poll = arguments_.poll;
        CLI::App& command = add("poll", "Polls the sources that are due", with_request(poll));
        command.add_flag("--now", poll.is_now, "Also those that are not due, or were switched off by a 410");
        command.add_option("SOURCE", poll.sources, "Names of sources; without any, every one")->type_name("");
    }

    void add_explain() {
        ExplainCommand& explain = arguments_.explain;
        CLI::App& command = add("explain", "Says why an article is in a tag, or why not", with_request(explain));
        command.add_option("ARTICLE-URL", explain.url, "Its link or published id")->required()->type_name("");
        command.add_option("TAG", explain.tags, "Names or slugs; without any, every tag")->type_name("");
    }

    void add_plan() {
        PlanCommand& plan = arguments_.plan;
        CLI::App& command = add("plan", "Shows what a changed configuration would do to each tag", with_request(plan));
        command.add_option("FILE", plan.file, "The changed configuration; without it, that of -c")->type_name("");
    }

    void add_list() {
        ListCommand& list = arguments_.list;
        CLI::App& command = add("list", "Lists the articles of a tag", with_request(list));
        command.add_option("TAG", list.tag, "Its name or slug")->required()->type_name("");
    }

    void add_search() {
        SearchCommand& search = arguments_.search;
        CLI::App& command = add("search", "Lists the stored articles that a rule matches", with_request(search));
        command.add_option("RULE", search.rule, "As in a tag's match")->required()->type_name("");
    }

    void add_reclean() {
        add("reclean", "Cleans stored articles again after a fix of the sanitiser", with_request(arguments_.reclean));
    }

    void add_parse() {
        ParseCommand& parse = arguments_.parse;
        CLI::App& command =
            add("parse", "Prints a feed from a file, as its source said it, as JSON", [&] { return arna::run(parse); });
        command.add_option("FILE", parse.file, "A feed of any format; - is standard input")->required()->type_name("");
        command.add_option("--base", parse.base, "Where the document came from: resolves relative URLs")
            ->type_name("URL");
        command.add_option("--content-type", parse.content_type, "The media type that came with it")->type_name("TYPE");
        command.add_option("--content-language", parse.content_language, "The language that came with it")
            ->type_name("LANG");
        command.add_flag("--raw", parse.is_raw, "Markup as the source had it, not sanitised");
    }

    void add_sanitize() {
        SanitizeCommand& sanitize = arguments_.sanitize;
        CLI::App& command = add("sanitize", "Makes HTML from standard input safe", [&] { return arna::run(sanitize); });
        command.add_option("--base", sanitize.base, "Resolves relative addresses")->type_name("URL");
        command.add_flag("--json-lines", sanitize.json_lines, R"(A line {"html", "base"} in, a line {"html"} out)");
    }

    void add_match() {
        CLI::App& command =
            add("match", "Tries rules on items from standard input", [] { return run_match_command(); });
        command
            .add_flag("--json-lines", arguments_.match_lines,
                      R"(A line {"query", "item"} in, a line {"match", "because"} out)")
            ->required();
    }

    /// "parse " of the command that was named, with what is to follow it; nothing where there was none.
    [[nodiscard]] std::string command_name(std::string_view suffix) const {
        const auto named = app_.get_subcommands();
        return named.empty() ? std::string{} : fmt::format("{}{}", named.front()->get_name(), suffix);
    }

    [[nodiscard]] std::string where() const {
        const std::string name = command_name("");
        return name.empty() ? "command line" : name;
    }

    /// What is wrong, in a clause.
    [[nodiscard]] std::string what(const CLI::ParseError& error) const {
        if (const auto unknown = app_.remaining(true); !unknown.empty()) return unknown_argument(unknown.front());
        if (command_name("").empty()) return "no command";
        std::string message = error.what();
        std::ranges::replace(message, '\n', ' ');
        return message;
    }

    [[nodiscard]] std::string unknown_argument(const std::string& argument) const {
        if (argument.starts_with('-') && argument.size() > 1) return fmt::format("unknown option '{}'", argument);
        if (!command_name("").empty()) return fmt::format("'{}' is one argument too many", argument);
        std::vector<std::string_view> names;
        for (const Command& command : commands_) names.emplace_back(command.app->get_name());
        return fmt::format("unknown command '{}'{}", argument, did_you_mean(argument, names));
    }

    Arguments arguments_;
    CLI::App app_{"Reads many feeds and publishes new ones, by topic", "arna"};
    std::vector<Command> commands_;
};

} // namespace

ExitStatus run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

} // namespace arna
