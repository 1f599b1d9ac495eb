// What an operator does to the store, beside a running daemon and without one.
#include "tests/end_to_end/demo.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

using namespace arna;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count_in(const fs::path& directory) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), {}));
}

/// Arna with a configuration and a state directory, run by a user of another number if there is one.
struct Arna {
    fs::path file, state;

    [[nodiscard]] Exit operator()(std::vector<std::string> arguments, uid_t user = 0) const {
        std::vector<std::string> command;
        if (user != 0)
            command = {"setpriv", fmt::format("--reuid={}", user), fmt::format("--regid={}", user), "--clear-groups"};
        command.insert(command.end(), {environment("ARNA_BINARY"), "-c", file.string()});
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run_program(command, {}, {{"ARNA_DAEMON__STATE", state.string()}});
    }
};

/// A source of three articles and a tag, polled once.
struct Polled {
    TemporaryDirectory directory;
    Arna arna;

    Polled() {
        directory.write("feed.xml", rss_of({"one", "two", "three"}));
        arna.file = directory.write("arna.toml", "[[source]]\nname = \"s\"\npath = \"feed.xml\"\ninterval = \"1d\"\n"
                                                 "[[tag]]\nname = \"x\"\nmatch = \"one OR two\"\n");
        arna.state = directory.path() / "state";
        REQUIRE(arna({"poll"}).status == 0);
    }
};

} // namespace

TEST_CASE("A backup is the same beside a daemon and without one, and can be put back", "[end-to-end][upkeep]") {
    const Polled polled;
    const auto& [directory, arna] = polled;
    const auto backups = directory.path() / "backups";
    fs::create_directory(backups);
    const auto beside = (backups / "beside.db").string(), alone = (backups / "alone.db").string();
    const auto made_alone = arna({"backup", alone});
    {
        ArnaDaemon daemon(arna.file, arna.state);
        const auto made = arna({"backup", beside});
        CAPTURE(made.err);
        CHECK(made.status == 0);
        CHECK(made.out.substr(beside.size()) == made_alone.out.substr(alone.size()));
        CHECK(made.out.starts_with(beside + ": 3 articles, 0."));
        CHECK(daemon.process().wait_for_line("backup made bytes="));

        const auto again = arna({"backup", beside});
        CHECK(again.status == 3);
        CHECK(again.err == "arna: backup: " + beside + " exists; remove it, or name another file\n");
        CHECK(arna({"backup", (backups / "none/x.db").string()}).status == 3);
        CHECK(arna({"backup", "/dev/full"}).status == 3);
        const auto busy = arna({"store", "restore", beside});
        CHECK(busy.status == 3);
        CHECK(contains(busy.err, "another arna is running on it"));
        CHECK(contains(arna({"backup", "--json", (backups / "json.db").string()}).out, R"("articles":3)"));
        daemon.process().signal(SIGTERM);
        CHECK(daemon.process().wait() == 0);
    }
    CHECK(count_in(backups) == 3);
    struct stat found{};
    REQUIRE(::stat(beside.c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
    CHECK_FALSE(fs::exists(arna.state / "arna.db.copy"));

    directory.write("feed.xml", rss_of({"one", "two", "three", "four"}));
    REQUIRE(arna({"poll", "--now"}).status == 0);
    const auto restored = arna({"store", "restore", beside});
    CAPTURE(restored.err);
    CHECK(restored.status == 0);
    CHECK(restored.out ==
          fmt::format("{0}/arna.db now has the 3 articles of {1}; what was there before is {0}/arna.db.replaced\n",
                      arna.state.string(), beside));
    CHECK(contains(arna({"store", "stats", "--json"}).out, R"("articles":3)"));
    CHECK(arna({"store", "restore", arna.file.string()}).status == 3);
    CHECK(arna({"store", "restore"}).status == 2);
    CHECK(arna({"store", "check", "x"}).err ==
          "arna: store: 'x' is one argument too many; only restore takes a file\n");
}

TEST_CASE("A daemon plans with the rules that its caller reads, and cleans again", "[end-to-end][upkeep]") {
    const Polled polled;
    const auto& [directory, arna] = polled;
    const auto changed =
        directory
            .write("changed.toml", "[[source]]\nname = \"s\"\npath = \"feed.xml\"\nlabels = [\"l\"]\n"
                                   "[[source]]\nname = \"secret\"\nurl = \"https://u:geheim@a.example/\"\n"
                                   "[[tag]]\nname = \"x\"\nmatch = \"label:l -one\"\n"
                                   "[[tag]]\nname = \"y\"\nmatch = \"three\"\n")
            .string();
    const std::vector<std::vector<std::string>> commands{
        {"plan", changed}, {"plan", "--json", changed}, {"plan"}, {"reclean"}};
    std::vector<Exit> alone, beside;
    for (const auto& command : commands) alone.push_back(arna(command));
    ArnaDaemon daemon(arna.file, arna.state);
    for (const auto& command : commands) beside.push_back(arna(command));
    for (std::size_t i = 0; i < commands.size(); ++i) {
        CAPTURE(commands[i], beside[i].err);
        CHECK(beside[i].status == 0);
        CHECK(beside[i].out == alone[i].out);
    }
    CHECK(beside[0].out.starts_with("#x: +1 −1, 1 stay\n"));
    CHECK(contains(beside[0].out, "#y: +1 −0, 0 stay (new tag)\n"));
    CHECK(daemon.process().wait_for_line("command command=reclean uid="));
    CHECK_FALSE(contains(daemon.process().error_output(), "geheim"));
}

TEST_CASE("Backups are made on a schedule, and only so many are kept", "[end-to-end][upkeep]") {
    const Polled polled;
    const auto& [directory, arna] = polled;
    const auto copies = arna.state / "backups";
    fs::create_directory(copies);
    for (const auto* name : {"arna-2020-01-01T0300Z.db", "arna-2020-01-02T0300Z.db", "mine.db"})
        directory.write(fmt::format("state/backups/{}", name), "x");
    const Environment on{{"ARNA_STORE__BACKUP", "1d"}, {"ARNA_STORE__BACKUP_KEEP", "2"}};
    {
        const ArnaDaemon daemon(arna.file, arna.state, on);
        REQUIRE(eventually(
            [&] { return contains(const_cast<ArnaDaemon&>(daemon).process().error_output(), "backup made bytes="); }));
    }
    CHECK_FALSE(fs::exists(copies / "arna-2020-01-01T0300Z.db"));
    CHECK(fs::exists(copies / "arna-2020-01-02T0300Z.db"));
    CHECK(fs::exists(copies / "mine.db"));
    CHECK(count_in(copies) == 3);
    { // not again before its time
        ArnaDaemon daemon(arna.file, arna.state, on);
        REQUIRE(arna({"status"}).status == 0);
        daemon.process().signal(SIGTERM);
        REQUIRE(daemon.process().wait() == 0);
        CHECK_FALSE(contains(daemon.process().error_output(), "backup made"));
    }
    fs::remove_all(copies);
    directory.write("state/backups", "no directory");
    ArnaDaemon daemon(arna.file, arna.state, on);
    CHECK(daemon.process().wait_for_line("backup failed error="));
    CHECK(eventually([&] { return contains(daemon.get_admin("/ops.atom").body, "term=\"backup-failed\""); }));
}

TEST_CASE("Only the owner works in a state directory, and root as its owner", "[end-to-end][upkeep]") {
    if (::geteuid() != 0) return; // nobody else can be several users
    constexpr uid_t owner = 64'111, other = 64'112;
    const Polled polled;
    const auto& [directory, arna] = polled;
    fs::permissions(directory.path(), fs::perms::all);
    for (const auto& entry : fs::recursive_directory_iterator(arna.state))
        REQUIRE(::chown(entry.path().c_str(), owner, owner) == 0);
    REQUIRE(::chown(arna.state.c_str(), owner, owner) == 0);

    directory.write("feed.xml", rss_of({"one", "two", "three", "four"}));
    CHECK(arna({"poll", "--now"}).status == 0);
    const auto private_place = directory.path() / "root";
    fs::create_directory(private_place);
    fs::permissions(private_place, fs::perms::owner_all);
    const auto copy = (private_place / "copy.db").string();
    CHECK(arna({"backup", copy}).status == 0);
    struct stat found{};
    REQUIRE(::stat(copy.c_str(), &found) == 0);
    CHECK(found.st_uid == 0);
    CHECK(arna({"store", "restore", copy}).status == 0);
    for (const auto& entry : fs::directory_iterator(arna.state)) {
        REQUIRE(::stat(entry.path().c_str(), &found) == 0);
        CAPTURE(entry.path());
        CHECK(found.st_uid == owner);
    }
    CHECK(arna({"list", "x"}, owner).status == 0);
    for (const auto& command : std::vector<std::vector<std::string>>{
             {"list", "x"}, {"poll"}, {"reclean"}, {"store", "restore", arna.file.string()}}) {
        const auto refused = arna(command, other);
        CAPTURE(command, refused.err);
        CHECK(refused.status == 3);
        CHECK(contains(refused.err,
                       fmt::format("belongs to #{0}; run it as #{0}: sudo -u '#{0}' arna {1}", owner, command[0])));
    }
    const auto hidden = directory.path() / "hidden";
    fs::create_directory(hidden);
    fs::permissions(hidden, fs::perms::owner_all);
    const auto blind = Arna{arna.file, hidden / "state"}({"list", "x"}, other);
    CHECK(blind.status == 3);
    CHECK(contains(blind.err, "this user may not look into"));
    CHECK(contains(blind.err, "run it as arna: sudo -u arna arna list …"));
}

TEST_CASE("The doctor and the bundle for a helper tell how things are, without secrets", "[end-to-end][upkeep]") {
    const Polled polled;
    const auto& [directory, arna] = polled;
    ArnaDaemon daemon(arna.file, arna.state);
    const auto well = arna({"doctor"});
    CAPTURE(well.out, well.err);
    CHECK(well.status == 0);
    CHECK(contains(well.out, "ok    configuration    " + arna.file.string() + ": 1 source, 1 tag\n"));
    CHECK(contains(well.out, "ok    daemon           version "));
    CHECK(contains(well.out, "ok    sources          none of 1 fails\n"));
    CHECK(contains(arna({"doctor", "--json"}).out, R"({"verdict":"ok","check":"time zones")"));

    directory.write("conf.d/secret.toml",
                    "[[source]]\nname = \"secret\"\nurl = \"http://u:geheim@127.0.0.1:9/x?token=abcdef0123456789\"\n"
                    "headers = { Authorization = \"Bearer geheim\" }\nenabled = false\n");
    const auto archive = (directory.path() / "support.tar.gz").string();
    const auto packed = arna({"support", archive});
    CAPTURE(packed.out, packed.err);
    REQUIRE(packed.status == 0);
    const auto all = run_program({"tar", "-xOzf", archive}).out;
    for (const auto* name : {"config.toml", "status.json", "store.json", "doctor.txt", "versions.txt", "os-release"})
        CHECK(contains(packed.out, std::string("  ") + name + "\n"));
    CHECK(contains(all, "url = \"<secret>\""));
    CHECK_FALSE(contains(all, "geheim"));
    CHECK_FALSE(contains(all, "abcdef0123456789"));
    CHECK(arna({"support", archive}).status == 3);
    CHECK(arna({"support", "/none/x.tar.gz"}).status == 3);

    directory.write("conf.d/wrong.toml", "[daemon]\nwrong = 1\n");
    const auto ill = arna({"doctor"});
    CHECK(ill.status == 1);
    CHECK(contains(ill.out, "fail  configuration    "));
    CHECK(arna({"support", archive + "2"}).status == 0);
}
