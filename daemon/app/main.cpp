#include "daemon/app/cli.hpp"
#include "daemon/app/standard_io.hpp"

#include <exception>

int main(int argc, char** argv) {
    try {
        return static_cast<int>(arna::run_command_line(argc, argv));
    } catch (const std::exception& e) { // a bug, or a broken machine
        arna::report("internal error", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    }
}
