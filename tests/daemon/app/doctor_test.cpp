#include "daemon/app/doctor/diagnosis.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

using namespace arna;

namespace {

/// A directory for its owner alone, removed with everything in it.
struct Folder {
    std::filesystem::path path;

    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "arna-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

} // namespace

TEST_CASE("The doctor looks at owners, modes and room", "[app][doctor]") {
    const Folder folder;
    Config config;
    config.daemon.state = folder.path.string();
    CHECK(check_owners(config).front().verdict == Diagnosis::Verdict::ok);
    CHECK(check_free_space(config).says.find(" GiB free in " + config.daemon.state) != std::string::npos);
    std::filesystem::permissions(folder.path, std::filesystem::perms::all);
    CHECK(check_owners(config).front().verdict == Diagnosis::Verdict::warn);
    CHECK(check_owners(config).front().hint == "chmod 0700 " + config.daemon.state);
    config.files.push_back((folder.path / "arna.toml").string());
    std::ofstream(config.files.front()).close();
    std::filesystem::permissions(config.files.front(), std::filesystem::perms::others_write,
                                 std::filesystem::perm_options::add);
    CHECK(check_owners(config).back().verdict == Diagnosis::Verdict::fail);
    config.daemon.state += "/none";
    CHECK(check_owners(config).front().verdict == Diagnosis::Verdict::warn);
    CHECK(check_free_space(config).verdict == Diagnosis::Verdict::warn);
    CHECK(check_time_zones().verdict == Diagnosis::Verdict::ok);
}
