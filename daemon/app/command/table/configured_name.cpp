#include "daemon/app/command/table/configured_name.hpp"

#include "config/option/suggest.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace arna {
namespace {

/// "source 'zakn': no source of /etc/arna/arna.toml has this name; did you mean 'zakon'?"
CommandError unknown_name(std::string_view kind, const std::string& name, std::string_view names, const Config& config,
                          std::span<const std::string_view> known) {
    const auto meant = did_you_mean(name, known);
    const auto file = config.files.empty() ? std::string("the configuration") : config.files.front();
    return {.where = fmt::format("{} '{}'", kind, name),
            .what = fmt::format("no {} of {} has this {}{}", kind, file, names,
                                meant.empty() ? "; see 'arna config', or name another file with -c" : meant)};
}

} // namespace

std::expected<std::size_t, CommandError> find_source(const Config& config, const std::string& name) {
    const auto found = std::ranges::find(config.sources, name, &SourceConfig::name);
    if (found != config.sources.end()) return static_cast<std::size_t>(found - config.sources.begin());
    std::vector<std::string_view> known;
    for (const SourceConfig& source : config.sources) known.emplace_back(source.name);
    return std::unexpected(unknown_name("source", name, "name", config, known));
}

std::expected<std::size_t, CommandError> find_tag(const Config& config, const std::string& name) {
    const auto key = tag_key(name);
    const auto is_key = [&key](const std::string& other) { return tag_key(other) == key; };
    const auto found = std::ranges::find_if(config.tags, [&](const TagConfig& tag) {
        return tag.slug == name || is_key(tag.name) || std::ranges::any_of(tag.aliases, is_key);
    });
    if (found != config.tags.end()) return static_cast<std::size_t>(found - config.tags.begin());
    std::vector<std::string_view> known;
    for (const TagConfig& tag : config.tags) known.insert(known.end(), {tag.slug, tag.name});
    return std::unexpected(unknown_name("tag", name, "name or slug", config, known));
}

} // namespace arna
