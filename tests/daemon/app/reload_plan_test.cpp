#include "daemon/app/daemon/reload_plan.hpp"

#include "tests/config/config_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace arna;
using Kind = ReloadAction::Kind;

namespace {

const std::string state = "[daemon]\nstate = \"/s\"\n";
const std::string qala = "[[source]]\nname = \"qala\"\nurl = \"https://qala.example/rss\"\n";
const std::string dala = "[[source]]\nname = \"dala\"\nurl = \"https://dala.example/rss\"\n";
const std::string vote = "[[tag]]\nname = \"vote\"\nmatch = \"vote\"\n";

LoadedConfig loaded(const std::string& toml) {
    const ConfigFolder folder;
    folder.write("arna.toml", toml);
    auto config = folder.load();
    REQUIRE(config);
    return std::move(*config);
}

std::vector<ReloadAction> plan(const std::string& running, const std::string& next) {
    return reload_plan(loaded(running), loaded(next));
}

std::string line(const std::string& running, const std::string& next) { return text_of(plan(running, next)); }

} // namespace

TEST_CASE("A configuration that says the same is no reload, however it is written", "[app][reload]") {
    const auto same = plan(state + qala + vote, "# moved\n\n" + state + vote + "limit = 50\n" + qala);
    CHECK_FALSE(changes_anything(same));
    CHECK(text_of(same) == "configuration unchanged");
}

TEST_CASE("Sources and tags come and go by name", "[app][reload]") {
    const auto changed = plan(state + qala + vote, state + dala + "[[tag]]\nname = \"city\"\n");
    CHECK(changed == std::vector<ReloadAction>{{Kind::add_source, "dala"},
                                               {Kind::remove_source, "qala"},
                                               {Kind::add_tag, "city"},
                                               {Kind::remove_tag, "vote"}});
    CHECK(text_of(changed) == "configuration in force sources=+1/-1 tags=+1/-1 rules=0");
}

TEST_CASE("A tag is matched again or published otherwise, and named once", "[app][reload]") {
    const std::string limited = vote + "limit = 10\ntitle = \"Votes\"\n";
    CHECK(plan(state + vote, state + limited) == std::vector<ReloadAction>{{Kind::change_tag, "vote"}});
    CHECK(plan(state + vote, state + limited + "loose = true\n") ==
          std::vector<ReloadAction>{{Kind::match_again, "vote"}});
    CHECK(line(state + vote, state + limited + "loose = true\n") ==
          "configuration in force sources=+0/-0 tags=+0/-0 rules=1");
    CHECK(line(state + vote, state + limited) == "configuration in force sources=+0/-0 tags=+0/-0 rules=0 changed=1");
}

TEST_CASE("Labels of a source match again the tags that ask for them", "[app][reload]") {
    const std::string asks = "[[tag]]\nname = \"city\"\nmatch = \"label:city\"\n";
    const auto changed = plan(state + qala + asks + vote, state + qala + "labels = [\"city\"]\n" + asks + vote);
    CHECK(changed == std::vector<ReloadAction>{{Kind::change_source, "qala"}, {Kind::match_again, "city"}});
}

TEST_CASE("What only a restart can change is kept, and is no change", "[app][reload]") {
    const auto kept = plan(state, state + "listen = [\"127.0.0.1:9\"]\n[fetch]\ntimeout = \"7s\"\n");
    CHECK(kept ==
          std::vector<ReloadAction>{{Kind::keep_setting, "daemon.listen"}, {Kind::keep_setting, "fetch.timeout"}});
    CHECK(text_of(kept) == "configuration unchanged");
}

TEST_CASE("A default counts in the sources that follow it", "[app][reload]") {
    const auto changed = plan(state + qala + dala + "interval = \"2h\"\n",
                              state + "[defaults.source]\ninterval = \"3h\"\n" + qala + dala + "interval = \"2h\"\n");
    CHECK(changed == std::vector<ReloadAction>{{Kind::change_source, "qala"}});
}

TEST_CASE("Settings in force at once are named", "[app][reload]") {
    CHECK(
        plan(state, state + "title = \"Feeds\"\nlog = { level = \"debug\" }\n") ==
        std::vector<ReloadAction>{{Kind::change_setting, "daemon.title"}, {Kind::change_setting, "daemon.log.level"}});
}
