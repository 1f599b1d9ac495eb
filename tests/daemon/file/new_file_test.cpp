#include "daemon/file/new_file.hpp"

#include "daemon/file/copy_bytes.hpp"
#include "daemon/file/free_bytes.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

using namespace arna;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("A new file is there whole, or not at all", "[file]") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "new";
    {
        const auto given_up = NewFile::create(path);
        REQUIRE(given_up);
        REQUIRE(::write(given_up->descriptor(), "half", 4) == 4);
    }
    CHECK(fs::is_empty(folder.path()));
    auto file = NewFile::create(path);
    REQUIRE(file);
    REQUIRE(::write(file->descriptor(), "whole", 5) == 5);
    CHECK_FALSE(fs::exists(path));
    REQUIRE(file->keep());
    CHECK(contents(path) == "whole");
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("A new file is shared whatever the umask", "[file]") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "new";
    const auto umask_before = ::umask(077);
    auto file = NewFile::create(path);
    REQUIRE(file);
    CHECK(file->share(0640, ::getgid()));
    CHECK(file->keep());
    ::umask(umask_before);
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
}

TEST_CASE("A new file takes no name that is there, or comes meanwhile", "[file]") {
    const TemporaryDirectory folder;
    const auto path = folder.write("new", "mine");
    CHECK(NewFile::create(path).error().message == path.string() + " exists; remove it, or name another file");
    fs::create_symlink("nowhere", folder.path() / "link");
    CHECK(NewFile::create(folder.path() / "link").error().code == Errc::conflict);
    CHECK(NewFile::create(folder.path()).error().message ==
          "cannot write " + folder.path().string() + ": Is a directory");
    CHECK(NewFile::create(folder.path() / "none" / "new").error().code == Errc::io);

    auto late = NewFile::create(folder.path() / "late");
    REQUIRE(late);
    (void)folder.write("late", "somebody's");
    const auto kept = late->keep();
    REQUIRE_FALSE(kept);
    CHECK(kept.error().code == Errc::conflict);
    CHECK(contents(folder.path() / "late") == "somebody's");
}

TEST_CASE("Bytes are copied to the end, or until nobody wants them", "[file]") {
    const TemporaryDirectory folder;
    const std::string text(3'000'000, 'x');
    const Descriptor from(::open(folder.write("from", text).c_str(), O_RDONLY | O_CLOEXEC));
    const Descriptor some(::open(folder.write("some", "").c_str(), O_WRONLY | O_CLOEXEC));
    const Descriptor all(::open(folder.write("all", "").c_str(), O_WRONLY | O_CLOEXEC));
    const auto enough = [](std::uint64_t copied) { return copied < 1'500'000; };
    CHECK(copy_bytes(from.get(), some.get(), enough).error().code == Errc::io);
    REQUIRE(::lseek(from.get(), 0, SEEK_SET) == 0);
    CHECK(copy_bytes(from.get(), all.get()) == text.size());
    CHECK(contents(folder.path() / "all") == text);
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    REQUIRE(::lseek(from.get(), 0, SEEK_SET) == 0);
    CHECK(copy_bytes(from.get(), full.get()).error().message == "No space left on device");
}

TEST_CASE("What is missing is told in bytes", "[file]") {
    const TemporaryDirectory folder;
    CHECK(missing_bytes(folder.path(), 1).empty());
    const auto free = free_bytes(folder.path());
    REQUIRE(free);
    const auto missing = missing_bytes(folder.path(), *free + (std::uint64_t{1} << 50));
    CHECK(missing.ends_with(" bytes are missing in " + folder.path().string()));
    CHECK_FALSE(free_bytes(folder.path() / "none"));
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1'234'567) == "1,234,567");
}
