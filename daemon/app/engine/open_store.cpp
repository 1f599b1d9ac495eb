#include "daemon/app/engine/open_store.hpp"

#include "daemon/app/standard_io.hpp"
#include "daemon/app/version.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace arna {

std::unique_ptr<Store> open_store_or_report(const Config& config, StoreUse use) {
    const auto file = std::filesystem::path(config.daemon.state) / "arna.db";
    std::error_code error;
    if (use == StoreUse::ask && !std::filesystem::exists(file, error)) {
        report("store", fmt::format("{} does not exist; 'arna run' or 'arna poll' makes it", file.string()));
        return nullptr;
    }
    auto store = open_store(config.store.url, config.daemon.state,
                            {.sanitizer_version = sanitizer_version, .program = std::string(version())});
    if (store) return std::move(*store);
    report("store", store.error().message);
    return nullptr;
}

} // namespace arna
