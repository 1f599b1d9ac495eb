#pragma once
#include <cstddef>

namespace arna {

/// How many bytes operator new has given out and not got back at most, over all threads, since it was made; of them
/// those that
/// were out before do not count. One at a time.
class AllocationPeak {
public:
    AllocationPeak();
    [[nodiscard]] std::size_t bytes() const;

private:
    std::size_t before_;
};

} // namespace arna
