#pragma once
#include "feeds/text/time.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The copies that a daemon makes by itself: arna-2026-11-30T0300Z.db, and when the next is due. Pure but for
/// backups_in().
namespace arna {

/// "arna-2026-11-30T0300Z.db"
[[nodiscard]] std::string backup_name(Time time);

/// The time in such a name; nothing if it is none.
[[nodiscard]] std::optional<Time> backup_time(const std::string& name);

/// Names of the copies in a directory, the oldest first. Empty where there is none.
[[nodiscard]] std::vector<std::string> backups_in(const std::filesystem::path& directory);

/// When the next is due: `interval` after the last one that is not of the future, for the clock may have been wrong;
/// `now` where there is none.
[[nodiscard]] Time next_backup(std::span<const std::string> names, std::chrono::milliseconds interval, Time now);

/// Which of `names` go when `made` has been made and `keep` are kept: the oldest, never `made`.
[[nodiscard]] std::vector<std::string> surplus_backups(std::span<const std::string> names, const std::string& made,
                                                       std::size_t keep);

} // namespace arna
