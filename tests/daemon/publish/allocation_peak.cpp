#include "tests/daemon/publish/allocation_peak.hpp"

#include "tests/support/sanitizers.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> out{0}, peak{0};

} // namespace

#if !ARNA_HAS_SANITIZER_HEAP
// Those of the whole program: the array and sized forms come here too.
void* operator new(std::size_t size) {
    void* const block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr) throw std::bad_alloc();
    const auto now = out += malloc_usable_size(block);
    auto highest = peak.load();
    while (now > highest && !peak.compare_exchange_weak(highest, now)) {
    }
    return block;
}

void operator delete(void* block) noexcept {
    if (block == nullptr) return;
    out -= malloc_usable_size(block);
    std::free(block);
}

void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
#endif

namespace arna {

AllocationPeak::AllocationPeak() : before_(out) { peak = before_; }

std::size_t AllocationPeak::bytes() const { return peak - before_; }

} // namespace arna
