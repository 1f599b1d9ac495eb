#include "daemon/app/support/archive.hpp"

#include "daemon/publish/render/compress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>

namespace arna {
namespace {

constexpr std::size_t block = 512;

/// The header of a member (POSIX pax, "ustar Interchange Format").
std::array<char, block> header_of(const ArchiveMember& member, std::int64_t seconds) {
    std::array<char, block> header{};
    const auto put = [&](std::size_t at, const std::string& text) {
        std::memcpy(header.data() + at, text.data(), text.size());
    };
    put(0, member.name);
    put(100, "0000600");
    put(108, "0000000");
    put(116, "0000000");
    put(124, fmt::format("{:011o}", member.bytes.size()));
    put(136, fmt::format("{:011o}", seconds));
    put(148, "        "); // the checksum counts its own place as blanks
    put(156, "0");        // a file
    put(257, "ustar");
    put(263, "00");
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    put(148, fmt::format("{:06o}", sum));
    header[154] = '\0';
    return header;
}

} // namespace

Result<std::string> tar_gz(std::span<const ArchiveMember> members, Time time) {
    const auto seconds =
        std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
    std::string tar;
    for (const auto& member : members) {
        if (member.name.size() >= 100)
            return fail(Errc::bad_input, fmt::format("the name {} is too long", member.name));
        const auto header = header_of(member, seconds);
        tar.append(header.data(), header.size());
        tar += member.bytes;
        tar.resize((tar.size() + block - 1) / block * block, '\0');
    }
    tar.append(2 * block, '\0');
    return compress_gzip(tar);
}

} // namespace arna
