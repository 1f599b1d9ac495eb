#include "config/check/complete.hpp"

#include "config/file/file_text.hpp"
#include "config/file/list_file.hpp"
#include "config/option/option_table.hpp"
#include "config/option/secret.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// "http://" and an address that can be visited: "*" and "0.0.0.0" are where we listen, not where we are.
std::string url_of_endpoint(std::string_view endpoint) {
    const auto colon = endpoint.rfind(':');
    const std::string_view host = endpoint.substr(0, colon);
    const bool is_everywhere = host == "*" || host == "0.0.0.0" || host == "[::]";
    return fmt::format("http://{}{}", is_everywhere ? "localhost" : host, endpoint.substr(colon));
}

std::string default_state(const Environment& environment, const std::filesystem::path& file) {
    const std::string given = environment.get("STATE_DIRECTORY");
    if (!given.empty()) return given.substr(0, given.find(':')); // systemd lists several
    std::error_code no_file;                                     // there may be none
    if (std::filesystem::absolute(file, no_file).lexically_normal() == default_config_file) return "/var/lib/arna";
    const std::string states = environment.get("XDG_STATE_HOME");
    if (states.starts_with('/')) return states + "/arna"; // relative ones do not count, says the XDG specification
    const std::string home = environment.get("HOME");
    return home.empty() ? std::string{} : home + "/.local/state/arna";
}

/// What its address makes of the keys that are about pages.
void complete_rules(SourceConfig& source, Findings& findings) {
    const bool is_json = is_written(source, "json");
    const Place* items = written_place(source, "items");
    if (is_json && items == nullptr)
        findings.error(source.place,
                       "a [[source]] with 'json' and without rules; say in [source.items] what 'each' is");
    if (!is_json && !is_written(source, "page") && items != nullptr)
        findings.error(*items, "[source.items] is for a 'page' or 'json'; feeds and sitemaps need no rules for items");
    const bool is_page = is_json || is_written(source, "page");
    if (!source.article.pages && is_page) source.article.pages = ArticlePages::missing;
    if (!source.article.pages && is_written(source, "path")) source.article.pages = ArticlePages::never;
}

void complete_source(SourceConfig& source, const std::filesystem::path& directory, Findings& findings) {
    // A key with a wrong value counts as written: that is said already.
    std::vector<std::string_view> given;
    for (const std::string_view key : {"url", "page", "json", "path"})
        if (is_written(source, key)) given.push_back(key);
    if (given.empty())
        findings.error(source.place, "a [[source]] without address; give it a 'url', 'page', 'json' or 'path'");
    else if (given.size() > 1)
        findings.error(source.place,
                       fmt::format("a [[source]] with both '{}' and '{}'; remove one", given[0], given[1]));
    if (given.size() == 1) complete_rules(source, findings);
    if (source.name.empty() && !source.address().empty())
        source.name = source_name_of(source.address());
    else if (source.name.empty() && !source.path.empty()) {
        source.name = slug(std::filesystem::path(source.path).lexically_relative(directory).string());
    }
    if (!source.publish) source.publish = !has_secrets(source);
}

void refuse_twice(const TagConfig& tag, std::string_view key, std::span<const std::string> values, Findings& findings) {
    for (auto value = values.begin(); value != values.end(); ++value)
        if (std::find(values.begin(), value, *value) != value)
            findings.error(tag.place, fmt::format("'{}' of tag {} names '{}' twice; remove one", key,
                                                  in_quotes(tag.name), *value));
}

void complete_tag(TagConfig& tag, Findings& findings) {
    if (!is_written(tag, "name")) findings.error(tag.place, "a [[tag]] without 'name'; give it one");
    if (!is_written(tag, "slug") && !tag.name.empty()) tag.slug = slug(tag.name);
    refuse_twice(tag, "languages", tag.languages, findings);
    refuse_twice(tag, "digest", tag.digest, findings);
}

void complete_list(ListConfig& list, Findings& findings) {
    if (!is_written(list, "name")) findings.error(list.place, "a [[list]] without 'name'; give it one");
    if (!is_written(list, "words") && !is_written(list, "file"))
        findings.error(list.place, "a [[list]] without terms; give it 'words' or a 'file'");
    if (list.file.empty()) return;
    auto terms = read_list_file(list.file);
    if (terms)
        list.file_words = std::move(*terms);
    else
        findings.error(list.file_place, fmt::format("'file' names {}, which {}", list.file, terms.error().message));
}

/// RFC 9116 wants whom to contact, and until when that holds.
void read_security_file(PublishConfig& publish, Findings& findings) {
    if (publish.security_txt.empty()) return;
    constexpr std::size_t largest = std::size_t{32} << 10;
    const auto complain = [&](std::string_view what) {
        findings.error({}, fmt::format("publish.security_txt: {} {}", publish.security_txt, what));
    };
    auto text = read_file(publish.security_txt, largest);
    if (!text) return complain(text.error().message);
    if (utf8_prefix(*text) != text->size()) return complain("is not UTF-8");
    for (const std::string_view field : {"contact:", "expires:"})
        if (!starts_with_lower(*text, field) && !contains_lower(*text, fmt::format("\n{}", field)))
            return complain(fmt::format("has no line '{}', which RFC 9116 requires", field));
    publish.security_text = std::move(*text);
}

} // namespace

bool has_secrets(const SourceConfig& source) {
    const bool has_secret_header =
        std::ranges::any_of(source.headers, [](const auto& h) { return is_secret_header(h.first); });
    const bool has_login = !source.username.empty() || !source.password.empty();
    return has_login || has_secret_header || has_credentials(source.address()) || has_token(source.address());
}

std::string source_name_of(std::string_view url) {
    const auto begin = url.find("://") + 3;
    std::string_view path = url.substr(begin);
    path = path.substr(0, path.find_first_of("?#"));
    const auto slash = path.find('/');
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
    return slug(fmt::format("{} {}", url_host(url), path));
}

DaemonConfig daemon_defaults(const DaemonConfig& given, const Environment& environment,
                             const std::filesystem::path& file) {
    DaemonConfig usual;
    usual.base_url = given.listen.empty() ? "http://localhost" : url_of_endpoint(given.listen.front());
    usual.authority = url_host(given.base_url.empty() ? usual.base_url : given.base_url);
    usual.title = given.authority.empty() ? usual.authority : given.authority;
    usual.state = default_state(environment, file);
    return usual;
}

void complete_daemon(DaemonConfig& daemon, const Environment& environment, const std::filesystem::path& file) {
    while (daemon.base_url.ends_with('/')) daemon.base_url.pop_back();
    daemon.has_base_url = !daemon.base_url.empty();
    const DaemonConfig usual = daemon_defaults(daemon, environment, file);
    if (!daemon.has_base_url) daemon.base_url = usual.base_url;
    if (daemon.authority.empty()) daemon.authority = usual.authority;
    if (daemon.title.empty()) daemon.title = daemon.authority;
    if (daemon.state.empty()) daemon.state = usual.state;
}

void complete_config(Config& config, const Environment& environment,
                     const std::vector<std::filesystem::path>& directories, Findings& findings) {
    complete_daemon(config.daemon, environment, config.files.front());
    read_security_file(config.publish, findings);
    if (config.source_defaults.article.table)
        findings.error(*written_place(config.source_defaults, "article"),
                       "rules are no default; write [source.article] below each [[source]]");
    for (SourceConfig& source : config.sources) {
        complete_source(source, directories[source.place.file], findings);
        if (!is_written(source, "keep")) source.keep = config.store.keep;
    }
    for (TagConfig& tag : config.tags) complete_tag(tag, findings);
    for (ListConfig& list : config.lists) complete_list(list, findings);
}

} // namespace arna
