#include "config/difference.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

using namespace arna;

namespace {

Config loaded(std::string_view toml) {
    const ConfigFolder folder;
    folder.write("arna.toml", toml);
    auto config = folder.load();
    if (!config) FAIL(folder.texts(config.error()).front());
    return std::move(config->config);
}

std::vector<std::string> names(const ConfigDifference& difference) {
    std::vector<std::string> names;
    for (const ChangedKey& changed : difference.keys) names.push_back(name_of(changed));
    return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("A configuration does not differ from itself, wherever its lines stand", "[config][difference]") {
    const Config one =
        loaded("[[source]]\nurl = \"https://a.kz\"\n[[tag]]\nname = \"t\"\n[[tag.test]]\nexpect = \"out\"\n");
    const Config other =
        loaded("# moved\n[[tag]]\nname = \"t\"\n[[tag.test]]\nexpect = \"out\"\n[[source]]\nurl = \"https://a.kz\"\n");
    CHECK(difference(one, one).empty());
    CHECK(difference(one, other).empty());
}

TEST_CASE("A default that is written down is no change", "[config][difference]") {
    CHECK(difference(loaded(""), loaded("[fetch]\ntimeout = \"30s\"\n")).empty());
    CHECK(difference(loaded(""), loaded("[daemon]\nbase_url = \"http://127.0.0.1:8411\"\n")).empty());
}

TEST_CASE("Only what the operator wrote is named", "[config][difference]") {
    const auto listens = difference(loaded(""), loaded("[daemon]\nlisten = [\"127.0.0.1:9000\"]\n"));
    CHECK(names(listens) == Names{"daemon.listen"});
    const auto secret = difference(loaded("[[source]]\nname = \"a\"\nurl = \"https://a.kz\"\n"),
                                   loaded("[[source]]\nname = \"a\"\nurl = \"https://a.kz\"\npassword = \"x\"\n"));
    CHECK(names(secret) == Names{"source a password"});
    const auto removed = difference(loaded("[daemon]\nbase_url = \"https://a.kz\"\n"), loaded(""));
    CHECK(names(removed) == Names{"daemon.base_url"});
}

TEST_CASE("Sources and tags that come and go are told by their names", "[config][difference]") {
    const auto change = difference(loaded("[[source]]\nurl = \"https://a.kz\"\n[[source]]\nurl = \"https://b.kz\"\n"
                                          "[[tag]]\nname = \"x\"\n[[tag]]\nname = \"y\"\n"),
                                   loaded("[[source]]\nurl = \"https://b.kz\"\n[[source]]\nurl = \"https://c.kz\"\n"
                                          "[[tag]]\nname = \"z\"\n[[tag]]\nname = \"y\"\nmatch = \"w\"\n"));
    CHECK(change.added_sources == Names{"c-kz"});
    CHECK(change.removed_sources == Names{"a-kz"});
    CHECK(change.added_tags == Names{"z"});
    CHECK(change.removed_tags == Names{"x"});
    REQUIRE(names(change) == Names{"tag y match"});
    CHECK(change.keys.front().consequences == Consequences{Consequence::membership});
}

TEST_CASE("A changed default counts in everything that follows it", "[config][difference]") {
    const std::string sources = "[[source]]\nname = \"a\"\nurl = \"https://a.kz\"\n"
                                "[[source]]\nname = \"b\"\nurl = \"https://b.kz\"\ninterval = \"3h\"\n";
    const auto change = difference(loaded("[defaults.source]\ninterval = \"1h\"\n" + sources),
                                   loaded("[defaults.source]\ninterval = \"2h\"\n" + sources));
    CHECK(names(change) == Names{"defaults.source.interval", "source a interval"});
}

TEST_CASE("What needs a restart is kept, and what follows from it", "[config][difference]") {
    const Config running = loaded("[daemon]\nlisten = [\"127.0.0.1:1\"]\ntitle = \"A\"\n[fetch]\nper_host = 3\n");
    Config next =
        loaded("[daemon]\nlisten = [\"[::1]:2\"]\ntitle = \"B\"\nstate = \"/s\"\n[fetch]\nallow = [\"10.0.0.0/8\"]\n");
    CHECK(names(difference(running, next)) ==
          Names{"daemon.listen", "daemon.title", "daemon.state", "fetch.per_host", "fetch.allow"});
    keep_until_restart(next, running);
    CHECK(names(difference(running, next)) == Names{"daemon.title"});
    CHECK(next.daemon.base_url == "http://127.0.0.1:1");
    CHECK(next.daemon.authority == "127.0.0.1");
    CHECK(next.daemon.title == "B");
    CHECK(next.fetch.per_host == 3);
}

TEST_CASE("Of base_url only another path needs a restart", "[config][difference]") {
    const Config running = loaded("[daemon]\nbase_url = \"https://a.kz/x\"\n");
    Config host = loaded("[daemon]\nbase_url = \"https://b.kz/x\"\n");
    Config path = loaded("[daemon]\nbase_url = \"https://b.kz/y\"\n");
    CHECK(difference(running, host).keys.front().consequences == Consequences{Consequence::publishing});
    CHECK(difference(running, path).keys.front().consequences == Consequences{Consequence::restart});
    keep_until_restart(host, running);
    keep_until_restart(path, running);
    CHECK(host.daemon.base_url == "https://b.kz/x");
    CHECK(path.daemon.base_url == "https://a.kz/x");
    CHECK(path.daemon.authority == "a.kz");
}
