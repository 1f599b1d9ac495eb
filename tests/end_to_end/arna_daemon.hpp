#pragma once
#include "tests/support/http_get.hpp"
#include "tests/support/process.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace arna {

/// The built arna, run as an operator would: a configuration file, a state directory, free ports of 127.0.0.1.
class ArnaDaemon {
public:
    /// Starts it and waits until it listens. The file's `listen`, `admin` and `state` are overridden by the
    /// environment.
    ArnaDaemon(const std::filesystem::path& configuration, const std::filesystem::path& state, Environment extra = {});

    [[nodiscard]] HttpAnswer get(const std::string& target,
                                 const std::vector<std::pair<std::string, std::string>>& fields = {}) const;
    [[nodiscard]] HttpAnswer get_admin(const std::string& target) const;
    [[nodiscard]] const std::string& authority() const { return public_; }
    [[nodiscard]] Process& process() { return *process_; }

private:
    std::unique_ptr<Process> process_;
    std::string public_, admin_;
};

/// Asks again and again until the answer is yes; false when it is still no at the deadline.
[[nodiscard]] bool eventually(const std::function<bool()>& claim,
                              std::chrono::seconds deadline = std::chrono::seconds(60));

/// A minimal RSS 2.0 document with one item for each title; its link and guid come from its number.
[[nodiscard]] std::string rss_of(const std::vector<std::string>& titles);

} // namespace arna
