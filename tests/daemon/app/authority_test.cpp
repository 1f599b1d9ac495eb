#include "daemon/app/daemon/authority.hpp"

#include "config/option/option_table.hpp"
#include "tests/config/config_folder.hpp"

#include <catch2/catch.hpp>

using namespace arna;

namespace {

DaemonConfig daemon_of(const std::string& lines) {
    ConfigFolder folder;
    folder.write("arna.toml", "[daemon]\n" + lines);
    return folder.load().value().config.daemon;
}

} // namespace

TEST_CASE("The authority is the file's, else the remembered one, else the host of a configured base_url",
          "[app][authority]") {
    struct Case {
        std::string lines;
        std::optional<std::string> remembered;
        std::string authority;
        bool is_remembered_anew, changes_ids, is_other_host;
    };
    const std::string a = "base_url = \"https://a.kz/feeds\"\n", b = "base_url = \"https://b.kz\"\n";
    const std::string ids = "authority = \"ids.kz\"\n";
    const auto one = GENERATE_COPY(values<Case>({
        {"", std::nullopt, "127.0.0.1", false, false, false},
        {a, std::nullopt, "a.kz", true, false, false},
        {a, "a.kz", "a.kz", false, false, false},
        {b, "a.kz", "a.kz", false, false, true},
        {"", "a.kz", "a.kz", false, false, false},
        {ids, std::nullopt, "ids.kz", true, false, false},
        {a + ids, "ids.kz", "ids.kz", false, false, false},
        {a + ids, "a.kz", "ids.kz", true, true, false},
    }));
    CAPTURE(one.lines, one.remembered.value_or("-"));
    const auto decision = decide_authority(daemon_of(one.lines), one.remembered);
    CHECK(decision.authority == one.authority);
    CHECK(decision.is_remembered_anew == one.is_remembered_anew);
    CHECK(decision.changes_ids == one.changes_ids);
    CHECK(decision.is_other_host == one.is_other_host);
}
