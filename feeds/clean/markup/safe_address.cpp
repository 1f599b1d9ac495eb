#include "feeds/clean/markup/safe_address.hpp"

#include "feeds/clean/markup/sanitize_rules.hpp"
#include "feeds/html/srcset.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>

namespace arna {
namespace {

bool is_control_or_blank(char c) { return static_cast<unsigned char>(c) <= 0x20; }

bool is_removed_inside(char c) { return c == '\t' || c == '\n' || c == '\r'; }

/// As browsers see an address before they look into it (URL standard, "basic URL parser"). `storage` holds it where it
/// differs.
std::string_view tidy(std::string_view value, std::string& storage) {
    while (!value.empty() && is_control_or_blank(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_control_or_blank(value.back())) value.remove_suffix(1);
    if (std::ranges::none_of(value, is_removed_inside)) return value;
    storage.assign(value);
    std::erase_if(storage, is_removed_inside);
    return storage;
}

/// The scheme, without ':'; empty for a relative address.
std::string_view scheme_of(std::string_view address) {
    const std::size_t colon = address.find_first_of(":/?#\\");
    if (colon == std::string_view::npos || address[colon] != ':' || !is_ascii_letter(address[0])) return {};
    const auto scheme = address.substr(0, colon);
    const auto may_stand = [](char c) { return is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.'; };
    return std::ranges::all_of(scheme, may_stand) ? scheme : std::string_view{};
}

/// Whether a relative address has a ':' where some reader might see the end of a scheme.
bool looks_absolute(std::string_view address) {
    const std::size_t mark = address.find_first_of(":/?#");
    return mark != std::string_view::npos && address[mark] == ':';
}

bool is_http(std::string_view scheme) { return equals_lower(scheme, "http") || equals_lower(scheme, "https"); }

/// "http://host…": with two slashes and something behind them.
bool has_host(std::string_view address, std::size_t scheme_size) {
    const auto rest = address.substr(scheme_size);
    return rest.size() > 3 && rest.starts_with("://") && rest[3] != '/' && rest[3] != '?' && rest[3] != '#';
}

bool is_data_picture(std::string_view address) {
    if (address.size() > longest_data_picture || !address.contains(',')) return false;
    const auto type = trim_html_space(address.substr(5, address.find_first_of(";,") - 5));
    const auto may_stand = [](char c) {
        return is_ascii_alphanumeric(c) || std::string_view("+/=,;:-._%&'()*!~$@").contains(c);
    };
    return std::ranges::all_of(address, may_stand) &&
           std::ranges::any_of(data_picture_types, [type](std::string_view one) { return equals_lower(type, one); });
}

/// Puts what was made of an address in its place, which that may have been made from.
std::string_view kept(std::string made, std::string& storage) { return storage = std::move(made); }

std::string_view judged_http(std::string_view address, AddressUse use, const AddressOptions& options,
                             std::string& storage) {
    if (!is_resolved_url(address)) address = kept(resolve_url(address, {}), storage);
    if (!has_host(address, scheme_of(address).size())) return {};
    const bool may_track = use == AddressUse::link && options.strip_tracking && address.contains('?');
    return may_track ? kept(strip_tracking(address), storage) : address;
}

std::string_view judged_absolute(std::string_view address, std::string_view scheme, AddressUse use,
                                 const AddressOptions& options, std::string& storage) {
    if (is_http(scheme)) return judged_http(address, use, options, storage);
    if (use == AddressUse::picture && equals_lower(scheme, "data") && is_data_picture(address)) return address;
    if (use != AddressUse::link) return {};
    const bool is_known =
        std::ranges::any_of(link_schemes, [scheme](std::string_view one) { return equals_lower(scheme, one); });
    return is_known && address.size() > scheme.size() + 1 ? address : std::string_view();
}

bool is_descriptor(std::string_view text) {
    if (text.empty()) return true;
    const char unit = text.back();
    text.remove_suffix(1);
    if (unit != 'w' && unit != 'x' && unit != 'h') return false;
    return !text.empty() && text.size() <= 10 && std::ranges::count(text, '.') <= 1 && is_ascii_digit(text.back()) &&
           std::ranges::all_of(text, [](char c) { return is_ascii_digit(c) || c == '.'; });
}

} // namespace

std::string safe_address(std::string_view value, AddressUse use, const AddressOptions& options) {
    std::string storage;
    return std::string(safe_address(value, use, options, storage));
}

std::string_view safe_address(std::string_view value, AddressUse use, const AddressOptions& options,
                              std::string& storage) {
    const std::string_view address = tidy(value, storage);
    if (address.empty() || address.size() > longest_address) return {};
    if (const auto scheme = scheme_of(address); !scheme.empty())
        return judged_absolute(address, scheme, use, options, storage);
    if (looks_absolute(address)) return {};
    if (!options.base.empty()) {
        std::string resolved = resolve_url(address, options.base);
        if (!scheme_of(resolved).empty()) {
            const auto absolute = kept(std::move(resolved), storage);
            return judged_absolute(absolute, scheme_of(absolute), use, options, storage);
        }
    }
    return options.drop_relative ? std::string_view() : address;
}

std::string safe_srcset(std::string_view value, const AddressOptions& options) {
    std::string safe;
    std::string storage;
    for (const ImageCandidate& candidate : image_candidates(value)) {
        if (!is_descriptor(candidate.descriptor)) continue;
        const auto address = safe_address(candidate.url, AddressUse::picture, options, storage);
        if (address.empty() || std::ranges::any_of(address, is_html_space)) continue;
        if (address.starts_with(',') || address.ends_with(',')) continue;
        append_candidate(safe, address, candidate.descriptor);
    }
    return safe;
}

} // namespace arna
