#include "daemon/app/stored_history.hpp"

#include "daemon/app/standard_io.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

namespace arna {

std::unique_ptr<Store> open_history_or_report(const Config& config) {
    const auto file = std::filesystem::path(config.daemon.state) / "arna.db";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        report("store", fmt::format("{} does not exist; 'arna run' or 'arna poll' makes it", file.string()));
        return nullptr;
    }
    auto store = open_sqlite_store(config.daemon.state, {.sanitizer_version = sanitizer_version});
    if (store) return std::move(*store);
    report("store", store.error().message);
    return nullptr;
}

void for_each_slice(StoreReader& reader, const std::function<bool(const std::vector<StoredArticle>&)>& visit) {
    constexpr std::size_t slice = 500;
    ArticleId after{0};
    while (true) {
        const auto articles = reader.history(after, slice);
        if (!articles.empty() && !visit(articles)) return;
        if (articles.size() < slice) return;
        after = articles.back().id;
    }
}

} // namespace arna
