#include "daemon/tree/tree.hpp"

#include "daemon/publish/render/compress.hpp"
#include "tests/daemon/publish/publisher.hpp"
#include "tests/daemon/tree/files_below.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace arna;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A tree of the documents of a fake store.
class Planted {
public:
    explicit Planted(PublishOptions options = publish_options()) {
        publisher.io.run([&] { changes = std::make_unique<Changes>(publisher.io.executor()); });
        make_tree();
        load((directory.path() / "www").string(), std::move(options));
    }
    ~Planted() {
        stop();
        publisher.io.run([&] {
            tree.reset();
            changes.reset();
        });
    }

    void make_tree() {
        publisher.io.run([&] {
            tree = std::make_unique<Tree>(publisher.io.executor(), publisher.pool.get_executor(), *publisher.readers,
                                          *changes);
        });
    }

    void load(const std::string& where, PublishOptions options = publish_options()) {
        publisher.io.run([&] { tree->load(where, std::move(options)); });
    }

    void start() {
        publisher.io.run([&] { REQUIRE(tree->open()); });
        running = publisher.io.start(tree->run());
    }

    void stop() {
        publisher.io.run([&] { tree->stop(); });
        if (running.valid()) running.get();
    }

    /// As by a new process, after stop().
    void restart() {
        make_tree();
        load((directory.path() / "www").string());
        start();
    }

    /// Tells of a change, as a commit does.
    void changed(const std::vector<TagId>& tags) {
        publisher.changed(tags);
        publisher.io.run([&] { changes->note(tags, {}); });
    }

    TreeStatus status() {
        TreeStatus now;
        publisher.io.run([&] { now = tree->status(); });
        return now;
    }

    [[nodiscard]] fs::path path(const std::string& file) const { return directory.path() / "www" / file; }
    [[nodiscard]] std::string bytes(const std::string& file) const { return bytes_of(path(file)); }

    /// Waits until a claim is true; false after ten seconds.
    static bool eventually(const std::function<bool()>& claim) {
        for (int i = 0; i < 1'000; ++i) {
            if (claim()) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }

    bool is_complete() {
        return eventually([&] { return status().files > 0 && status().error.empty(); });
    }

    TemporaryDirectory directory;
    Publisher publisher;
    std::unique_ptr<Changes> changes;
    std::unique_ptr<Tree> tree;
    std::future<void> running;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// As brotli that saves nothing: one meta-block of the bytes as they are (RFC 7932 §9.2).
std::string stored_brotli(const std::string& plain) {
    REQUIRE(plain.size() - 1 < 0x10000);
    const auto header = (plain.size() - 1) << 4 | std::size_t{1} << 20;
    std::string bytes;
    for (int shift = 0; shift < 24; shift += 8) bytes += static_cast<char>(header >> shift & 0xFF);
    return bytes + plain + '\x03';
}

ino_t inode(const fs::path& file) {
    struct stat status{};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_ino;
}

} // namespace

TEST_CASE("The tree has the bytes that HTTP gives, in every coding and language", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    struct Case {
        const char *file, *path;
    };
    for (const Case& one : {Case{"index.html", "/"}, Case{"feeds.opml", "/feeds.opml"}, Case{"kk/index.html", "/kk/"},
                            Case{"en/index.html", "/en/"}, Case{"tags/sport.atom", "/tags/sport.atom"},
                            Case{"tags/referendum-2026.rss", "/tags/referendum-2026.rss"},
                            Case{"tags/referendum-2026.json", "/tags/referendum-2026.json"},
                            Case{"tags/referendum-2026.html", "/tags/referendum-2026"},
                            Case{"ru/tags/referendum-2026.html", "/ru/tags/referendum-2026"},
                            Case{"sources/zakon-kk.atom", "/sources/zakon-kk.atom"},
                            Case{"en/sources/zakon-kk.html", "/en/sources/zakon-kk"}}) {
        CAPTURE(one.file);
        const auto found = planted.publisher.find(one.path);
        CHECK(planted.bytes(one.file) == *found.document->body);
        CHECK(planted.bytes(std::string(one.file) + ".gz") == planted.publisher.body(one.path, Coding::gzip));
        CHECK(planted.bytes(std::string(one.file) + ".br") == planted.publisher.body(one.path, Coding::brotli));
        struct stat status{};
        REQUIRE(::stat(planted.path(one.file).c_str(), &status) == 0);
        CHECK(Time(std::chrono::seconds(status.st_mtim.tv_sec)) ==
              std::chrono::floor<std::chrono::seconds>(found.document->last_modified));
    }
    const auto files = files_below(planted.path(""));
    CHECK(planted.status().files == files.size() - 1); // less the marker
    for (const auto& [name, bytes] : files) {
        CAPTURE(name);
        CHECK_FALSE(has(name, ".new-"));
        CHECK_FALSE(has(name, "secret"));
        CHECK_FALSE(has(name, "eski"));
    }
}

TEST_CASE("A change writes what it changed, and nothing else", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    const auto sport = inode(planted.path("tags/sport.atom")), page = inode(planted.path("kk/tags/sport.html")),
               source = inode(planted.path("sources/zakon-kk.rss"));
    const auto writes = planted.status().writes;
    planted.publisher.content->change([](FakeContent& content) {
        content.live[1].entries = {article(4)};
        content.live[1].state.version = 13;
    });
    planted.changed({TagId{1}});
    CHECK(Planted::eventually([&] { return has(planted.bytes("tags/referendum-2026.atom"), "Мақала 4"); }));
    CHECK(Planted::eventually([&] { return has(planted.bytes("ru/index.html"), "Мақала 4"); }));
    CHECK(has(planted.bytes("kk/tags/referendum-2026.html"), "Мақала 4"));
    CHECK(inode(planted.path("tags/sport.atom")) == sport);
    CHECK(inode(planted.path("kk/tags/sport.html")) == page);
    CHECK(inode(planted.path("sources/zakon-kk.rss")) == source);
    CHECK(Planted::eventually([&] { return planted.status().writes == writes + std::size_t{3 * (3 + 4 + 4)}; }));
}

TEST_CASE("A start repairs what was damaged, removed or added", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    const auto good = files_below(planted.path(""));
    planted.stop();
    fs::remove(planted.path("tags/sport.atom"));
    fs::remove_all(planted.path("ru"));
    fs::resize_file(planted.path("tags/referendum-2026.rss.gz"), 10);
    fs::resize_file(planted.path("index.html"), 0);
    planted.directory.write("www/tags/sport.json.br", compress_brotli("{}"));
    planted.directory.write("www/tags/old.atom", "x");
    planted.directory.write("www/tags/.new-3", "x");
    const auto untouched = inode(planted.path("tags/referendum-2026.atom"));
    const auto untouched_copy = inode(planted.path("tags/referendum-2026.atom.br"));

    planted.restart();
    REQUIRE(planted.is_complete());
    CHECK(Planted::eventually([&] { return files_below(planted.path("")) == good; }));
    CHECK(inode(planted.path("tags/referendum-2026.atom")) == untouched);
    CHECK(inode(planted.path("tags/referendum-2026.atom.br")) == untouched_copy);
}

TEST_CASE("A start keeps a copy that another compression made, and mends its time and mode", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    planted.stop();
    const auto plain = planted.bytes("tags/sport.atom");
    const auto time = fs::last_write_time(planted.path("tags/sport.atom"));
    auto gzip = compress_gzip(plain);
    gzip.at(4) = 1; // the time in its header (RFC 1952 §2.3.1)
    REQUIRE(gzip != compress_gzip(plain));
    struct Copy {
        const char* file;
        std::string bytes;
        ino_t inode = 0;
    };
    std::vector<Copy> copies = {{.file = "tags/sport.atom.gz", .bytes = gzip},
                                {.file = "tags/sport.atom.br", .bytes = stored_brotli(plain)}};
    for (Copy& copy : copies) {
        planted.directory.write("www/" + std::string(copy.file), copy.bytes);
        fs::last_write_time(planted.path(copy.file), time - 1h);
        fs::permissions(planted.path(copy.file), fs::perms::owner_read | fs::perms::owner_write);
        copy.inode = inode(planted.path(copy.file));
    }

    planted.restart();
    REQUIRE(planted.is_complete());
    for (const Copy& copy : copies) {
        CAPTURE(copy.file);
        const auto path = planted.path(copy.file);
        CHECK(Planted::eventually([&] { return fs::last_write_time(path) == time; }));
        CHECK(Planted::eventually([&] { return fs::status(path).permissions() == fs::perms(0644); }));
        CHECK(planted.bytes(copy.file) == copy.bytes);
        CHECK(inode(path) == copy.inode);
    }
}

TEST_CASE("What leaves the configuration leaves the tree", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    PublishOptions options = publish_options();
    options.tags[1].is_gone = true;
    options.sources[0].is_published = false;
    planted.load(planted.path("").parent_path().string(), options);
    CHECK(Planted::eventually([&] { return !fs::exists(planted.path("tags/sport.atom")); }));
    CHECK(Planted::eventually([&] { return !fs::exists(planted.path("sources")); }));
    CHECK(Planted::eventually([&] { return !fs::exists(planted.path("kk/tags/sport.html.br")); }));
    CHECK_FALSE(has(planted.bytes("feeds.opml"), "sport"));
    CHECK(fs::exists(planted.path("tags/referendum-2026.atom")));
}

TEST_CASE("Another directory is taken when it can be, else the old tree goes on", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    planted.directory.write("foreign/file", "mine");
    planted.load((planted.directory.path() / "foreign").string());
    planted.publisher.content->change([](FakeContent& content) { content.live[1].entries = {article(9)}; });
    planted.changed({TagId{1}});
    CHECK(Planted::eventually([&] { return has(planted.bytes("tags/referendum-2026.atom"), "Мақала 9"); }));
    CHECK(files_below(planted.directory.path() / "foreign") == std::map<std::string, std::string>{{"file", "mine"}});

    planted.load((planted.directory.path() / "new").string());
    CHECK(Planted::eventually([&] { return fs::exists(planted.directory.path() / "new" / "feeds.opml.br"); }));
    CHECK(fs::exists(planted.path("tags/referendum-2026.atom"))); // what was there is not ours to judge
    planted.load("");
    CHECK(Planted::eventually([&] { return planted.status().directory.empty(); }));
}

TEST_CASE("A directory of somebody else's ends the start", "[tree]") {
    Planted planted;
    planted.directory.write("www/file", "mine");
    Result<void> opened;
    planted.publisher.io.run([&] { opened = planted.tree->open(); });
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Errc::conflict);
}

TEST_CASE("A store that cannot be read leaves the tree as it is", "[tree]") {
    Planted planted;
    planted.start();
    REQUIRE(planted.is_complete());
    const auto before = files_below(planted.path(""));
    planted.publisher.content->change([](FakeContent& content) { content.fails = true; });
    planted.changed({TagId{1}});
    CHECK(Planted::eventually([&] { return !planted.status().error.empty(); }));
    CHECK(files_below(planted.path("")) == before);
    planted.publisher.content->change([](FakeContent& content) {
        content.fails = false;
        content.live[1].entries = {article(5)};
    });
    planted.changed({TagId{1}}); // a change is a reason to try again
    CHECK(Planted::eventually([&] { return has(planted.bytes("tags/referendum-2026.atom"), "Мақала 5"); }));
    CHECK(Planted::eventually([&] { return planted.status().error.empty(); }));
}

TEST_CASE("Archive pages come before the feed that links them, and keep their file while they stay", "[tree]") {
    Planted planted;
    const auto fill = [](FakeContent& content, std::int64_t pages, std::int64_t version) {
        content.live[1].state = {.position = pages * 50, .version = version, .changed = noon + 1h};
        content.tags[0].state = content.live[1].state;
        for (std::int64_t page = 1; page <= pages; ++page) {
            auto& place = content.archive[{1, page}];
            place.state.position = pages * 50;
            if (place.entries.empty()) place.state.version = version;
            place.state.changed = noon + 1h;
            if (place.entries.empty()) place.entries = {article(static_cast<int>(page))};
        }
    };
    planted.publisher.content->change([&](FakeContent& content) { fill(content, 2, 100); });
    planted.start();
    REQUIRE(planted.is_complete());
    CHECK(planted.bytes("tags/referendum-2026/archive/2.atom") ==
          planted.publisher.body("/tags/referendum-2026/archive/2.atom"));
    const auto old = inode(planted.path("tags/referendum-2026/archive/2.atom"));
    const auto files = planted.status().files;
    planted.publisher.content->change([&](FakeContent& content) { fill(content, 3, 150); });
    planted.changed({TagId{1}});
    CHECK(Planted::eventually(
        [&] { return has(planted.bytes("tags/referendum-2026.atom"), "referendum-2026/archive/3.atom"); }));
    CHECK(fs::exists(planted.path("tags/referendum-2026/archive/3.atom.br")));
    CHECK(inode(planted.path("tags/referendum-2026/archive/2.atom")) == old);
    CHECK(Planted::eventually([&] { return planted.status().files == files + 3; }));
}

TEST_CASE("Archive pages that keep removes lose their files, and no others do", "[tree]") {
    Planted planted;
    const auto fill = [](FakeContent& content, std::int64_t floor, std::int64_t version) {
        content.live[1].state = {.position = 150, .version = version, .changed = noon + 1h, .floor = floor};
        content.tags[0].state = content.live[1].state;
        for (std::int64_t page = 1; page <= 3; ++page) {
            auto& place = content.archive[{1, page}];
            place.state = content.live[1].state;
            place.entries.clear();
            if (page * 50 > floor) place.entries = {article(static_cast<int>(page))};
        }
    };
    planted.publisher.content->change([&](FakeContent& content) { fill(content, 0, 100); });
    planted.start();
    REQUIRE(planted.is_complete());
    const auto page = [&](int number) {
        return planted.path("tags/referendum-2026/archive/" + std::to_string(number) + ".atom");
    };
    REQUIRE(fs::exists(page(1)));
    const auto files = planted.status().files;
    planted.publisher.content->change([&](FakeContent& content) { fill(content, 100, 100); });
    planted.changed({TagId{1}});
    CHECK(Planted::eventually([&] { return !fs::exists(page(1)) && !fs::exists(page(2)); }));
    CHECK(fs::exists(page(3)));
    CHECK(fs::exists(page(3).string() + ".br"));
    CHECK_FALSE(fs::exists(page(2).string() + ".br"));
    CHECK(Planted::eventually([&] { return planted.status().files == files - 6; }));
}
