#include "tests/hostile/heap.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace arna::hostile::heap {
namespace {

struct Counters {
    std::ptrdiff_t live = 0, peak = 0;
    std::uint64_t count = 0, failing = 0;
    bool has_failed = false;
};

constinit thread_local Counters counters;

} // namespace

std::ptrdiff_t live() { return counters.live; }
std::ptrdiff_t peak() { return counters.peak; }
void restart_peak() { counters.peak = counters.live; }
std::uint64_t count() { return counters.count; }

void fail_at(std::uint64_t n) {
    counters.failing = n == 0 ? 0 : counters.count + n;
    counters.has_failed = false;
}

bool has_failed() { return counters.has_failed; }

void* allocate(std::size_t size, std::size_t alignment) noexcept {
    if (++counters.count == counters.failing) {
        counters.has_failed = true;
        return nullptr;
    }
    void* made = alignment <= alignof(std::max_align_t)
                     ? std::malloc(size)
                     : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (made != nullptr) {
        counters.live += static_cast<std::ptrdiff_t>(malloc_usable_size(made));
        counters.peak = std::max(counters.peak, counters.live);
    }
    return made;
}

void release(void* made) noexcept {
    if (made != nullptr) counters.live -= static_cast<std::ptrdiff_t>(malloc_usable_size(made));
    std::free(made);
}

namespace {

// A sanitizer keeps its own operator new, and this is not called.
[[maybe_unused]] void* allocate_or_throw(std::size_t size, std::size_t alignment = 1) {
    void* made = allocate(size, alignment);
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

} // namespace
} // namespace arna::hostile::heap

#if !ARNA_HAS_SANITIZER_HEAP
namespace heap = arna::hostile::heap;

void* operator new(std::size_t size) { return heap::allocate_or_throw(size); }
void* operator new[](std::size_t size) { return heap::allocate_or_throw(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return heap::allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return heap::allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return heap::allocate(size, 1); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return heap::allocate(size, 1); }
void operator delete(void* made) noexcept { heap::release(made); }
void operator delete[](void* made) noexcept { heap::release(made); }
void operator delete(void* made, std::size_t) noexcept { heap::release(made); }
void operator delete[](void* made, std::size_t) noexcept { heap::release(made); }
void operator delete(void* made, std::align_val_t) noexcept { heap::release(made); }
void operator delete[](void* made, std::align_val_t) noexcept { heap::release(made); }
void operator delete(void* made, std::size_t, std::align_val_t) noexcept { heap::release(made); }
void operator delete[](void* made, std::size_t, std::align_val_t) noexcept { heap::release(made); }
#endif
