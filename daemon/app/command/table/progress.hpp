#pragma once
#include <cstddef>

namespace arna {

/// "[####....] 12/40" at the foot of a terminal while work goes on; nothing anywhere else, nor with NO_COLOR or
/// TERM=dumb. Gone at the end.
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
