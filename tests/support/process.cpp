#include "tests/support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

namespace arna {
namespace {

using std::chrono::steady_clock;

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_end(std::size_t end) {
        if (ends.at(end) >= 0) ::close(ends.at(end));
        ends.at(end) = -1;
    }
};

/// Between fork and exec only what is safe there may be called, so everything is made ready before.
pid_t start(const std::vector<std::string>& arguments, const Environment& extra, int in, int out, int err) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string entry = *variable;
        // What ctest tells the tests is not meant for the program, which reads ARNA_* as configuration.
        if (!entry.starts_with("ARNA_") && !extra.contains(entry.substr(0, entry.find('='))))
            variables.push_back(entry);
    }
    for (const auto& [name, value] : extra) variables.push_back(name + "=" + value);
    std::vector<char*> argv, envp;
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    for (const auto& variable : variables) envp.push_back(const_cast<char*>(variable.c_str()));
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    const pid_t pid = fork();
    if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (pid == 0) {
        dup2(in, 0);
        dup2(out, 1);
        dup2(err, 2);
        execvpe(argv[0], argv.data(), envp.data());
        _exit(127);
    }
    return pid;
}

int exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

std::optional<int> wait_until(pid_t pid, steady_clock::time_point deadline) {
    while (true) {
        int status = 0;
        if (waitpid(pid, &status, WNOHANG) == pid) return exit_status(status);
        if (steady_clock::now() > deadline) return std::nullopt;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

/// Reads what is there; false at the end.
bool drain(int descriptor, std::string& into) {
    std::array<char, 65536> buffer{};
    const auto count = read(descriptor, buffer.data(), buffer.size());
    if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

} // namespace

TemporaryDirectory::TemporaryDirectory() {
    auto pattern = (std::filesystem::temp_directory_path() / "arna-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryDirectory::write(const std::string& name, std::string_view bytes) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    // A reader sees the old file or the new one, never half of it.
    const auto draft = file.string() + ".draft";
    std::ofstream(draft, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    std::filesystem::rename(draft, file);
    return file;
}

Exit run_program(const std::vector<std::string>& arguments, std::string_view input, const Environment& environment,
                 std::chrono::seconds deadline) {
    Pipe in, out, err;
    const auto until = steady_clock::now() + deadline;
    const pid_t pid = start(arguments, environment, in.ends[0], out.ends[1], err.ends[1]);
    in.close_end(0);
    out.close_end(1);
    err.close_end(1);
    fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
    signal(SIGPIPE, SIG_IGN);
    if (input.empty()) in.close_end(1);
    Exit exit;
    while (out.ends[0] >= 0 || err.ends[0] >= 0) {
        std::array<pollfd, 3> waits{pollfd{out.ends[0], POLLIN, 0}, pollfd{err.ends[0], POLLIN, 0},
                                    pollfd{in.ends[1], POLLOUT, 0}};
        poll(waits.data(), waits.size(), 100);
        if (waits[0].revents != 0 && !drain(out.ends[0], exit.out)) out.close_end(0);
        if (waits[1].revents != 0 && !drain(err.ends[0], exit.err)) err.close_end(0);
        if (waits[2].revents != 0) {
            const auto count = write(in.ends[1], input.data(), input.size());
            if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
            if (count < 0 && errno != EAGAIN) input = {};
            if (input.empty()) in.close_end(1);
        }
        if (steady_clock::now() > until) break;
    }
    const auto status = wait_until(pid, until);
    if (!status) {
        kill(pid, SIGKILL);
        wait_until(pid, steady_clock::now() + std::chrono::seconds(5));
        throw std::runtime_error(arguments.front() + " did not end in time; it said: " + exit.err);
    }
    exit.status = *status;
    return exit;
}

class Process::Impl {
public:
    Impl(const std::vector<std::string>& arguments, const Environment& environment) {
        const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
        pid = start(arguments, environment, nothing, nothing, err.ends[1]);
        ::close(nothing);
        err.close_end(1);
        reader = std::thread([this] {
            std::string piece;
            while (drain(err.ends[0], piece)) {
                const std::lock_guard lock(mutex);
                text += std::exchange(piece, {});
                grown.notify_all();
            }
            const std::lock_guard lock(mutex);
            has_ended = true;
            grown.notify_all();
        });
    }
    ~Impl() {
        if (!status) {
            kill(pid, SIGKILL);
            wait_until(pid, steady_clock::now() + std::chrono::seconds(5));
        }
        reader.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Pipe err;
    pid_t pid = -1;
    std::optional<int> status;
    mutable std::mutex mutex;
    mutable std::condition_variable grown;
    std::string text;
    bool has_ended = false;
    std::thread reader;
};

Process::Process(const std::vector<std::string>& arguments, const Environment& environment)
    : impl_(std::make_unique<Impl>(arguments, environment)) {}
Process::~Process() = default;

std::optional<std::string> Process::wait_for_line(std::string_view text, std::chrono::seconds deadline) const {
    std::unique_lock lock(impl_->mutex);
    std::optional<std::string> line;
    const auto found = [&] {
        const auto at = impl_->text.find(text);
        const auto end = at == std::string::npos ? at : impl_->text.find('\n', at);
        if (end != std::string::npos) {
            const auto newline = impl_->text.rfind('\n', at);
            const auto begin = newline == std::string::npos ? 0 : newline + 1;
            line = impl_->text.substr(begin, end - begin);
        }
        return line.has_value() || impl_->has_ended;
    };
    impl_->grown.wait_for(lock, deadline, found);
    return line;
}

std::string Process::error_output() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->text;
}

void Process::signal(int number) const { kill(impl_->pid, number); }

int Process::wait(std::chrono::seconds deadline) {
    if (!impl_->status) impl_->status = wait_until(impl_->pid, steady_clock::now() + deadline);
    if (!impl_->status) throw std::runtime_error("the program still runs; it said: " + error_output());
    return *impl_->status;
}

pid_t Process::pid() const { return impl_->pid; }

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set: run the test through ctest");
    return value;
}

std::optional<std::filesystem::path> shared_cases() {
    const char* named = std::getenv("ARNA_SHARED");
    const auto folder = named != nullptr ? std::filesystem::path(named)
                                         : std::filesystem::path(environment("ARNA_TREE")) / ".." / "shared";
    if (std::filesystem::is_directory(folder)) return std::filesystem::canonical(folder);
    return std::nullopt;
}

} // namespace arna
