#include "daemon/fetch/host/robots.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace arna {

/// Rules of the groups that speak to somebody.
struct RobotsTxt::Group {
    bool is_there = false;
    std::vector<Rule> rules;
    std::optional<std::chrono::milliseconds> crawl_delay;
};

namespace {

/// A longer address is no article's; its beginning is judged.
constexpr std::size_t max_path = 8u << 10;

/// A Crawl-delay beyond it means "stay away"; nobody waits that long.
constexpr double max_crawl_delay = 86'400;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// One form for every way of writing a path: unreserved characters stand as they are, all that may not stand in a URL
/// is percent-encoded, and so are `literals`, which mean something in patterns.
std::string normalized(std::string_view path, std::string_view literals) {
    std::string out;
    out.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (const auto byte = percent_encoded_byte(path.substr(i))) {
            if (const char c = static_cast<char>(*byte); is_unreserved(c))
                out += c;
            else
                append_percent_encoded(out, *byte);
            i += 2;
        } else if (literals.contains(path[i]) || path[i] == '%' || !is_url_byte(path[i])) {
            append_percent_encoded(out, static_cast<std::uint8_t>(path[i]));
        } else {
            out += path[i];
        }
    }
    return out;
}

/// The next line, and what is behind it; CR, LF and CRLF end one.
std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto line = text.substr(0, end);
    const bool is_crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (is_crlf ? 2 : 1), text.size()));
    return line;
}

/// Whom a User-agent line names: the product token at its beginning.
std::string_view product_of(std::string_view value) {
    if (value.starts_with('*')) return "*";
    const auto end = std::ranges::find_if_not(value, [](char c) { return is_ascii_letter(c) || c == '-' || c == '_'; });
    return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

std::optional<std::chrono::milliseconds> seconds_of(std::string_view value) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error != std::errc() || end == value.data() || !(seconds >= 0)) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(1000 * std::min(seconds, max_crawl_delay)));
}

} // namespace

RobotsTxt::RobotsTxt(std::string_view bytes) {
    const bool is_cut = bytes.size() > max_robots_txt;
    bytes = bytes.substr(0, max_robots_txt);
    if (is_cut) bytes = bytes.substr(0, bytes.find_last_of("\r\n") + 1);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    Group ours, everybodys;
    bool names_us = false, names_all = false;
    bool is_naming = false; // the last record was a User-agent: another one names somebody else for the same rules
    for (std::size_t number = 1; !bytes.empty(); ++number) {
        auto line = take_line(bytes);
        line = trim(line.substr(0, line.find('#')), is_blank);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const auto key = trim(line.substr(0, colon), is_blank);
        const auto value = trim(line.substr(colon + 1), is_blank);
        if (equals_lower(key, "user-agent")) {
            if (!std::exchange(is_naming, true)) names_us = names_all = false;
            const auto product = product_of(value);
            names_us = names_us || equals_lower(product, robot_name);
            names_all = names_all || product == "*";
            ours.is_there = ours.is_there || names_us;
        } else if (equals_lower(key, "allow") || equals_lower(key, "disallow") || equals_lower(key, "crawl-delay")) {
            is_naming = false;
            if (names_us) read_rule(ours, key, value, number, line);
            if (names_all) read_rule(everybodys, key, value, number, line);
        }
    }
    auto& group = ours.is_there ? ours : everybodys;
    rules_ = std::move(group.rules);
    crawl_delay_ = group.crawl_delay;
}

void RobotsTxt::read_rule(Group& group, std::string_view key, std::string_view value, std::size_t line,
                          std::string_view text) {
    if (equals_lower(key, "crawl-delay")) {
        const auto delay = seconds_of(value);
        if (delay) group.crawl_delay = std::max(group.crawl_delay.value_or(*delay), *delay);
        return;
    }
    if (value.empty()) return;
    const bool is_anchored = value.ends_with('$');
    if (is_anchored) value.remove_suffix(1);
    group.rules.push_back({.allows = equals_lower(key, "allow"),
                           .pattern = normalized(value, "$"),
                           .is_anchored = is_anchored,
                           .line = line,
                           .text = std::string(text)});
}

/// Each piece between two stars is looked for behind the one before: the first place that fits leaves most room.
bool RobotsTxt::matches(const Rule& rule, std::string_view path) {
    std::string_view pattern = rule.pattern;
    const auto first_star = pattern.find('*');
    const auto head = pattern.substr(0, first_star);
    if (!path.starts_with(head)) return false;
    path.remove_prefix(head.size());
    if (first_star == std::string_view::npos) return !rule.is_anchored || path.empty();
    pattern.remove_prefix(first_star + 1);
    while (true) {
        const auto star = pattern.find('*');
        const auto piece = pattern.substr(0, star);
        const bool is_last = star == std::string_view::npos;
        if (is_last && rule.is_anchored) return path.ends_with(piece);
        const auto found = path.find(piece);
        if (found == std::string_view::npos) return false;
        if (is_last) return true;
        path.remove_prefix(found + piece.size());
        pattern.remove_prefix(star + 1);
    }
}

RobotsVerdict RobotsTxt::judge(std::string_view url) const {
    const auto parts = split_url(url);
    std::string target(parts.path.empty() ? "/" : parts.path);
    if (parts.has_query()) target.append("?").append(parts.query);
    const auto path = normalized(std::string_view(target).substr(0, max_path), "*$");
    if (path == "/robots.txt") return {};
    const Rule* best = nullptr;
    const auto length = [](const Rule& rule) { return rule.pattern.size() + (rule.is_anchored ? 1 : 0); };
    for (const auto& rule : rules_) {
        const bool is_better = best == nullptr || length(rule) > length(*best) ||
                               (length(rule) == length(*best) && rule.allows && !best->allows);
        if (is_better && matches(rule, path)) best = &rule;
    }
    if (best == nullptr) return {};
    return {.is_allowed = best->allows, .line = best->line, .rule = best->text};
}

std::string robots_url(std::string_view url) {
    const auto parts = split_url(url);
    std::string out(parts.scheme);
    out.append("://").append(parts.host);
    if (!parts.port.empty()) out.append(":").append(parts.port);
    return out + "/robots.txt";
}

} // namespace arna
