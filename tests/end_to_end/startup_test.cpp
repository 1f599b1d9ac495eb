#include "tests/end_to_end/arna_daemon.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

using namespace arna;

namespace {

#if defined(__has_feature)
constexpr bool sanitizer_reads_clocks = __has_feature(thread_sanitizer);
#else
constexpr bool sanitizer_reads_clocks = false;
#endif

const std::string minimal = "[[tag]]\nname = \"x\"\n";

Exit run_arna(const std::filesystem::path& file, const std::filesystem::path& state, Environment extra = {}) {
    extra.try_emplace("ARNA_DAEMON__LISTEN", R"(["127.0.0.1:0"])");
    extra.try_emplace("ARNA_DAEMON__ADMIN", R"(["127.0.0.1:0"])");
    extra.try_emplace("ARNA_DAEMON__STATE", state.string());
    return run_program({environment("ARNA_BINARY"), "run", "-c", file.string()}, {}, extra);
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// From now on the kernel answers `call` of this thread, and of what it starts, with `error`.
bool refuse(unsigned call, unsigned error) {
    std::array<sock_filter, 4> steps{{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                                      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
                                      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
                                      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    const sock_fprog program{.len = steps.size(), .filter = steps.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

} // namespace

TEST_CASE("Every error of a wrong configuration is reported, and nothing starts", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", "[daemon]\nlisten = [8411]\n[[source]]\nurl = \"ftp://x.example/\"\n"
                                                   "intervall = \"1h\"\n[[tag]]\nname = \"x\"\nmatch = \"a OR\"\n");
    const auto exit = run_arna(file, directory.path() / "state", {{"ARNA_DAEMON__LISTEN", "[8411]"}});
    CAPTURE(exit.err);
    CHECK(exit.status == 2);
    CHECK(exit.err.find(":5:1: unknown key 'intervall'; did you mean 'interval'?") != std::string::npos);
    CHECK(lines(exit.err) >= 4);
    CHECK_FALSE(std::filesystem::exists(directory.path() / "state"));
}

TEST_CASE("A start that fails is told as the log is written", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal + "[daemon]\nlog.format = \"json\"\n");
    (void)directory.write("state/arna.db", "This is no database, however one looks at it.");
    const auto exit = run_arna(file, directory.path() / "state");
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(exit.err.starts_with("{"));
    CHECK(exit.err.contains(R"("event":"start failed")"));
    CHECK(exit.err.contains(R"("where":"store")"));
    CHECK(lines(exit.err) == 1);
}

TEST_CASE("A configuration that is not there is exit status 2", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto exit = run_arna(directory.path() / "none.toml", directory.path() / "state");
    CHECK(exit.status == 2);
    CHECK(lines(exit.err) == 1);
    CHECK(exit.err.find("none.toml") != std::string::npos);
}

TEST_CASE("Too few descriptors are one line that says what to raise", "[end-to-end]") {
    const auto* limit = GENERATE("8", "12");
    CAPTURE(limit);
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    const auto script = fmt::format("ulimit -n {}; exec \"$0\" poll -c \"$1\"", limit);
    const auto exit = run_program({"/bin/sh", "-c", script, environment("ARNA_BINARY"), file.string()}, {},
                                  {{"ARNA_DAEMON__STATE", (directory.path() / "state").string()}});
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(lines(exit.err) == 1);
    CHECK_THAT(exit.err, Catch::Contains("Too many open files") && Catch::Contains("ulimit -n"));
}

TEST_CASE("A kernel that lets nothing be watched is one line that says what to do, no wait for ever", "[end-to-end]") {
    const auto& [error, advice] =
        GENERATE(table<unsigned, const char*>({{ENOSPC, "max_user_watches"}, {EPERM, "SystemCallFilter="}}));
    const auto* command = GENERATE("poll", "run");
    CAPTURE(error, command);
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    bool is_refused = false;
    Exit exit;
    std::thread([&, error_of_call = error] {
        is_refused = refuse(SYS_epoll_ctl, error_of_call);
        if (is_refused)
            exit = run_program({environment("ARNA_BINARY"), command, "-c", file.string()}, {},
                               {{"ARNA_DAEMON__STATE", (directory.path() / "state").string()}});
    }).join();
    if (!is_refused) {
        WARN("this machine lets no call be refused: not tried");
        return;
    }
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(lines(exit.err) == 1);
    CHECK_THAT(exit.err, Catch::Contains("epoll_ctl") && Catch::Contains(advice));
}

TEST_CASE("A port in use is one clear line and exit status 3", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    const ArnaDaemon first(file, directory.path() / "one");
    const auto exit =
        run_arna(file, directory.path() / "two", {{"ARNA_DAEMON__LISTEN", fmt::format("[\"{}\"]", first.authority())}});
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(exit.err.find(first.authority()) != std::string::npos);
    CHECK(exit.err.find("in use") != std::string::npos);
}

TEST_CASE("A second daemon on the same store is refused", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    const ArnaDaemon first(file, directory.path() / "state");
    const auto exit = run_arna(file, directory.path() / "state");
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(exit.err.find("arna.db") != std::string::npos);
    CHECK(first.get("/healthz").status == 200);
}

TEST_CASE("A state directory that cannot be written is one clear line and exit status 3", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    directory.write("file", "in the way"); // also root cannot make a directory below a file
    const auto exit = run_arna(file, directory.path() / "file" / "state");
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(exit.err.find((directory.path() / "file").string()) != std::string::npos);
}

TEST_CASE("A database that is not ours, or is newer, or is damaged, is left as it is", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    {
        const ArnaDaemon made(file, directory.path() / "state");
    }
    auto bytes = bytes_of(directory.path() / "state" / "arna.db");
    REQUIRE(bytes.size() > 100);
    const auto kind = GENERATE(as<std::string>{}, "newer", "foreign", "empty", "truncated", "random");
    CAPTURE(kind);
    if (kind == "newer") bytes[63] = 0x7f;   // user_version, big-endian at 60
    if (kind == "foreign") bytes[68] = 0x11; // application_id, at 68
    if (kind == "empty") bytes.clear();
    if (kind == "truncated") bytes.resize(1000);
    if (kind == "random") bytes.replace(0, 4096, std::string(4096, '\x5a'));
    const TemporaryDirectory other;
    const auto database = other.write("arna.db", bytes);
    const auto exit = run_arna(file, other.path());
    CAPTURE(exit.err);
    CHECK(exit.status == 3);
    CHECK(exit.err.find("arna.db") != std::string::npos);
    CHECK(lines(exit.err) == 1);
    CHECK(bytes_of(database) == bytes);
}

TEST_CASE("The service manager hears READY when it listens, and STOPPING at the end", "[end-to-end]") {
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal);
    const auto path = (directory.path() / "notify").string();
    const int notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    REQUIRE(bind(notify, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    setsockopt(notify, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const auto heard = [&](std::string_view word) {
        std::array<char, 4096> buffer{};
        for (int messages = 0; messages < 50; ++messages) {
            const auto size = recv(notify, buffer.data(), buffer.size(), 0);
            if (size <= 0) return false;
            if (std::string_view(buffer.data(), static_cast<std::size_t>(size)).find(word) != std::string_view::npos)
                return true;
        }
        return false;
    };
    ArnaDaemon daemon(file, directory.path() / "state", {{"NOTIFY_SOCKET", path}, {"WATCHDOG_USEC", "400000"}});
    CHECK(heard("EXTEND_TIMEOUT_USEC=3600000000"));
    CHECK(heard("READY=1"));
    CHECK(daemon.get("/healthz").status == 200);
    CHECK(heard("WATCHDOG=1"));
    CHECK(heard("WATCHDOG=1"));
    daemon.process().signal(SIGTERM);
    CHECK(heard("STOPPING=1"));
    CHECK(daemon.process().wait() == 0);
    close(notify);
}

TEST_CASE("SIGHUP takes over a changed configuration, and keeps the old one when the new one is wrong",
          "[end-to-end]") {
    const TemporaryDirectory directory;
    directory.write("feed.xml", rss_of({"Референдум", "Ауа райы"}));
    const std::string source = "[[source]]\nname = \"f\"\npath = \"feed.xml\"\ninterval = \"1h\"\n";
    const auto file = directory.write("arna.toml", source + "[[tag]]\nname = \"r\"\nmatch = \"референдум\"\n");
    ArnaDaemon daemon(file, directory.path() / "state");
    REQUIRE(eventually([&] { return daemon.get("/tags/r.atom").body.find("<entry") != std::string::npos; }));
    CHECK(daemon.get("/tags/w.atom").status == 404);

    directory.write("arna.toml",
                    source + "[[tag]]\nname = \"r\"\nmatch = \"референдум\"\n[[tag]]\nname = \"w\"\nmatch = \"ауа\"\n");
    daemon.process().signal(SIGHUP);
    CHECK(eventually([&] { return daemon.get("/tags/w.atom").body.find("Ауа райы") != std::string::npos; }));

    CHECK(daemon.process().wait_for_line("configuration in force sources=+0/-0 tags=+1/-0 rules=0").has_value());
    daemon.process().signal(SIGHUP);
    CHECK(daemon.process().wait_for_line("configuration unchanged").has_value());

    directory.write("arna.toml", source + "[[tag]]\nname = \"w\"\nmatch = \"((\"\n");
    daemon.process().signal(SIGHUP);
    CHECK(daemon.process().wait_for_line("kept configuration errors=").has_value());
    CHECK(daemon.get("/tags/r.atom").status == 200);

    directory.write("arna.toml", source + "[[tag]]\nname = \"w\"\nmatch = \"ауа\"\n");
    daemon.process().signal(SIGHUP);
    CHECK(eventually([&] { return daemon.get("/tags/r.atom").status == 410; }));
}

TEST_CASE("The clock may be one that is preloaded, and one of before 2020 is not let in", "[end-to-end][startup]") {
    if (!std::filesystem::exists("/usr/bin/faketime")) {
        WARN("faketime is not installed: not tried");
        return;
    }
    if (sanitizer_reads_clocks) {
        WARN("SKIPPED: the thread sanitizer asks for the time before a preloaded clock is ready");
        return;
    }
    const TemporaryDirectory directory;
    const auto file = directory.write("arna.toml", minimal + "[[source]]\nname = \"a\"\npath = \"a.xml\"\n").string();
    (void)directory.write("a.xml", "<rss version='2.0'><channel><title>A</title></channel></rss>");
    const auto at = [&](const char* clock) {
        return run_program({"/usr/bin/faketime", "-f", clock, environment("ARNA_BINARY"), "poll", "-c", file}, {},
                           {{"ARNA_DAEMON__STATE", (directory.path() / "state").string()}});
    };
    const auto early = at("2019-01-01 00:00:00");
    CAPTURE(early.err);
    CHECK(early.status == 3);
    CHECK(early.err.contains("2019"));
    CHECK(lines(early.err) == 1);
    CHECK_FALSE(std::filesystem::exists(directory.path() / "state" / "arna.db"));
    CHECK(at("+0").status == 0);
    const auto later = at("+10y");
    CHECK(later.status == 0);
    CHECK(later.out.contains("source=a"));
}
