#pragma once
#include "tests/support/sanitizers.hpp"

#include <cstddef>
#include <cstdint>

/// What a test program allocates with new, or through pugixml: counted, and made to fail on purpose. Of the calling
/// thread only.
/// The sanitizers have allocators of their own: under them nothing is counted and nothing fails.
namespace arna::hostile::heap {

inline constexpr bool is_counted = ARNA_HAS_SANITIZER_HEAP == 0;

/// Bytes that are allocated now, as malloc_usable_size() has them.
[[nodiscard]] std::ptrdiff_t live();

/// The most bytes that were, since the last call of restart_peak().
[[nodiscard]] std::ptrdiff_t peak();
void restart_peak();

/// Calls of an allocation function so far.
[[nodiscard]] std::uint64_t count();

/// The n-th allocation from now on, and no other, throws std::bad_alloc; 0: none does.
void fail_at(std::uint64_t n);

/// malloc() and free() that count and fail, for libraries that take such functions (pugixml). A failed one gives
/// nullptr.
[[nodiscard]] void* allocate(std::size_t size, std::size_t alignment = 1) noexcept;
void release(void* made) noexcept;

/// Whether the allocation that fail_at() chose has failed.
[[nodiscard]] bool has_failed();

} // namespace arna::hostile::heap
