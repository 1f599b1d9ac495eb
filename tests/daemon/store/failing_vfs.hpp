#pragma once
#include <cstdint>

/// A layer below SQLite of which any call to the operating system can be made to fail. It is the default of this
/// process
/// from the first call on; until armed it passes everything on.
namespace arna::failing_vfs {

/// Lets the n-th fallible call from now fail, once; 0: none. Counts from here.
void arm(std::int64_t n);

/// The fallible calls since arm().
[[nodiscard]] std::int64_t calls();

/// Whether the armed call came.
[[nodiscard]] bool has_failed();

} // namespace arna::failing_vfs
