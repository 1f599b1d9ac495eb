#include "daemon/app/cli.hpp"
#include "daemon/app/standard_io.hpp"

#include <malloc.h>

#include <exception>

namespace {

/// Bytes. Only large documents need such blocks, and not for long: their memory goes back at once, instead of staying for the
/// next one.
constexpr int large_block = 512 << 10;

} // namespace

int main(int argc, char** argv) {
    mallopt(M_MMAP_THRESHOLD, large_block);
    try {
        return static_cast<int>(arna::run_command_line(argc, argv));
    } catch (const std::exception& e) { // a bug, or a broken machine
        arna::report("internal error", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    }
}
