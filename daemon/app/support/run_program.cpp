#include "daemon/app/support/run_program.hpp"

#include "daemon/file/descriptor.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

namespace arna {
namespace {

/// What comes until the other end is closed, the last `limit` bytes.
std::string read_to_end(int from, std::size_t limit) {
    std::string bytes;
    std::array<char, 65'536> part{};
    while (true) {
        const auto count = ::read(from, part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        bytes.append(part.data(), static_cast<std::size_t>(count));
        if (bytes.size() > 2 * limit) bytes.erase(0, bytes.size() - limit);
    }
    if (bytes.size() > limit) bytes.erase(0, bytes.size() - limit);
    return bytes;
}

} // namespace

std::string output_of(std::span<const std::string> words, std::size_t limit) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    const Descriptor read_end(pipe[0]);
    Descriptor write_end(pipe[1]);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int error = ::posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    write_end = Descriptor();
    if (error != 0) return {};
    auto bytes = read_to_end(read_end.get(), limit);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status == 0 ? bytes : std::string();
}

} // namespace arna
