#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A directory of its own under the system's temporary one, removed with everything in it.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file below it, with the folders that it needs, and gives its path.
    std::filesystem::path write(const std::string& name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

/// How a program ended.
struct Exit {
    int status = 0; ///< its exit status; -N: killed by signal N
    std::string out, err;
};

using Environment = std::map<std::string, std::string>;

/// Runs a program to its end. Throws std::runtime_error when it takes longer than `deadline`, after killing it.
[[nodiscard]] Exit run_program(const std::vector<std::string>& arguments, std::string_view input = {},
                               const Environment& environment = {},
                               std::chrono::seconds deadline = std::chrono::seconds(60));

/// A program that runs beside the test; killed with it.
class Process {
public:
    explicit Process(const std::vector<std::string>& arguments, const Environment& environment = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// The first line on standard error that contains `text`, from the start; nothing if none comes in time or it ends.
    [[nodiscard]] std::optional<std::string>
    wait_for_line(std::string_view text, std::chrono::seconds deadline = std::chrono::seconds(60)) const;
    [[nodiscard]] std::string error_output() const;
    void signal(int number) const;
    /// Its exit status, -N for a signal; throws std::runtime_error when it still runs after `deadline`.
    int wait(std::chrono::seconds deadline = std::chrono::seconds(60));
    [[nodiscard]] pid_t pid() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// The value of an environment variable that the test program needs; throws if it is not set.
[[nodiscard]] std::string environment(const char* name);

/// The folder of cases that lie beside the project, if it is there: $ARNA_SHARED, else ../shared of the tree.
[[nodiscard]] std::optional<std::filesystem::path> shared_cases();

} // namespace arna
