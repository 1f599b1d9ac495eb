#include "daemon/app/command/table/command_line.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/store/store_failure.hpp"

#include <boost/system/system_error.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>

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

/// A lack of descriptors, threads, watches or memory is the machine's, and can be mended there.
arna::ExitStatus report_refusal(int error, std::string_view what) {
    switch (error) {
    case EMFILE:
    case ENFILE:
        arna::report(what, "it may open too few files; raise LimitNOFILE= of the service, or ulimit -n of the shell");
        break;
    case EAGAIN:
    case ENOMEM:
        arna::report(what, "it may have too few threads or too little memory; raise TasksMax= and MemoryMax= of the "
                           "service, or ulimit -u and -v of the shell");
        break;
    case ENOSPC: // of epoll_ctl; what has no room on a disk says so itself
        arna::report(what, "it may watch too few descriptors; raise fs.epoll.max_user_watches with sysctl");
        break;
    case EPERM:
    case ENOSYS:
        arna::report(what, "the kernel refuses this call; allow it in SystemCallFilter= of the service, or in the "
                           "container's seccomp profile");
        break;
    default: arna::report("internal error", what);
    }
    return arna::ExitStatus::cannot;
}

} // namespace

int main(int argc, char** argv) {
    if (!open_standard_streams()) return static_cast<int>(arna::ExitStatus::cannot); // nowhere to say why
    try {
        return static_cast<int>(arna::run_command_line(argc, argv));
    } catch (const arna::StoreFailure& e) {
        arna::report("store", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    } catch (const std::system_error& e) {
        return static_cast<int>(report_refusal(e.code().value(), e.what()));
    } catch (const boost::system::system_error& e) { // Asio's
        return static_cast<int>(report_refusal(e.code().value(), e.what()));
    } catch (const std::bad_alloc& e) {
        return static_cast<int>(report_refusal(ENOMEM, e.what()));
    } catch (const std::exception& e) { // a bug, or a broken machine
        arna::report("internal error", e.what());
        return static_cast<int>(arna::ExitStatus::cannot);
    }
}
