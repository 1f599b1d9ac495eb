#include "config/check/complete.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// What `toml` means; the test fails where it does not load.
Config loaded(const ConfigFolder& folder, std::string_view toml,
              ConfigFolder::Variables variables = {{"HOME", "/home/arna"}}) {
    folder.write("arna.toml", toml);
    auto result = folder.load(std::move(variables));
    if (!result) FAIL(folder.texts(result.error()).front());
    return std::move(result->config);
}

} // namespace

TEST_CASE("An empty file is a configuration of defaults", "[config][load]") {
    const ConfigFolder folder;
    const Config config = loaded(folder, "");
    CHECK(config.daemon.listen == std::vector<std::string>{"127.0.0.1:8411"});
    CHECK(config.daemon.admin == std::vector<std::string>{"127.0.0.1:8412"});
    CHECK(config.daemon.base_url == "http://127.0.0.1:8411");
    CHECK_FALSE(config.daemon.has_base_url);
    CHECK(config.daemon.authority == "127.0.0.1");
    CHECK(config.daemon.state == "/home/arna/.local/state/arna");
    CHECK(config.fetch.timeout == 30s);
    CHECK(config.fetch.max_body == 10u << 20);
    CHECK(config.fetch.memory == 96u << 20);
    CHECK(config.fetch.concurrency == 128);
    CHECK(config.fetch.per_host == 2);
    CHECK(config.sources.empty());
    CHECK(config.tags.empty());
}

TEST_CASE("The state directory is systemd's, else XDG's, else one in the home", "[config][load]") {
    const ConfigFolder folder;
    CHECK(loaded(folder, "", {{"STATE_DIRECTORY", "/var/lib/arna:/var/lib/b"}, {"HOME", "/h"}}).daemon.state ==
          "/var/lib/arna");
    CHECK(loaded(folder, "", {{"XDG_STATE_HOME", "/s"}, {"HOME", "/h"}}).daemon.state == "/s/arna");
    CHECK(loaded(folder, "", {{"XDG_STATE_HOME", "relative"}, {"HOME", "/h"}}).daemon.state == "/h/.local/state/arna");
    CHECK(folder.messages({}) ==
          std::vector<std::string>{"arna.toml: no state directory; set daemon.state, $STATE_DIRECTORY or $HOME"});
    const auto without = load_config({.file = folder.path() / "arna.toml", .environment = {}, .may_lack_state = true});
    REQUIRE(without);
    CHECK(without->config.daemon.state.empty());
}

TEST_CASE("The system's configuration has its state where the service has it, whoever asks", "[config][load]") {
    const Environment root({{"HOME", "/home/aida"}, {"XDG_STATE_HOME", "/home/aida/s"}});
    CHECK(daemon_defaults({}, root, "/etc/arna/arna.toml").state == "/var/lib/arna");
    CHECK(daemon_defaults({}, root, "/etc/arna/../arna/arna.toml").state == "/var/lib/arna");
    CHECK(daemon_defaults({}, root, "/etc/arna/other.toml").state == "/home/aida/s/arna");
    CHECK(daemon_defaults({}, Environment({{"STATE_DIRECTORY", "/s"}}), "/etc/arna/arna.toml").state == "/s");
}

TEST_CASE("Without a file the environment alone is the configuration", "[config][load]") {
    const auto alone = load_config({.file = {}, .environment = Environment({{"ARNA_FETCH__ALLOW", "10.0.0.0/8"}})});
    REQUIRE(alone);
    CHECK(alone->config.fetch.allow == std::vector<std::string>{"10.0.0.0/8"});
    const auto wrong = load_config({.file = {}, .environment = Environment({{"ARNA_FETCH__TIMEOUT", "soon"}})});
    REQUIRE_FALSE(wrong);
    CHECK(text_of(wrong.error().at(0)).starts_with("ARNA_FETCH__TIMEOUT: 'timeout' is \"soon\""));
}

TEST_CASE("A file that is not written yet is read in its place among those of conf.d", "[config][load]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "");
    folder.write("conf.d/a.toml", "[[source]]\nurl = \"https://a.kz/\"\n");
    folder.write("conf.d/c.toml", "[[source]]\nurl = \"https://c.kz/\"\n");
    const LoadRequest request{
        .file = folder.path() / "arna.toml",
        .environment = Environment({{"HOME", "/h"}}),
        .drafts = {{folder.path() / "conf.d/b.toml", "[[source]]\nurl = \"https://b.kz/\"\nintervall = \"1h\"\n"}}};
    const auto loaded = load_config(request);
    REQUIRE_FALSE(loaded);
    CHECK(folder.texts(loaded.error()) ==
          std::vector<std::string>{"conf.d/b.toml:3:1: unknown key 'intervall'; did you mean 'interval'?"});
}

TEST_CASE("base_url and authority follow from what is there", "[config][load]") {
    const ConfigFolder folder;
    const Config given = loaded(folder, "[daemon]\nbase_url = \"https://feeds.example.kz/arna/\"\n");
    CHECK(given.daemon.base_url == "https://feeds.example.kz/arna");
    CHECK(given.daemon.authority == "feeds.example.kz");
    CHECK(given.daemon.title == "feeds.example.kz");
    CHECK(loaded(folder, "[daemon]\nlisten = [\"*:80\"]\n").daemon.base_url == "http://localhost:80");
    CHECK(loaded(folder, "[daemon]\nlisten = [\"[::1]:80\"]\n").daemon.base_url == "http://[::1]:80");
}

TEST_CASE("A source is named after its address or path, a tag's slug after its name", "[config][load]") {
    const ConfigFolder folder;
    const Config config = loaded(folder, R"(
[[source]]
url = "https://kaz.zakon.kz/rss/"
[[source]]
path = "feeds/*.xml"
[[tag]]
name = "Референдум-2026"
[[tag]]
name = "Қоғам"
)");
    REQUIRE(config.sources.size() == 2);
    CHECK(config.sources[0].name == "kaz-zakon-kz-rss");
    CHECK(config.sources[1].name == "feeds-xml");
    CHECK(config.sources[1].path == (folder.path() / "feeds/*.xml").string());
    REQUIRE(config.tags.size() == 2);
    CHECK(config.tags[0].slug == "referendum-2026");
    CHECK(config.tags[1].slug == "qogam");
}

TEST_CASE("Later files win key by key; sources and tags add up; other lists replace", "[config][load]") {
    const ConfigFolder folder;
    folder.write("conf.d/20.toml",
                 "[fetch]\nper_host = 4\nallow = [\"10.0.0.0/8\"]\n[[source]]\nname = \"c\"\nurl = \"https://c.kz\"\n");
    folder.write(
        "conf.d/10.toml",
        "[fetch]\nper_host = 3\n[defaults.source]\nlanguage = \"kk\"\n[[source]]\nname = \"b\"\nurl = \"https://b.kz\"\n");
    folder.write("conf.d/ignored.txt", "not TOML");
    const Config config = loaded(folder, R"(
[daemon]
log = { level = "debug" }
[fetch]
timeout = "10s"
allow = ["192.168.0.0/16", "127.0.0.0/8"]
[defaults.source]
interval = "2h"
[[source]]
name = "a"
url = "https://a.kz"
)");
    CHECK(config.fetch.timeout == 10s);
    CHECK(config.fetch.per_host == 4);
    CHECK(config.fetch.allow == std::vector<std::string>{"10.0.0.0/8"});
    CHECK(config.daemon.log_level == LogLevel::debug);
    CHECK(config.daemon.log_format == LogFormat::text);
    REQUIRE(config.sources.size() == 3);
    for (const SourceConfig& source : config.sources) {
        CHECK(source.interval == 2h);
        CHECK(source.language == "kk");
    }
    CHECK(config.sources[0].name + config.sources[1].name + config.sources[2].name == "abc");
}

TEST_CASE("Relative paths are relative to the file that they stand in", "[config][load]") {
    const ConfigFolder folder;
    folder.write("conf.d/a.toml", "[[source]]\npath = \"../feeds/a.xml\"\n");
    const Config config = loaded(folder, "[daemon]\nstate = \"state\"\n");
    CHECK(config.daemon.state == (folder.path() / "state").string());
    CHECK(config.sources.at(0).path == (folder.path() / "feeds/a.xml").string());
}

TEST_CASE("The environment wins over files, as TOML or as a bare string", "[config][environment]") {
    const ConfigFolder folder;
    const Config config = loaded(folder, "[daemon]\nlisten = [\"127.0.0.1:1\"]\n[fetch]\nconcurrency = 5\n",
                                 {{"HOME", "/h"},
                                  {"ARNA_CONFIG", "ignored"},
                                  {"ARNA_DAEMON__LISTEN", "127.0.0.1:2"},
                                  {"ARNA_DAEMON__ADMIN", "[\"127.0.0.1:3\", \"127.0.0.1:4\"]"},
                                  {"ARNA_DAEMON__TITLE", "2026"},
                                  {"ARNA_DAEMON__LOG__LEVEL", "warn"},
                                  {"ARNA_FETCH__CONCURRENCY", "7"},
                                  {"ARNA_DEFAULTS__SOURCE__INTERVAL", "auto"}});
    CHECK(config.daemon.listen == std::vector<std::string>{"127.0.0.1:2"});
    CHECK(config.daemon.admin == std::vector<std::string>{"127.0.0.1:3", "127.0.0.1:4"});
    CHECK(config.daemon.title == "2026");
    CHECK(config.daemon.log_level == LogLevel::warn);
    CHECK(config.fetch.concurrency == 7);
    CHECK_FALSE(config.source_defaults.interval.has_value());
}

TEST_CASE("A variable that sets no key is a warning, one with a bad value an error", "[config][environment]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "");
    CHECK(folder.messages({{"HOME", "/h"}, {"ARNA_FETCH__TIMOUT", "1s"}}) ==
          std::vector<std::string>{
              "ARNA_FETCH__TIMOUT: warning: no key of the configuration; did you mean 'ARNA_FETCH__TIMEOUT'?"});
    CHECK(folder.messages({{"HOME", "/h"}, {"ARNA_FETCH__TIMEOUT", "1 s"}}) ==
          std::vector<std::string>{
              "ARNA_FETCH__TIMEOUT: 'timeout' is \"1 s\", no duration; write a number and s, m, h or d, like \"15m\""});
}

TEST_CASE("Rules are compiled in the order of the tags, and leave out sources that are not published",
          "[config][load]") {
    const ConfigFolder folder;
    folder.write("arna.toml", R"(
[[source]]
name = "open"
url = "https://a.kz/rss"
[[source]]
name = "closed"
url = "https://b.kz/rss?token=abc"
[[tag]]
name = "all"
match = "алма"
[[tag]]
name = "inside"
match = "алма"
sources = ["closed"]
)");
    const auto result = folder.load();
    REQUIRE(result);
    CHECK(result->config.sources[0].publish == true);
    CHECK(result->config.sources[1].publish == false);
    REQUIRE(result->rules->size() == 2);
    MatchItem item{.title = "алма", .source = "closed"};
    REQUIRE(result->rules->match(item).size() == 1);
    CHECK(result->rules->match(item).front().rule == 1);
    item.source = "open";
    REQUIRE(result->rules->match(item).size() == 1);
    CHECK(result->rules->match(item).front().rule == 0);
}
