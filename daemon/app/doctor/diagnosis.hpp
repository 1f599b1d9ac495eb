#pragma once
#include "config/load.hpp"

#include <string>
#include <vector>

/// What `arna doctor` looks at. Each check gives a line or more; none changes anything.
namespace arna {

struct Diagnosis {
    enum class Verdict { ok, warn, fail };
    Verdict verdict = Verdict::ok;
    std::string check; ///< one or two words: "free space"
    std::string says;  ///< what is so
    std::string hint;  ///< what to do; empty where nothing is
};

// The machine:
[[nodiscard]] Diagnosis check_free_space(const Config& config);
[[nodiscard]] Diagnosis check_time_zones();
[[nodiscard]] Diagnosis check_certificates();
[[nodiscard]] Diagnosis check_open_files(const Config& config);

// Whose files are whose:
[[nodiscard]] std::vector<Diagnosis> check_owners(const Config& config);

// The running daemon, and the ports:
[[nodiscard]] std::vector<Diagnosis> check_daemon(const Config& config);

// The network. A few sources are visited, each once.
[[nodiscard]] std::vector<Diagnosis> check_network(const Config& config);

// How sources stand, as the store has it.
[[nodiscard]] std::vector<Diagnosis> check_sources(const LoadedConfig& loaded);

} // namespace arna
