#pragma once
#include <sys/resource.h>

namespace arna {

/// What the process has cost since it began.
class ProcessCost {
public:
    ProcessCost() { getrusage(RUSAGE_SELF, &usage_); }

    /// User and system time of all threads.
    [[nodiscard]] double cpu_seconds() const {
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
        };
        return seconds(usage_.ru_utime) + seconds(usage_.ru_stime);
    }
    [[nodiscard]] double written_megabytes() const { return static_cast<double>(usage_.ru_oublock) * 512 / 1e6; }
    [[nodiscard]] double peak_megabytes() const { return static_cast<double>(usage_.ru_maxrss) / 1e3; }

private:
    rusage usage_{};
};

inline double cpu_seconds() { return ProcessCost().cpu_seconds(); }

} // namespace arna
