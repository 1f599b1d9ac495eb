#include "daemon/app/support/versions.hpp"

#include "daemon/app/version.hpp"
#include "daemon/fetch/curl/curl_version.hpp"

#include <fmt/format.h>
#include <link.h>
#include <sys/utsname.h>

#include <filesystem>
#include <system_error>

namespace arna {
namespace {

/// A library's file has its version in its name: libsqlite3.so.0 leads to libsqlite3.so.0.8.6.
int append_library(dl_phdr_info* library, std::size_t /*size*/, void* text) {
    const std::string name = library->dlpi_name != nullptr ? library->dlpi_name : "";
    if (!name.starts_with('/')) return 0; // the program itself, and the kernel's own
    std::error_code error;
    const auto file = std::filesystem::canonical(name, error);
    *static_cast<std::string*>(text) += (error ? name : file.filename().string()) + '\n';
    return 0;
}

} // namespace

std::string versions_text() {
    utsname system{};
    ::uname(&system);
    auto text = fmt::format("arna {}\n{} {} {}\n{}\n", version(), system.sysname, system.release, system.machine,
                            curl_version_text());
    dl_iterate_phdr(append_library, &text);
    return text;
}

} // namespace arna
