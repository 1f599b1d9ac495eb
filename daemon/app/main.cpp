#include "daemon/app/command/table/command_line.hpp"
#include "daemon/app/terminal/standard_io.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <exception>

namespace {

/// Standard streams that are closed become /dev/null: else the next file that is opened takes their place, and gets
/// what was meant for them.
bool open_standard_streams() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1) continue;
        if (::open("/dev/null", O_RDWR) != descriptor) return false; // the lowest that is free is this one
    }
    return true;
}

} // namespace

int main(int argc, char** argv) {
    if (!open_standard_streams()) return static_cast<int>(arna::ExitStatus::cannot); // nowhere to say why
    try {
        return static_cast<int>(arna::run_command_line(argc, argv));
    } catch (const std::exception& e) { // a bug, or a broken machine
        arna::report("internal error", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    }
}
