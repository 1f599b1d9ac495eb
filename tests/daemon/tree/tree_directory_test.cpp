#include "daemon/tree/tree_directory.hpp"

#include "tests/daemon/tree/files_below.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr Time noon = std::chrono::sys_days(2026y / 2 / 23) + 12h;

struct stat status_of(const fs::path& file) {
    struct stat status{};
    REQUIRE(::lstat(file.c_str(), &status) == 0);
    return status;
}

TreeDirectory opened(const fs::path& directory) {
    auto tree = TreeDirectory::open(directory, "feeds.example.kz");
    REQUIRE(tree);
    return std::move(*tree);
}

bool put(TreeDirectory& tree, const std::string& path, std::string_view bytes, TreeRank rank = TreeRank::feed) {
    const auto written = tree.put(path, bytes, noon, rank);
    REQUIRE(written);
    return *written;
}

} // namespace

TEST_CASE("A tree is made with its parents, and marked", "[tree][directory]") {
    const TemporaryDirectory base;
    const auto directory = base.path() / "srv" / "www";
    const auto mask = ::umask(0077);
    static_cast<void>(opened(directory));
    ::umask(mask);
    CHECK(bytes_of(directory / ".arna-tree") == "arna feeds.example.kz\n");
    CHECK((status_of(directory).st_mode & 0777) == 0755);
    CHECK((status_of(directory / ".arna-tree").st_mode & 0777) == 0644);
    CHECK(files_below(directory).size() == 1);
    static_cast<void>(opened(directory)); // again
}

TEST_CASE("A directory that is not ours is not touched", "[tree][directory]") {
    const TemporaryDirectory base;
    const auto refused = [&](const fs::path& directory) {
        const auto tree = TreeDirectory::open(directory, "feeds.example.kz");
        REQUIRE_FALSE(tree);
        CHECK(tree.error().code == Errc::conflict);
        CHECK(tree.error().message == "is not empty and not arna's; name an empty directory");
    };
    const auto file = base.write("other/index.html", "mine");
    refused(base.path() / "other");
    refused(file);
    base.write("marked/.arna-tree", "arna feeds.elsewhere.kz\n");
    refused(base.path() / "marked");
    base.write("longer/.arna-tree", "arna feeds.example.kz.evil\n");
    refused(base.path() / "longer");
    fs::create_directory(base.path() / "linked");
    base.write("marker", "arna feeds.example.kz\n");
    fs::create_symlink("../marker", base.path() / "linked" / ".arna-tree");
    refused(base.path() / "linked");
    CHECK(files_below(base.path()) ==
          std::map<std::string, std::string>{{"other/index.html", "mine"},
                                             {"marked/.arna-tree", "arna feeds.elsewhere.kz\n"},
                                             {"longer/.arna-tree", "arna feeds.example.kz.evil\n"},
                                             {"linked/.arna-tree", "link"},
                                             {"marker", "arna feeds.example.kz\n"}});
}

TEST_CASE("A file gets its name when all are durable, with mode and time", "[tree][directory]") {
    const TemporaryDirectory base;
    auto tree = opened(base.path() / "www");
    const auto file = base.path() / "www" / "tags" / "a.atom";
    const auto mask = ::umask(0077);
    CHECK(put(tree, "tags/a.atom", "one"));
    ::umask(mask);
    CHECK_FALSE(fs::exists(file));
    REQUIRE(tree.commit());
    CHECK(bytes_of(file) == "one");
    CHECK((status_of(file).st_mode & 07777) == 0644);
    CHECK((status_of(file.parent_path()).st_mode & 07777) == 0755);
    CHECK(status_of(file).st_mtim.tv_sec == std::chrono::floor<std::chrono::seconds>(noon).time_since_epoch().count());
}

TEST_CASE("A file that has its bytes stays the same file; its time and mode are mended", "[tree][directory]") {
    const TemporaryDirectory base;
    auto tree = opened(base.path() / "www");
    const auto file = base.path() / "www" / "tags" / "a.atom";
    put(tree, "tags/a.atom", "one");
    REQUIRE(tree.commit());
    const auto before = status_of(file);
    CHECK_FALSE(put(tree, "tags/a.atom", "one"));
    CHECK(status_of(file).st_ino == before.st_ino);
    CHECK(status_of(file).st_ctim.tv_nsec == before.st_ctim.tv_nsec); // it was not touched at all
    fs::permissions(file, fs::perms::owner_read);
    REQUIRE(tree.put("tags/a.atom", "one", noon + 1h, TreeRank::feed));
    CHECK(status_of(file).st_ino == before.st_ino);
    CHECK(status_of(file).st_mtim.tv_sec == before.st_mtim.tv_sec + 3600);
    CHECK((status_of(file).st_mode & 0777) == 0644);
    CHECK(put(tree, "tags/a.atom", "two"));
    REQUIRE(tree.commit());
    CHECK(bytes_of(file) == "two");
    CHECK(status_of(file).st_ino != before.st_ino);
}

TEST_CASE("What stands in the way of a file or folder is replaced, and links are not followed", "[tree][directory]") {
    const TemporaryDirectory base;
    const auto outside = base.write("outside/a.atom", "mine").parent_path();
    auto tree = opened(base.path() / "www");
    const auto www = base.path() / "www";
    fs::create_symlink(outside, www / "tags");
    put(tree, "tags/a.atom", "one");
    base.write("www/sources", "a file");
    put(tree, "sources/b.atom", "two");
    base.write("www/kk/index.html/deep/file", "x");
    put(tree, "kk/index.html", "three");
    fs::create_symlink(outside / "a.atom", www / "feeds.opml");
    put(tree, "feeds.opml", "four");
    REQUIRE(tree.commit());
    CHECK(files_below(www) == std::map<std::string, std::string>{{".arna-tree", "arna feeds.example.kz\n"},
                                                                 {"tags/a.atom", "one"},
                                                                 {"sources/b.atom", "two"},
                                                                 {"kk/index.html", "three"},
                                                                 {"feeds.opml", "four"}});
    CHECK(bytes_of(outside / "a.atom") == "mine");
}

TEST_CASE("What is ours and not kept goes, with leftovers; the operator's files stay", "[tree][directory]") {
    const TemporaryDirectory base;
    const auto outside = base.write("outside/a", "mine").parent_path();
    auto tree = opened(base.path() / "www");
    for (const char* file :
         {"www/robots.txt", "www/.well-known/x", "www/tags/gone.atom", "www/tags/gone/archive/1.atom",
          "www/kk/tags/x.html", "www/tags/.new-7", "www/.new-9", "www/ru/deep/er/x"})
        base.write(file, "x");
    fs::create_symlink(outside, base.path() / "www" / "sources");
    fs::create_symlink(outside, base.path() / "www" / "tags" / "link");
    put(tree, "tags/a.atom", "one");
    put(tree, "tags/a/archive/1.atom", "page");
    REQUIRE(tree.commit());
    REQUIRE(tree.remove_others({"index.html", "tags/a.atom", "tags/a/archive/1.atom"}));
    CHECK(files_below(base.path() / "www") ==
          std::map<std::string, std::string>{{".arna-tree", "arna feeds.example.kz\n"},
                                             {"robots.txt", "x"},
                                             {".well-known/x", "x"},
                                             {"tags/a.atom", "one"},
                                             {"tags/a/archive/1.atom", "page"}});
    CHECK_FALSE(fs::exists(base.path() / "www" / "ru"));
    CHECK(bytes_of(outside / "a") == "mine");
}

TEST_CASE("What is taken back leaves nothing", "[tree][directory]") {
    const TemporaryDirectory base;
    auto tree = opened(base.path() / "www");
    put(tree, "tags/a.atom", "one");
    const auto before = tree.pending();
    put(tree, "tags/b.atom", "two");
    tree.discard(before);
    CHECK(tree.pending() == 1);
    CHECK(tree.pending_bytes() == 3);
    REQUIRE(tree.commit());
    CHECK(files_below(base.path() / "www" / "tags") == std::map<std::string, std::string>{{"a.atom", "one"}});
}

TEST_CASE("A name that the file system does not take is an error, and the rest goes on", "[tree][directory]") {
    const TemporaryDirectory base;
    auto tree = opened(base.path() / "www");
    const std::string longest(300, 'x');
    REQUIRE(tree.put("tags/" + longest + ".atom", "one", noon, TreeRank::feed)); // aside it has a short name
    put(tree, "tags/a.atom", "two");
    const auto committed = tree.commit();
    REQUIRE_FALSE(committed);
    CHECK(committed.error().code == Errc::io);
    CHECK(files_below(base.path() / "www" / "tags") == std::map<std::string, std::string>{{"a.atom", "two"}});
}
