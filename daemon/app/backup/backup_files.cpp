#include "daemon/app/backup/backup_files.hpp"

#include "feeds/text/date/date.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

namespace arna {
namespace {

constexpr std::string_view pattern = "arna-####-##-##T####Z.db"; // #: a digit

bool is_backup(std::string_view name) {
    return std::ranges::equal(
        name, pattern, [](char c, char expected) { return expected == '#' ? c >= '0' && c <= '9' : c == expected; });
}

} // namespace

std::string backup_name(Time time) {
    auto text = format_rfc3339(time).substr(0, 16); // 2026-11-30T03:00
    std::erase(text, ':');
    return "arna-" + text + "Z.db";
}

std::optional<Time> backup_time(const std::string& name) {
    if (!is_backup(name)) return std::nullopt;
    return parse_date(name.substr(5, 13) + ":" + name.substr(18, 2) + ":00Z");
}

std::vector<std::string> backups_in(const std::filesystem::path& directory) {
    std::vector<std::string> names;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(directory, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (auto name = entry->path().filename().string(); backup_time(name)) names.push_back(std::move(name));
    std::ranges::sort(names);
    return names;
}

Time next_backup(std::span<const std::string> names, std::chrono::milliseconds interval, Time now) {
    Time last{};
    for (const auto& name : names)
        if (const auto time = backup_time(name); time && *time <= now) last = std::max(last, *time);
    return last == Time{} ? now : last + interval;
}

std::vector<std::string> surplus_backups(std::span<const std::string> names, const std::string& made,
                                         std::size_t keep) {
    std::vector<std::string> others(names.begin(), names.end());
    std::erase(others, made);
    std::ranges::sort(others);
    const auto kept = std::min(others.size(), keep - 1);
    others.resize(others.size() - kept);
    return others;
}

} // namespace arna
