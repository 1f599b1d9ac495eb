#include <jemalloc/jemalloc.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <functional>

/// For jemalloc (its manual, "TUNING"): few arenas, for few threads allocate much, and memory that was freed goes back to
/// the system after a second, so that a large document or a busy minute does not stay for good.
const char* malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";

/// jemalloc reads the clock, under a lock, when it is first asked for memory. A clock that was preloaded, as faketime's,
/// begins by asking for memory, and would wait for that lock for ever. So the first call here reads the clock before
/// jemalloc is asked, and serves from an array what that asks for.
namespace {

enum class Stage : std::uint8_t { untouched, reading_clock, ready };

constinit Stage stage = Stage::untouched; // the first call comes before there is a second thread

constexpr std::size_t alignment = alignof(std::max_align_t);
alignas(alignment) constinit std::array<std::byte, 65'536> early{};
constinit std::size_t early_used = 0;

bool is_early(const void* memory) {
    const std::less<const void*> before;
    return !before(memory, early.data()) && before(memory, early.data() + early.size());
}

void* take_early(std::size_t size) {
    if (size > early.size() - early_used) return nullptr;
    void* const memory = early.data() + early_used;
    early_used += (size + alignment - 1) / alignment * alignment; // the array ends at such a place
    return memory;
}

bool is_ready() {
    if (stage == Stage::ready) [[likely]]
        return true;
    if (stage == Stage::reading_clock) return false;
    stage = Stage::reading_clock;
    timespec now{};
    (void)::clock_gettime(CLOCK_MONOTONIC, &now);
    stage = Stage::ready;
    return true;
}

void* with_errno(void* memory) {
    if (memory == nullptr) errno = ENOMEM;
    return memory;
}

void* taken(std::size_t size, int flags) {
    return with_errno(is_ready() ? mallocx(std::max<std::size_t>(size, 1), flags) : take_early(size));
}

} // namespace

extern "C" {

void* malloc(std::size_t size) noexcept { return taken(size, 0); }

void* calloc(std::size_t count, std::size_t size) noexcept {
    std::size_t bytes = 0;
    return __builtin_mul_overflow(count, size, &bytes) ? with_errno(nullptr) : taken(bytes, MALLOCX_ZERO);
}

void free(void* memory) noexcept {
    if (memory != nullptr && !is_early(memory)) dallocx(memory, 0);
}

void* realloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr) return taken(size, 0);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    if (!is_early(memory)) return with_errno(rallocx(memory, size, 0));
    void* const moved = taken(size, 0);
    const auto rest = static_cast<std::size_t>(early.data() + early.size() - static_cast<std::byte*>(memory));
    if (moved != nullptr) std::memcpy(moved, memory, std::min(size, rest));
    return moved;
}

} // extern "C"
