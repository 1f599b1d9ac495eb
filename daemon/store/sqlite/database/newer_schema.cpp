#include "daemon/store/sqlite/database/newer_schema.hpp"

#include "daemon/store/sqlite/database/schema.hpp"
#include "daemon/store/sqlite/database/sqlite.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <system_error>

namespace arna {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".before-";
constexpr std::size_t longest_version = 40; ///< "0.2.0"; what is longer is none

/// The version of the arna that wrote it; empty where it does not say.
std::string writer_of(const fs::path& file) {
    try {
        sqlite::Connection database(file, sqlite::Access::immutable);
        auto rows = database.query("SELECT version FROM program");
        const auto version = rows.next() ? rows.text(0) : std::string();
        return version.size() > longest_version ? "" : version;
    } catch (const StoreFailure&) {
        return {}; // its tables are others by now, or it is being written
    }
}

} // namespace

fs::path copy_of_schema(const fs::path& file, std::int64_t schema) {
    return fmt::format("{}{}{}", file.string(), suffix, schema);
}

std::map<std::int64_t, fs::path> copies_of_schemas(const fs::path& file) {
    std::map<std::int64_t, fs::path> copies;
    const auto prefix = file.filename().string() + std::string(suffix);
    std::error_code failure;
    for (fs::directory_iterator entry(file.parent_path(), failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const auto name = entry->path().filename().string();
        if (!name.starts_with(prefix)) continue;
        std::int64_t schema = 0;
        const auto [rest, error] = std::from_chars(name.data() + prefix.size(), name.data() + name.size(), schema);
        if (error == std::errc{} && rest == name.data() + name.size()) copies.emplace(schema, entry->path());
    }
    return copies;
}

std::string newer_schema_text(const fs::path& file, std::int64_t schema) {
    const auto known = schema::newest_version();
    const auto writer = writer_of(file);
    auto text = fmt::format("{} was written by {} (schema {}, this one knows {}); upgrade arna", file.string(),
                            writer.empty() ? "a newer arna" : "arna " + writer, schema, known);
    auto copies = copies_of_schemas(file);
    copies.erase(copies.upper_bound(known), copies.end());
    if (copies.empty()) return text + ", or put a backup of before back: arna store restore FILE";
    return fmt::format("{}, or put back what was there before: arna store restore {}", text,
                       copies.rbegin()->second.string());
}

} // namespace arna
