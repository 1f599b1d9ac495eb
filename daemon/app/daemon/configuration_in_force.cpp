#include "daemon/app/daemon/configuration_in_force.hpp"

#include "config/difference.hpp"
#include "config/option/option_table.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/daemon/authority.hpp"
#include "daemon/app/daemon/reload_plan.hpp"
#include "daemon/app/daemon/service_manager.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/history/match_again.hpp"
#include "daemon/log/events.hpp"
#include "daemon/publish/digests.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

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
    std::vector<TokenRecord> tokens;
    std::vector<DigestState> digests;
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
    for (const auto& error : errors) log_diagnostic(error);
    const auto count = std::ranges::count(errors, Diagnostic::Severity::error, &Diagnostic::severity);
    log(events::kept_configuration, {{"errors", count}});
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
        count(verdict_);
        ended_ = begun_;
        round_.cancel();
        service_manager::ready(summary());
    }
}

void ConfigurationInForce::count(const ReloadVerdict& verdict) {
    counters_.is_last_successful = verdict.status == ExitStatus::done;
    if (!counters_.is_last_successful) {
        ++counters_.failed;
        return;
    }
    ++(changes_anything(verdict.plan) ? counters_.in_force : counters_.unchanged);
    counters_.last_success = engine_.clock().now();
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
    for (const auto& warning : loaded->warnings) log_diagnostic(warning);
    verdict.diagnostics = loaded->warnings;
    verdict.plan = reload_plan(*loaded_, *loaded);
    for (const auto& action : verdict.plan)
        if (action.kind == ReloadAction::Kind::keep_setting)
            log(events::kept_setting, {{"key", action.what}, {"reason", "it takes effect at the next start"}});
    if (changes_anything(verdict.plan)) {
        keep_until_restart(loaded->config, loaded_->config);
        try {
            co_await take_over(std::move(*loaded));
        } catch (const StoreFailure& failure) {
            log(events::kept_configuration, {{"reason", "the store failed"}, {"error", failure.what()}});
            verdict.failure = failure.what();
            verdict.status = ExitStatus::cannot;
            co_return verdict;
        }
        start_log(loaded_->config.daemon.log_level, loaded_->config.daemon.log_format);
    }
    log(std::span<const ReloadAction>(verdict.plan));
    try {
        co_await remember_authority();
    } catch (const StoreFailure& failure) {
        log(events::authority_not_remembered, {{"error", failure.what()}});
        verdict.failure = fmt::format(
            "the configuration is in force, but the authority of feed ids could not be stored: {}", failure.what());
        verdict.status = ExitStatus::cannot;
    }
    co_return verdict;
}

asio::awaitable<void> ConfigurationInForce::take_over_first() {
    co_await take_over(*loaded_);
    counters_.last_success = engine_.clock().now();
}

asio::awaitable<void> ConfigurationInForce::take_over(LoadedConfig loaded) {
    co_await settle_authority(loaded.config.daemon);
    const auto& config = loaded.config;
    const auto now = engine_.clock().now();
    auto sources = co_await engine_.store().run(
        [setups = source_setups(config), now](Store& store) { return store.sync_sources(setups, now); });
    auto tags = co_await engine_.store().run(
        [setups = tag_setups(loaded), now](Store& store) { return store.sync_tags(setups, now); });
    auto stored = co_await engine_.readers().read(engine_.pool(), [](StoreReader& reader) {
        return Stored{reader.sources(), reader.tags(), reader.tokens(), reader.digest_states()};
    });

    const auto rules = poll_rules(loaded, tags);
    followers_.scheduler.load(poll_sources(config, sources), sources, rules);
    followers_.pages.load(poll_sources(config, sources), rules);
    followers_.publishing.subscribers().load(std::move(stored.tokens));
    auto published = publish_options(config, stored.sources, stored.tags, configured_at(config), stored.digests);
    auto digests = digest_setups(published);
    co_await engine_.store().run(
        [&digests, zone = published.time_zone, now](Store& store) { store.sync_digests(digests, zone, now); });
    followers_.digesting.load(std::move(digests), published.time_zone);
    followers_.tree.load(config.publish.directory, published);
    followers_.publishing.documents().reload(std::move(published));
    followers_.retention.load(retention_policy(config, sources, tags),
                              std::ranges::any_of(config.sources, [](const auto& source) {
                                  return source.enabled && !source.address().empty();
                              }));
    const auto match = std::make_shared<const MatchAgain>(MatchAgain::Setup{.rules = rules.set,
                                                                            .rule_tags = rules.tags,
                                                                            .editions = rules.editions,
                                                                            .zone = rules.zone,
                                                                            .tags = std::move(tags),
                                                                            .labels = source_labels(config)});
    if (match->is_needed()) followers_.history.start(match);
    loaded_ = std::make_shared<const LoadedConfig>(std::move(loaded));
    is_loaded_ = true;
}

asio::awaitable<void> ConfigurationInForce::remember_authority() {
    if (!unremembered_) co_return;
    co_await engine_.store().run(
        [authority = *unremembered_](Store& store) { store.set_setting(authority_setting, authority); });
    unremembered_.reset();
}

/// Puts the authority that holds in place of the one that the file alone would give.
asio::awaitable<void> ConfigurationInForce::settle_authority(DaemonConfig& config) {
    const auto remembered = co_await engine_.readers().read(
        engine_.pool(), [](StoreReader& reader) { return reader.setting(authority_setting); });
    const auto decision = decide_authority(config, remembered);
    if (decision.changes_ids) log(events::feed_ids_change, {{"from", *remembered}, {"to", decision.authority}});
    if (decision.is_other_host && !is_loaded_)
        log(events::feed_ids_keep, {{"authority", decision.authority}, {"base_url", config.base_url}});
    unremembered_ = decision.is_remembered_anew ? std::optional(decision.authority) : std::nullopt;
    config.authority = decision.authority;
    if (!is_written(config, "title")) config.title = decision.authority;
}

} // namespace arna
