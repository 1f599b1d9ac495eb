#include "daemon/app/daemon/configuration_in_force.hpp"

#include "config/difference.hpp"
#include "daemon/app/daemon/reload_plan.hpp"
#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/poll/report.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;

/// What the store knows beyond the configuration: what left it answers 410.
struct Stored {
    std::vector<SourceRecord> sources;
    std::vector<TagRecord> tags;
};

/// When the configuration last changed: the newest modification of its files. The epoch where there is none.
Time configured_at(const Config& config) {
    auto newest = std::filesystem::file_time_type::min();
    for (const auto& file : config.files) {
        std::error_code none; // a variable of the environment is no file
        const auto changed = std::filesystem::last_write_time(file, none);
        if (!none) newest = std::max(newest, changed);
    }
    if (newest == std::filesystem::file_time_type::min()) return {};
    return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(newest));
}

void log_refusal(const std::vector<Diagnostic>& errors) {
    for (const auto& error : errors) spdlog::error("configuration {}", text_of(error));
    const auto count = std::ranges::count(errors, Diagnostic::Severity::error, &Diagnostic::severity);
    spdlog::error("kept configuration errors={}", count);
}

} // namespace

ConfigurationInForce::ConfigurationInForce(Engine& engine, Followers followers, LoadedConfig loaded,
                                           LoadRequest request)
    : engine_(engine),
      followers_(followers),
      request_(std::move(request)),
      loaded_(std::make_shared<const LoadedConfig>(std::move(loaded))),
      reloading_(engine.io()),
      round_(engine.io()) {}

Result<void> ConfigurationInForce::start(ServiceFailed failed) {
    failed_ = std::move(failed);
    return {};
}

std::string ConfigurationInForce::summary() const {
    const auto& sources = loaded_->config.sources;
    const auto& tags = loaded_->config.tags;
    return fmt::format("{} source{}, {} tag{}", sources.size(), sources.size() == 1 ? "" : "s", tags.size(),
                       tags.size() == 1 ? "" : "s");
}

void ConfigurationInForce::reload() {
    assert(on_io());
    is_asked_ = true;
    if (!reloading_.is_running() && !is_stopping_) reloading_.start(reload_while_asked(), failed_);
}

asio::awaitable<ReloadVerdict> ConfigurationInForce::reload_and_tell() {
    const auto mine = begun_ + 1; // one that runs now may have read the files before they were changed
    while (ended_ < mine && !is_stopping_) {
        reload();
        round_.expires_after(std::chrono::seconds(1));
        co_await round_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    co_return verdict_;
}

asio::awaitable<void> ConfigurationInForce::reload_while_asked() {
    while (std::exchange(is_asked_, false) && !is_stopping_) {
        service_manager::reloading();
        ++begun_;
        verdict_ = co_await reload_once();
        ended_ = begun_;
        round_.cancel();
        service_manager::ready(summary());
    }
}

asio::awaitable<ReloadVerdict> ConfigurationInForce::reload_once() {
    ReloadVerdict verdict;
    auto loaded = co_await run_on(engine_.pool(), [request = request_] { return load_config(request); });
    if (!loaded) {
        log_refusal(loaded.error());
        verdict.diagnostics = std::move(loaded.error());
        verdict.status = ExitStatus::wrong;
        co_return verdict;
    }
    for (const auto& warning : loaded->warnings) spdlog::warn("configuration {}", text_of(warning));
    verdict.diagnostics = loaded->warnings;
    verdict.plan = reload_plan(*loaded_, *loaded);
    for (const auto& action : verdict.plan)
        if (action.kind == ReloadAction::Kind::keep_setting)
            spdlog::warn("kept setting key={} reason=\"it takes effect at the next start\"", action.what);
    if (changes_anything(verdict.plan)) {
        keep_until_restart(loaded->config, loaded_->config);
        try {
            co_await take_over(std::move(*loaded));
        } catch (const StoreFailure& failure) {
            spdlog::error("kept configuration reason=\"the store failed: {}\"", escaped_text(failure.what()));
            verdict.failure = failure.what();
            verdict.status = ExitStatus::cannot;
            co_return verdict;
        }
        start_log(loaded_->config.daemon.log_level, loaded_->config.daemon.log_format);
    }
    spdlog::info("{}", text_of(verdict.plan));
    co_return verdict;
}

asio::awaitable<void> ConfigurationInForce::take_over_first() { return take_over(*loaded_); }

asio::awaitable<void> ConfigurationInForce::take_over(LoadedConfig loaded) {
    const auto& config = loaded.config;
    const auto now = engine_.clock().now();
    auto sources = co_await engine_.store().run(
        [setups = source_setups(config), now](Store& store) { return store.sync_sources(setups, now); });
    auto tags = co_await engine_.store().run(
        [setups = tag_setups(loaded), now](Store& store) { return store.sync_tags(setups, now); });
    const auto stored = co_await engine_.readers().read(
        engine_.pool(), [](StoreReader& reader) { return Stored{reader.sources(), reader.tags()}; });

    const auto rules = poll_rules(loaded, tags);
    followers_.scheduler.load(poll_sources(config, sources), sources, rules);
    followers_.documents.reload(publish_options(config, stored.sources, stored.tags, configured_at(config)));
    followers_.retention.load(
        retention_policy(config, sources, tags),
        std::ranges::any_of(config.sources, [](const auto& source) { return source.enabled && !source.url.empty(); }));
    followers_.matching.load(
        {.rules = rules, .tags = std::move(tags), .labels = source_labels(config), .is_cancelled = {}});
    loaded_ = std::make_shared<const LoadedConfig>(std::move(loaded));
    is_loaded_ = true;
}

} // namespace arna
