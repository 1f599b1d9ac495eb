#include "config/check/cross_checks.hpp"

#include "config/file/secret_file.hpp"
#include "config/option/option_table.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>

namespace arna {
namespace {

/// Things that must differ, and where the first of each stands.
class Uniques {
public:
    /// The place of the earlier one, or nothing: then this one is noted.
    const Place* earlier(const std::string& key, Place place) {
        const auto [found, is_new] = places_.emplace(key, place);
        return is_new ? nullptr : &found->second;
    }

private:
    std::unordered_map<std::string, Place> places_;
};

void check_sources(const Config& config, Findings& findings) {
    Uniques names, urls;
    for (const SourceConfig& source : config.sources) {
        if (source.name.empty()) continue; // it has no address: that was said
        if (const Place* first = names.earlier(source.name, source.name_place)) {
            findings.error(source.name_place,
                           fmt::format("duplicate source name '{}', first at {}; give one of them another 'name'",
                                       source.name, place_text(*first, config.files)));
        }
        if (source.address().empty()) continue;
        if (const Place* first = urls.earlier(canonical_url(source.address()), source.url_place)) {
            findings.warning(source.url_place, fmt::format("the same address as at {}; remove one of the sources",
                                                           place_text(*first, config.files)));
        }
    }
}

void check_tags(const Config& config, Findings& findings) {
    Uniques names, slugs;
    for (const TagConfig& tag : config.tags) {
        if (tag.name.empty()) continue;
        if (const Place* first = names.earlier(tag_key(tag.name), tag.name_place)) {
            findings.error(tag.name_place,
                           fmt::format("duplicate tag name {}, first at {}; give one of them another 'name'",
                                       in_quotes(tag.name), place_text(*first, config.files)));
        } else if (tag.slug.empty()) {
            continue; // it was refused
        } else if (const Place* same_slug = slugs.earlier(tag.slug, tag.slug_place)) {
            findings.error(tag.slug_place,
                           fmt::format("duplicate slug '{}', first at {}; give one of them another 'slug'", tag.slug,
                                       place_text(*same_slug, config.files)));
        }
    }
    for (const TagConfig& tag : config.tags) {
        for (const std::string& former : tag.former_slugs) {
            if (const Place* taken = slugs.earlier(former, tag.place)) {
                findings.error(tag.place,
                               fmt::format("duplicate slug '{}' in 'former_slugs', first at {}; remove it here", former,
                                           place_text(*taken, config.files)));
            }
        }
        for (const std::string& alias : tag.aliases) {
            const Place* taken = names.earlier(tag_key(alias), tag.name_place);
            if (taken != nullptr && *taken != tag.name_place) {
                findings.warning(
                    tag.name_place,
                    fmt::format("the alias {} is another tag's name or alias, at {}; its address leads there",
                                in_quotes(alias), place_text(*taken, config.files)));
            }
        }
    }
}

void check_lists(const Config& config, Findings& findings) {
    Uniques names;
    for (const ListConfig& list : config.lists) {
        if (list.name.empty()) continue;
        if (const Place* first = names.earlier(tag_key(list.name), list.name_place)) {
            findings.error(list.name_place,
                           fmt::format("duplicate list name {}, first at {}; give one of them another 'name'",
                                       in_quotes(list.name), place_text(*first, config.files)));
        }
    }
}

/// Whether others than the operator run it, as far as its name tells: no literal address of a private network, no name
/// without a dot or below a domain that is never public.
bool is_public_host(std::string_view host) {
    std::array<std::uint8_t, 16> bytes{};
    const std::string text(host);
    if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        const bool is_private = bytes[0] == 10 || bytes[0] == 127 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) ||
                                (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && (bytes[1] & 0xC0) == 64);
        return !is_private;
    }
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return (bytes[0] & 0xE0) == 0x20; // 2000::/3
    constexpr auto private_domains =
        std::to_array<std::string_view>({".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test"});
    return host.find('.') != std::string_view::npos &&
           std::ranges::none_of(private_domains, [&](std::string_view domain) { return host.ends_with(domain); });
}

void check_intervals(const Config& config, Findings& findings) {
    for (const SourceConfig& source : config.sources) {
        if (!source.enabled || !source.interval || *source.interval >= std::chrono::minutes(5)) continue;
        const std::string host = url_host(source.address());
        if (host.empty() || !is_public_host(host)) continue;
        findings.warning(source.place,
                         fmt::format("source '{}' is polled more often than every 5 minutes; {} may not like that",
                                     source.name, host));
    }
}

/// The admin pages show addresses and errors of private sources, and nobody is asked for a password.
void check_admin(const DaemonConfig& daemon, Findings& findings) {
    const Place* place = written_place(daemon, "admin");
    for (const std::string& endpoint : daemon.admin) {
        std::string host = endpoint.substr(0, endpoint.rfind(':'));
        if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
        const bool is_everywhere = host == "*" || host == "0.0.0.0" || host == "::";
        if (place == nullptr || (!is_everywhere && !is_public_host(host))) continue;
        findings.warning(*place, fmt::format("whoever reaches {} sees the admin pages, without a password; name "
                                             "127.0.0.1, or an address that only operators reach",
                                             endpoint));
    }
}

/// Two listeners cannot have one address; port 0 is a free one for each.
void check_listeners(const DaemonConfig& daemon, Findings& findings) {
    const Place* const admin = written_place(daemon, "admin");
    const Place* const place = admin != nullptr ? admin : written_place(daemon, "listen");
    for (const std::string& endpoint : daemon.admin)
        if (place != nullptr && !endpoint.ends_with(":0") &&
            std::ranges::find(daemon.listen, endpoint) != daemon.listen.end())
            findings.error(
                *place,
                fmt::format("{} is in both 'listen' and 'admin'; give the admin pages a port of their own", endpoint));
}

void check_source_names(const Config& config, Findings& findings) {
    std::vector<std::string_view> names;
    for (const SourceConfig& source : config.sources) names.emplace_back(source.name);
    const std::set<std::string_view> known(names.begin(), names.end());
    for (const TagConfig& tag : config.tags) {
        for (const std::string& name : tag.sources) {
            if (known.contains(name)) continue;
            findings.warning(tag.place, fmt::format("'sources' of tag {} names '{}', which is no source{}",
                                                    in_quotes(tag.name), name, findings.did_you_mean(name, names)));
        }
    }
}

void check_memory(const FetchConfig& fetch, Findings& findings) {
    if (fetch.memory >= fetch.max_body) return;
    const Place* memory = written_place(fetch, "memory");
    const Place* max_body = written_place(fetch, "max_body");
    for (const Place* place : {memory, max_body})
        if (place != nullptr && findings.has_error_on_line_of(*place)) return; // it is not the value that was meant
    findings.error(memory != nullptr ? *memory : *max_body,
                   "fetch.memory is less than fetch.max_body; a large document could never be fetched");
}

} // namespace

bool is_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
    return std::ranges::mismatch(folder, path).in1 == folder.end();
}

/// The path with links resolved as far as it exists, without "." and a slash at its end.
std::filesystem::path resolved(const std::string& path) {
    std::error_code none; // a part that cannot be looked into is taken as it is written
    auto canonical = std::filesystem::weakly_canonical(path, none);
    if (none) canonical = std::filesystem::path(path).lexically_normal();
    return canonical.has_filename() ? canonical : canonical.parent_path();
}

/// A tree is for everybody, and removes what does not belong to it.
void check_directory(const Config& config, Findings& findings) {
    if (config.publish.directory.empty() || config.daemon.state.empty()) return;
    const auto tree = resolved(config.publish.directory), state = resolved(config.daemon.state);
    if (!is_in(tree, state) && !is_in(state, tree)) return;
    const Place* place = written_place(config.publish, "directory");
    findings.error(place != nullptr ? *place : Place{},
                   fmt::format("publish.directory is {}, and the state directory is {}; "
                               "neither may be the other or lie in it",
                               config.publish.directory, config.daemon.state));
}

void check_across(const Config& config, Findings& findings) {
    check_sources(config, findings);
    check_tags(config, findings);
    check_lists(config, findings);
    check_intervals(config, findings);
    check_directory(config, findings);
    check_admin(config.daemon, findings);
    check_listeners(config.daemon, findings);
    if (!findings.has_errors())
        check_source_names(config, findings); // else the name may be in a value that was refused
    check_memory(config.fetch, findings);
}

void check_secrets(const Config& config, ReadContext& context) {
    std::set<std::uint32_t> warned;
    for (const Place& place : context.secrets) {
        const std::string& file = config.files[place.file];
        if (warned.contains(place.file) || !is_world_readable(file)) continue;
        warned.insert(place.file);
        context.findings.warning(
            place, fmt::format("a secret in a file that everyone may read; chmod o= {}, or use a *_file key", file));
    }
    for (const auto& [file, place] : context.secret_files) {
        if (!is_world_readable(file)) continue;
        context.findings.warning(place,
                                 fmt::format("names {}, a secret that everyone may read; chmod o= {}", file, file));
    }
}

} // namespace arna
