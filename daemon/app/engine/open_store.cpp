#include "daemon/app/engine/open_store.hpp"

#include "daemon/app/engine/owner.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/version.hpp"
#include "daemon/app/wall_clock.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace arna {

std::string clock_problem(Time now) {
    using namespace std::chrono;
    if (now >= sys_days(2020y / January / 1)) return {};
    return fmt::format("it says {}; set it (timedatectl set-ntp true), then start arna again", format_rfc3339(now));
}

std::expected<std::unique_ptr<Store>, CommandError> open_own_store(const Config& config, StoreUse use,
                                                                   std::string_view command) {
    const auto cannot = [](std::string where, std::string what) {
        return std::unexpected(
            CommandError{.status = ExitStatus::cannot, .where = std::move(where), .what = std::move(what)});
    };
    if (auto wrong = clock_problem(wall_clock_now()); use == StoreUse::make && !wrong.empty())
        return cannot("clock", std::move(wrong));
    if (auto owner = become_owner(config.daemon.state, command); !owner)
        return cannot("store", std::move(owner.error().message));
    const auto file = std::filesystem::path(config.daemon.state) / "arna.db";
    std::error_code error;
    if (use == StoreUse::ask && !std::filesystem::exists(file, error))
        return cannot("store", fmt::format("{} does not exist; 'arna run' or 'arna poll' makes it", file.string()));
    auto store = open_store(config.store.url, config.daemon.state,
                            {.sanitizer_version = sanitizer_version, .program = std::string(version())});
    if (!store) return cannot("store", std::move(store.error().message));
    return std::move(*store);
}

std::unique_ptr<Store> open_store_or_report(const Config& config, StoreUse use, std::string_view command) {
    auto store = open_own_store(config, use, command);
    if (store) return std::move(*store);
    report(store.error());
    return nullptr;
}

} // namespace arna
