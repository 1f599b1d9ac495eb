#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace arna {
namespace {

/// Query parameters that say from where a reader came and never what is shown. A name that ends in "*" is a prefix.
constexpr std::string_view tracking_parameters[] = {
    "utm_*",  // Google Analytics and whoever copied it
    "fbclid", // Facebook
    "gclid",  // Google Ads, with the next four
    "gclsrc",      "dclid",         "gbraid",
    "wbraid",      "_gl",           "_ga", // Google's linker between domains
    "yclid",                               // Yandex Direct
    "ysclid",                              // Yandex search
    "_openstat",                           // Openstat, Yandex and Rambler
    "frommail",                            // mail.ru
    "msclkid",                             // Microsoft
    "twclid",                              // X
    "ttclid",                              // TikTok
    "igshid",      "igsh",                 // Instagram
    "li_fat_id",                           // LinkedIn
    "mc_cid",      "mc_eid",               // Mailchimp
    "_hsenc",      "_hsmi",                // HubSpot
    "mkt_tok",                             // Marketo
    "oly_anon_id", "oly_enc_id",           // Omeda
    "vero_id",     "vero_conv",            // Vero
    "wickedid",                            // Wicked Reports
    "rb_clickid",
    "s_cid",                                             // Adobe
    "mtm_*",       "pk_*",          "piwik_*",           // Matomo
    "at_medium",   "at_campaign",   "at_custom*",        // AT Internet, the BBC
    "xtor",                                              // the same, older
    "wt_mc",       "wtmc",                               // Webtrekk
    "guccounter",  "guce_referrer", "guce_referrer_sig", // Yahoo
};

bool is_tracking(std::string_view parameter) {
    if (parameter.starts_with("amp;")) parameter.remove_prefix(4); // an "&" escaped once too often
    const std::string_view name = parameter.substr(0, parameter.find('='));
    return std::ranges::any_of(tracking_parameters, [&](std::string_view known) {
        return known.ends_with('*') ? name.starts_with(known.substr(0, known.size() - 1)) : name == known;
    });
}

std::string without_tracking(std::string_view query) {
    std::string out;
    bool first = true;
    while (true) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view parameter = query.substr(0, end);
        if (!is_tracking(parameter)) {
            if (!first) out.push_back('&');
            first = false;
            out.append(parameter);
        }
        if (end == query.size()) return out;
        query.remove_prefix(end + 1);
    }
}

/// Unreserved characters decoded, the digits of all others in upper case (RFC 3986 §6.2.2). A '%' that stands for
/// itself is encoded: digits that are decoded behind it must not make it mean something.
std::string normal_percents(std::string_view text) {
    if (!text.contains('%')) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<std::uint8_t> byte = percent_encoded_byte(text.substr(at));
        if (!byte) {
            const char c = text[at++];
            c == '%' ? append_percent_encoded(out, '%') : out.push_back(c);
            continue;
        }
        if (const char c = static_cast<char>(*byte); is_unreserved(c)) {
            out.push_back(c);
        } else {
            append_percent_encoded(out, *byte);
        }
        at += 3;
    }
    return out;
}

/// In lower case (decoding may have brought capitals), without "www." and a final dot as long as a domain is left.
std::string bare_host(std::string_view host) {
    const std::string lower = ascii_lowered(host);
    std::string_view bare = lower;
    while (bare.ends_with('.') && bare.size() > 1) bare.remove_suffix(1);
    while (bare.starts_with("www.") && bare.substr(4).contains('.')) bare.remove_prefix(4);
    return std::string(bare);
}

} // namespace

std::string strip_tracking(std::string_view url) {
    const std::size_t hash = std::min(url.find('#'), url.size());
    const std::size_t mark = url.substr(0, hash).find('?');
    if (mark == std::string_view::npos) return std::string(url);
    const std::string_view query = url.substr(mark + 1, hash - mark - 1);
    const std::string kept = without_tracking(query);
    if (kept.size() == query.size()) return std::string(url);
    std::string out(url.substr(0, mark));
    if (!kept.empty()) out.append("?").append(kept);
    return out.append(url.substr(hash));
}

std::string canonical_url(std::string_view url) {
    const std::string resolved = resolve_url(url, "");
    if (!is_http_url(resolved)) return resolved;
    const std::string normal = normal_percents(resolved);
    const UrlParts parts = split_url(normal);
    if (parts.host.empty()) return normal;
    std::string out = "http://";
    if (!parts.userinfo.empty()) out.append(parts.userinfo).append("@");
    out.append(bare_host(parts.host));
    if (!parts.port.empty() && parts.port != "80" && parts.port != "443") out.append(":").append(parts.port);
    const std::string path = remove_dot_segments(parts.path);
    out.append(path.empty() ? "/" : path);
    if (const std::string query = without_tracking(parts.query); !query.empty()) out.append("?").append(query);
    if (!parts.fragment.empty()) out.append("#").append(parts.fragment);
    return out;
}

} // namespace arna
