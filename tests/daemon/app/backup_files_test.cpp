#include "daemon/app/backup/backup_files.hpp"

#include "daemon/app/engine/open_store.hpp"

#include <catch2/catch.hpp>

using namespace arna;
using namespace std::chrono_literals;

namespace {

const Time noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 12h;

} // namespace

TEST_CASE("The name of a backup is its time", "[app][backup]") {
    const Time night = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 3h;
    CHECK(backup_name(night + 59s) == "arna-2026-11-30T0300Z.db");
    CHECK(backup_time("arna-2026-11-30T0300Z.db") == night);
    for (const auto* name : {"", "arna.db", "arna-2026-11-30T0300Z.db.new", "arna-2026-11-30T03:00Z.db",
                             "arna-2026-1x-30T0300Z.db", "arna-2026-13-30T0300Z.db"})
        CHECK_FALSE(backup_time(name));
}

TEST_CASE("A backup is due an interval after the last, whatever the clock said meanwhile", "[app][backup]") {
    using Names = std::vector<std::string>;
    CHECK(next_backup(Names{}, 24h, noon) == noon);
    CHECK(next_backup(Names{"arna-2026-11-28T0300Z.db", "arna-2026-11-30T0300Z.db"}, 24h, noon) == noon + 15h);
    CHECK(next_backup(Names{"arna-2026-11-28T0300Z.db"}, 24h, noon) < noon);
    CHECK(next_backup(Names{"arna-2026-11-30T0300Z.db", "arna-2036-11-30T0300Z.db"}, 24h, noon) == noon + 15h);
    CHECK(next_backup(Names{"arna-2036-11-30T0300Z.db"}, 24h, noon) == noon);
}

TEST_CASE("The oldest backups go, never the one that was just made", "[app][backup]") {
    using Names = std::vector<std::string>;
    const Names names{"arna-2026-11-27T0300Z.db", "arna-2026-11-28T0300Z.db", "arna-2026-11-29T0300Z.db"};
    CHECK(surplus_backups(names, names[2], 2) == Names{names[0]});
    CHECK(surplus_backups(names, names[2], 3).empty());
    CHECK(surplus_backups(names, names[2], 7).empty());
    CHECK(surplus_backups(names, names[0], 1) == Names{names[1], names[2]}); // the others are of a wrong clock's future
}

TEST_CASE("A clock of before 2020 is wrong", "[app][clock]") {
    CHECK(clock_problem(noon).empty());
    CHECK(clock_problem(Time(5s)) ==
          "it says 1970-01-01T00:00:05Z; set it (timedatectl set-ntp true), then start arna again");
}
