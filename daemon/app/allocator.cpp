#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <functional>

/// For jemalloc (its manual, "TUNING"): few arenas, for few threads allocate much, and memory that was freed goes back
/// to the system after a second, so that a large document or a busy minute does not stay for good.
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";

/// jemalloc reads the clock, under a lock, when it is first asked for memory. A clock that was preloaded, as
/// faketime's, begins by asking for memory, and would wait for that lock for ever. So the first call here reads the
/// clock before jemalloc is asked, and serves from an array what that asks for.
namespace {

/// jemalloc's, which the functions below stand in front of. Operators new and delete are its own.
struct Functions {
    void* (*malloc)(std::size_t);
    void* (*calloc)(std::size_t, std::size_t);
    void* (*realloc)(void*, std::size_t);
    void (*free)(void*);
};

enum class Stage : std::uint8_t { untouched, reading_clock, ready };

constinit Stage stage = Stage::untouched; // the first call comes before there is a second thread
constinit Functions next{};

constexpr std::size_t alignment = alignof(std::max_align_t);
alignas(alignment) constinit std::array<std::byte, 65'536> early{};
constinit std::size_t early_used = 0;

bool is_early(const void* memory) {
    const std::less<const void*> before;
    return !before(memory, early.data()) && before(memory, early.data() + early.size());
}

/// Zeroed; null when the array is full.
void* take_early(std::size_t size) {
    if (size > early.size() - early_used) return nullptr;
    void* const memory = early.data() + early_used;
    early_used += (size + alignment - 1) / alignment * alignment; // the array ends at such a place
    return memory;
}

template <class Function>
void find(Function*& function, const char* name) {
    function = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

[[gnu::noinline]] bool make_ready() {
    if (stage == Stage::reading_clock) return false;
    stage = Stage::reading_clock;
    timespec now{};
    (void)::clock_gettime(CLOCK_MONOTONIC, &now);
    find(next.malloc, "malloc");
    find(next.calloc, "calloc");
    find(next.realloc, "realloc");
    find(next.free, "free");
    stage = Stage::ready;
    return true;
}

bool is_ready() { return stage == Stage::ready || make_ready(); }

} // namespace

extern "C" {

void* malloc(std::size_t size) noexcept { return is_ready() ? next.malloc(size) : take_early(size); }

void* calloc(std::size_t count, std::size_t size) noexcept {
    if (is_ready()) return next.calloc(count, size);
    std::size_t bytes = 0;
    return __builtin_mul_overflow(count, size, &bytes) ? nullptr : take_early(bytes);
}

void free(void* memory) noexcept {
    if (memory != nullptr && !is_early(memory) && is_ready()) next.free(memory);
}

void* realloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr || !is_early(memory)) return is_ready() ? next.realloc(memory, size) : take_early(size);
    void* const moved = malloc(size);
    const auto rest = static_cast<std::size_t>(early.data() + early.size() - static_cast<std::byte*>(memory));
    if (moved != nullptr) std::memcpy(moved, memory, std::min(size, rest));
    return moved;
}

} // extern "C"
