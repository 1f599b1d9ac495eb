#include "feeds/text/url/url_parts.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace arna {
namespace {

constexpr std::array<bool, 256> url_bytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x21; c < 0x7F; ++c) table[c] = true;
    for (const char c : std::string_view("\"<>\\^`{|}")) table[static_cast<std::uint8_t>(c)] = false;
    return table;
}();

constexpr bool is_scheme_character(char c) { return is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.'; }

/// Length of the scheme that `url` begins with, 0 without one.
std::size_t scheme_size(std::string_view url) {
    if (url.empty() || !is_ascii_letter(url.front())) return 0;
    std::size_t size = 1;
    while (size < url.size() && is_scheme_character(url[size])) ++size;
    return size < url.size() && url[size] == ':' ? size : 0;
}

void split_authority(std::string_view authority, UrlParts& parts) {
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        parts.userinfo = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    parts.host = authority.substr(0, colon);
    if (colon != std::string_view::npos) parts.port = authority.substr(colon + 1);
}

/// How many dots a path segment consists of, when it is one or two and nothing else.
int dots_in(std::string_view segment) {
    int dots = 0;
    while (!segment.empty()) {
        if (segment.front() == '.') {
            segment.remove_prefix(1);
        } else if (segment.starts_with("%2e") || segment.starts_with("%2E")) {
            segment.remove_prefix(3);
        } else {
            return 0;
        }
        if (++dots > 2) return 0;
    }
    return dots;
}

std::optional<std::string> idna_ascii(const std::string& host) {
    static const std::unique_ptr<const icu::IDNA> idna = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
    }();
    if (idna == nullptr) return std::nullopt;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::IDNAInfo info;
    UErrorCode status = U_ZERO_ERROR;
    idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<int32_t>(host.size())), sink, info, status);
    // Browsers do not hold hosts to the length and hyphen rules of DNS.
    constexpr std::uint32_t tolerated = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                        UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                        UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    if (U_FAILURE(status) != 0 || (info.getErrors() & ~tolerated) != 0) return std::nullopt;
    return out;
}

/// Whether a host is what IDNA would make of it: lower case, no internationalised label.
bool is_plain_host(std::string_view host) {
    return !host.contains("xn--") && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

/// Whether IDNA has let nothing through that would end the host or change what it means.
bool is_host_text(std::string_view host) {
    return std::ranges::all_of(host,
                               [](char c) { return is_url_byte(c) && !std::string_view("/?#@:[]%").contains(c); });
}

} // namespace

UrlParts split_url(std::string_view url) {
    UrlParts parts;
    if (const std::size_t size = scheme_size(url); size > 0) {
        parts.scheme = url.substr(0, size);
        url.remove_prefix(size + 1);
    }
    if (const std::size_t hash = url.find('#'); hash != std::string_view::npos) {
        parts.fragment = url.substr(hash + 1);
        url = url.substr(0, hash);
    }
    if (const std::size_t mark = url.find('?'); mark != std::string_view::npos) {
        parts.query = url.substr(mark + 1);
        url = url.substr(0, mark);
    }
    if (url.starts_with("//")) {
        parts.has_authority = true;
        url.remove_prefix(2);
        const std::size_t slash = std::min(url.find('/'), url.size());
        split_authority(url.substr(0, slash), parts);
        url.remove_prefix(slash);
    }
    parts.path = url;
    return parts;
}

std::string remove_dot_segments(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    const bool absolute = path.starts_with('/');
    if (absolute) path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        const bool last = slash == std::string_view::npos;
        const std::string_view segment = path.substr(0, slash);
        const int dots = dots_in(segment);
        if (dots == 2) {
            if (const std::size_t parent = out.rfind('/'); parent != std::string::npos)
                out.resize(parent);
            else
                out.clear();
        }
        if (dots == 0 || last) {
            if (absolute || !out.empty()) out.push_back('/');
            if (dots == 0) out.append(segment);
        }
        if (last) return out;
        path.remove_prefix(slash + 1);
    }
}

std::string ascii_host(std::string_view host) {
    if (is_plain_host(host)) return std::string(host);
    if (!host.starts_with('[') && host.size() <= max_idna_host) {
        if (auto ascii = idna_ascii(repair_utf8(percent_decoded(host))); ascii && is_host_text(*ascii)) {
            return *std::move(ascii);
        }
    }
    std::string out;
    append_encoded(out, host);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<std::uint8_t> byte = percent_encoded_byte(text.substr(at));
        out.push_back(byte ? static_cast<char>(*byte) : text[at]);
        at += byte ? 3 : 1;
    }
    return out;
}

std::optional<std::uint8_t> percent_encoded_byte(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return std::nullopt;
    const int high = hex_digit(text[1]);
    const int low = hex_digit(text[2]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<std::uint8_t>(high * 16 + low);
}

void append_percent_encoded(std::string& out, std::uint8_t byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out.push_back('%');
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
}

bool is_url_byte(char c) { return url_bytes[static_cast<std::uint8_t>(c)]; }

void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (is_url_byte(c)) {
            out.push_back(c);
        } else {
            append_percent_encoded(out, static_cast<std::uint8_t>(c));
        }
    }
}

} // namespace arna
