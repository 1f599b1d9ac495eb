#include "daemon/app/command/table/completion.hpp"
#include "daemon/app/command/table/man_page.hpp"
#include "daemon/app/command/table/markdown_page.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

TEST_CASE("Markdown becomes a manual page that says the same", "[app][help]") {
    CHECK(man_of_markdown("# Title\n\nA *word* and `--code`,\nsee [there](x.md).\n\n## Part\n\n- one\n  more\n- two\n\n"
                          "```toml\n.key = \"a\\\\b\"\n```\n") ==
          ".PP\nA word and \\fB\\-\\-code\\fR, see there.\n.SH \"Part\"\n.IP \\(bu 2\none more\n.IP \\(bu 2\ntwo\n"
          ".PP\n.RS 4\n.nf\n\\&.key = \\(dqa\\e\\eb\\(dq\n.fi\n.RE\n");
    CHECK(man_of_markdown("| a | |\n|---|---|\n| `x|y` | in |\n") ==
          ".PP\n.TS\nll.\n\\&a\t\\&\n\\&\\fBx|y\\fR\t\\&in\n.TE\n");
    const std::string wide(80, 'w');
    CHECK(man_of_markdown("| key | default | |\n|---|---|---|\n| `x` | 1 | " + wide + " |\n") ==
          ".TP\n\\fBx\\fR\ndefault: 1. " + wide + "\n");
}

TEST_CASE("There are three manual pages, each with its name and section", "[app][help]") {
    CHECK(man_page("arna").contains("\n.TH arna 1 "));
    CHECK(man_page("arna.toml").contains("\n.TH arna.toml 5 "));
    CHECK(man_page("arna-rules").contains("\n.TH arna\\-rules 7 "));
    CHECK(man_page("arna").contains(".SS \"arna init "));
    CHECK(man_page("arna.toml").contains(".SS \"\\fB[fetch]\\fR\""));
    CHECK(man_page("none").empty());
}

TEST_CASE("Bash completes commands, options, words, files and names of the configuration", "[app][completion]") {
    const TemporaryDirectory folder;
    (void)folder.write("completion.bash", bash_completion());
    (void)folder.write("lists/subs.opml", "");
    (void)folder.write("a.toml", "[[source]]\nname = \"zakon-kk\"\nurl = \"https://a.kz/\"\n"
                                 "[[source]]\nname = \"tengri\"\nurl = \"https://b.kz/\"\n[[tag]]\nname = \"Спорт\"\n");
    struct Case {
        const char* words; ///< the last is at the cursor
        const char* offered;
    };
    const auto [words, offered] = GENERATE(values<Case>({
        {"'' po", "poll"},
        {"'' -c a.toml poll ''", "zakon-kk tengri"},
        {"'' -c a.toml poll zakon-kk t", "tengri"},
        {"'' -c a.toml list ''", "sport"},
        {"'' -c a.toml explain ''", ""},
        {"'' -c a.toml explain https://a.kz/ s", "sport"},
        {"'' -c a.toml try --tag ''", "sport"},
        {"'' try --match a --t", "--tag"},
        {"'' import ''", "opml"},
        {"'' import opml lists/s", "lists/subs.opml"},
        {"'' store c", "check compact"},
        {"'' token ''", "new list revoke"},
        {"'' -c a.toml token new ''", "sport"},
        {"'' -c l", "lists"},
        {"'' poll --n", "--now"},
        {"'' help sear", "search"},
        {"'' --config none.toml list ''", ""},
    }));
    const auto script = "cd '" + folder.path().string() + "' && source completion.bash && set -- " + words +
                        " && COMP_WORDS=(\"$0\" \"${@:2}\") && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _arna; "
                        "echo \"${COMPREPLY[*]}\"";
    const auto ended = run_program({"bash", "-c", script, environment("ARNA_BINARY")}, {}, {{"HOME", "/h"}});
    CAPTURE(words, ended.err);
    CHECK(ended.out == std::string(offered) + "\n");
}
