#include "daemon/store/sqlite/database/inspection.hpp"

#include "daemon/store/sqlite/database/newer_schema.hpp"
#include "daemon/store/sqlite/database/schema.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string_view>
#include <unordered_set>

namespace arna {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view restore = "restore it from a backup, or move it away to start anew";

/// A number of an SQLite file: most significant byte first.
std::uint32_t big_endian(const char* bytes) {
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<std::uint8_t>(bytes[i]);
    return number;
}

/// The header of a database file (sqlite.org/fileformat.html §1.3).
struct Header {
    static constexpr std::size_t size = 100;
    std::array<char, size> bytes{};

    [[nodiscard]] bool is_sqlite() const { return std::memcmp(bytes.data(), "SQLite format 3", 16) == 0; }
    [[nodiscard]] std::uint64_t page_size() const {
        const auto stored = big_endian(bytes.data() + 14) & 0xFFFF;
        return stored == 1 ? 65536 : stored;
    }
    [[nodiscard]] std::uint32_t page_count() const { return big_endian(bytes.data() + 28); }
    [[nodiscard]] std::uint32_t user_version() const { return big_endian(bytes.data() + 60); }
    [[nodiscard]] std::uint32_t application_id() const { return big_endian(bytes.data() + 68); }
};

/// What a write-ahead log says, up to its last whole transaction (sqlite.org/fileformat.html §4).
struct Log {
    std::uint32_t page_count = 0; ///< of the database with the log applied; 0: the log says nothing
    std::unordered_set<std::uint32_t> pages;
};

/// Checksums are left to SQLite: this is only asked whether pages that the database lacks are in its log.
Log read_log(const fs::path& file) {
    Log log;
    std::ifstream in(file, std::ios::binary);
    std::array<char, 32> start{};
    if (!in.read(start.data(), start.size())) return log;
    const auto page_size = std::uintmax_t{big_endian(start.data() + 8)};
    std::error_code failure;
    const auto size = fs::file_size(file, failure);
    if (failure) return log;
    std::unordered_set<std::uint32_t> uncommitted;
    std::array<char, 24> frame{};
    const auto step = frame.size() + page_size;
    for (auto at = std::uintmax_t{start.size()}; at + step <= size; at += step) { // what is cut at the end is no frame
        if (!in.seekg(static_cast<std::streamoff>(at)) || !in.read(frame.data(), frame.size())) break;
        if (std::memcmp(frame.data() + 8, start.data() + 16, 8) != 0) break; // salts: an older log's frame
        uncommitted.insert(big_endian(frame.data()));
        if (const auto pages = big_endian(frame.data() + 4); pages != 0) {
            log.page_count = pages;
            log.pages.merge(uncommitted);
            uncommitted.clear();
        }
    }
    return log;
}

/// Whether every page is in the file or in its log. A kill during a checkpoint leaves a file that is shorter than it
/// says; its log has the rest.
bool is_whole(const Header& header, std::uint64_t file_size, const fs::path& log_file) {
    const auto page_size = header.page_size();
    if (page_size < 512) return false;
    const auto present = file_size / page_size;
    const auto log = read_log(log_file);
    if (log.page_count == 0) return file_size % page_size == 0 && header.page_count() <= present;
    for (auto page = present + 1; page <= log.page_count; ++page)
        if (!log.pages.contains(static_cast<std::uint32_t>(page))) return false;
    return true;
}

} // namespace

Result<FoundFile> inspect_database(const fs::path& file, std::string_view advice) {
    const auto refuse = [&](Errc code, std::string_view what, std::string_view usual) {
        return fail(code, fmt::format("{} {}; {}", file.string(), what, advice.empty() ? usual : advice));
    };
    const auto log_file = fs::path(file.string() + "-wal");
    std::error_code failure;
    const auto status = fs::status(file, failure);
    if (status.type() == fs::file_type::not_found) {
        const auto log_size = fs::file_size(log_file, failure);
        if (!failure && log_size > 0)
            return fail(
                Errc::io,
                fmt::format("{} is missing but its log {} is there; restore both from a backup, or move the log away",
                            file.string(), log_file.string()));
        return FoundFile::nothing;
    }
    if (failure) return fail(Errc::io, fmt::format("cannot look at {}: {}", file.string(), failure.message()));
    if (status.type() != fs::file_type::regular)
        return fail(Errc::io, fmt::format("{} is not a regular file; move it away", file.string()));

    const auto size = fs::file_size(file, failure);
    std::ifstream in(file, std::ios::binary);
    if (failure || !in)
        return fail(Errc::io, fmt::format("cannot read {}: {}; make it readable and writable for this user",
                                          file.string(), std::strerror(errno)));
    if (size == 0) return refuse(Errc::io, "is empty", restore);

    Header header;
    if (!in.read(header.bytes.data(), header.bytes.size())) header = {};
    if (!header.is_sqlite()) return refuse(Errc::io, "is damaged or not a database", restore);
    if (header.application_id() != schema::application_id)
        return refuse(Errc::conflict, "belongs to another application", "choose another state directory");
    if (header.user_version() > schema::newest_version())
        return fail(Errc::conflict, newer_schema_text(file, header.user_version()));
    if (!is_whole(header, size, log_file)) return refuse(Errc::io, "is truncated", restore);
    return FoundFile::database;
}

} // namespace arna
