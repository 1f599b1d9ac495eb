#pragma once
#include <cstddef>

namespace arna {

/// "[####....] 12/40" at the foot of a terminal while work goes on, within one line of it; nothing where it is no
/// is_capable_terminal(). Gone at the end.
class Progress {
public:
    explicit Progress(std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void step() { show(done_ + 1); }
    void show(std::size_t done);

private:
    std::size_t total_, done_ = 0;
    bool is_shown_;
};

} // namespace arna
