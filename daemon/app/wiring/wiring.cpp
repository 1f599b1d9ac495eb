#include "daemon/app/wiring/wiring.hpp"

#include "daemon/app/version.hpp"

#include <random>
#include <string_view>

namespace arna {
namespace {

std::string user_agent(const Config& config) {
    std::string text = config.fetch.user_agent;
    const auto fill_in = [&](std::string_view placeholder, std::string_view value) {
        for (auto at = text.find(placeholder); at != std::string::npos;
             at = text.find(placeholder, at + value.size())) {
            text.replace(at, placeholder.size(), value);
        }
    };
    fill_in("{version}", version());
    // Who has told no address of their own says none: a loopback address would tell a publisher nothing.
    if (!config.daemon.has_base_url) fill_in(" (+{base_url})", "");
    fill_in("{base_url}", config.daemon.base_url);
    return text;
}

} // namespace

FetchOptions fetch_options(const Config& config) {
    return {.user_agent = user_agent(config),
            .timeout = config.fetch.timeout,
            .max_body = config.fetch.max_body,
            .memory = config.fetch.memory,
            .concurrency = static_cast<std::size_t>(config.fetch.concurrency),
            .per_host = static_cast<std::size_t>(config.fetch.per_host),
            .allow = config.fetch.allow};
}

std::filesystem::path backup_directory(const Config& config) {
    const auto& directory = config.store.backup_directory;
    return directory.empty() ? std::filesystem::path(config.daemon.state) / "backups"
                             : std::filesystem::path(directory);
}

PollOptions poll_options(const Config& config) {
    return {.max_body = config.fetch.max_body, .memory = config.fetch.memory, .seed = std::random_device{}()};
}

RetentionPolicy retention_policy(const Config& config, std::span<const SourceRecord> sources,
                                 std::span<const TagRecord> tags) {
    RetentionPolicy policy{.sources = {}, .others = {.keep = config.store.keep}, .tags = {}};
    for (std::size_t i = 0; i < config.sources.size(); ++i)
        policy.sources[sources[i].id] = {.keep = config.sources[i].keep, .keep_items = config.sources[i].keep_items};
    for (std::size_t i = 0; i < config.tags.size(); ++i)
        if (const auto& tag = config.tags[i]; tag.keep)
            policy.tags.push_back({.id = tags[i].id, .keep = *tag.keep, .limit = static_cast<std::size_t>(tag.limit)});
    auto next = config.tags.size();
    for (const TagConfig& tag : config.tags)
        for (std::size_t i = 0; i < tag.languages.size(); ++i, ++next)
            if (tag.keep)
                policy.tags.push_back(
                    {.id = tags[next].id, .keep = *tag.keep, .limit = static_cast<std::size_t>(tag.limit)});
    return policy;
}

} // namespace arna
