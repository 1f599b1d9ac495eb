#include "daemon/app/cli.hpp"
#include "daemon/app/standard_io.hpp"

#include <malloc.h>

#include <exception>

namespace {

constexpr int large_block = 512 << 10; ///< bytes; only large documents need such, and not for long

} // namespace

int main(int argc, char** argv) {
    mallopt(M_MMAP_THRESHOLD,
            large_block); // so that their memory goes back at once, instead of staying for the next one
    try {
        return static_cast<int>(arna::run_command_line(argc, argv));
    } catch (const std::exception& e) { // a bug, or a broken machine
        arna::report("internal error", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    }
}
