#include "daemon/operations/metrics/process_figures.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace arna {
namespace {

std::string read_all(const char* file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

double number_of(std::string_view text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The fields of /proc/self/stat from the third on, for the second, a name in brackets, may hold spaces (proc(5)).
std::vector<std::string_view> stat_fields(std::string_view line) {
    std::vector<std::string_view> fields;
    line.remove_prefix(std::min(line.rfind(')') + 2, line.size()));
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        fields.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return fields;
}

/// When the machine was started, in seconds since 1970: "btime" of /proc/stat.
double boot_time() {
    const auto text = read_all("/proc/stat");
    const auto at = text.find("\nbtime ");
    return at == std::string::npos ? 0 : number_of(std::string_view(text).substr(at + 7));
}

} // namespace

ProcessFigures process_figures() {
    constexpr std::size_t utime = 11, stime = 12, starttime = 19, rss = 21; // less the two before the third
    ProcessFigures figures;
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const auto line = read_all("/proc/self/stat");
    const auto fields = stat_fields(line);
    if (fields.size() > rss && ticks > 0) {
        figures.cpu_seconds = (number_of(fields[utime]) + number_of(fields[stime])) / ticks;
        figures.resident_bytes =
            static_cast<std::uint64_t>(number_of(fields[rss])) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        if (const auto booted = boot_time(); booted > 0)
            figures.started = booted + number_of(fields[starttime]) / ticks;
    }
    std::error_code error;
    for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end; it.increment(error))
        ++figures.open_descriptors;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) figures.most_descriptors = limit.rlim_cur;
    return figures;
}

DiskRoom disk_room(const std::filesystem::path& directory) {
    struct statvfs room{};
    if (::statvfs(directory.c_str(), &room) != 0) return {};
    return {.free_bytes = std::uint64_t{room.f_bavail} * room.f_frsize,
            .bytes = std::uint64_t{room.f_blocks} * room.f_frsize};
}

} // namespace arna
