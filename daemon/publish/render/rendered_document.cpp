#include "daemon/publish/render/rendered_document.hpp"

#include "feeds/text/date/date.hpp"
#include "feeds/write/page/pages.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>

namespace arna {
namespace {

std::string base64_sha256(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
    const int length = EVP_EncodeBlock(encoded.data(), digest.data(), digest.size());
    return {encoded.begin(), encoded.begin() + length};
}

} // namespace

std::string opaque_tag(std::uint64_t version, std::uint64_t hash) {
    std::array<char, longest_opaque_tag> buffer{};
    return std::string(opaque_tag(version, hash, buffer));
}

std::string_view opaque_tag(std::uint64_t version, std::uint64_t hash, std::span<char, longest_opaque_tag> buffer) {
    static_assert(longest_opaque_tag > std::numeric_limits<std::uint64_t>::digits10 + 1 + 1 + 16);
    char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), version).ptr;
    *end++ = '-';
    for (int shift = 60; shift >= 0; shift -= 4) *end++ = "0123456789abcdef"[hash >> shift & 0xF];
    return {buffer.data(), end};
}

std::string entity_tag(const RenderedDocument& document, Coding coding) {
    const std::string_view suffix = coding == Coding::gzip ? "-gzip" : coding == Coding::brotli ? "-br" : "";
    return fmt::format(FMT_COMPILE("\"{}-{:016x}{}\""), document.version, document.hash, suffix);
}

std::string_view coding_name(Coding coding) {
    switch (coding) {
    case Coding::gzip: return "gzip";
    case Coding::brotli: return "br";
    case Coding::identity: break;
    }
    return {};
}

std::string validator_fields(const RenderedDocument& document, Coding coding, Time now) {
    return fmt::format("ETag: {}\r\nLast-Modified: {}\r\nCache-Control: {}\r\nVary: {}\r\n{}",
                       entity_tag(document, coding), format_http_date(std::min(document.last_modified, now)),
                       cache_control(document), vary(document), document.is_private ? private_fields : "");
}

/// A cache that knows no 226 would give one reader's delta to another.
std::string delta_fields(const RenderedDocument& document, Coding coding, Time now) {
    auto fields = fmt::format("IM: feed\r\nETag: {}\r\nLast-Modified: {}\r\nCache-Control: no-store\r\n"
                              "Vary: {}\r\nContent-Type: {}\r\n{}",
                              entity_tag(document, coding), format_http_date(std::min(document.last_modified, now)),
                              vary(document), content_type(document.format), document.is_private ? private_fields : "");
    if (coding != Coding::identity) fields += fmt::format("Content-Encoding: {}\r\n", coding_name(coding));
    return fields;
}

std::string description_fields(const RenderedDocument& document, Coding coding, std::size_t length) {
    std::string fields = fmt::format("Content-Type: {}\r\n", content_type(document.format));
    const auto out = std::back_inserter(fields);
    if (const auto& form = document.subject.form)
        fmt::format_to(out, "Content-Language: {}\r\n", language_code(form->language));
    if (coding != Coding::identity) fmt::format_to(out, "Content-Encoding: {}\r\n", coding_name(coding));
    if (document.format == Format::html) fmt::format_to(out, "Content-Security-Policy: {}\r\n", page_policy());
    fmt::format_to(out, "Content-Length: {}\r\n", length);
    return fields;
}

std::string_view content_type(Format format) {
    switch (format) {
    case Format::atom: return "application/atom+xml; charset=utf-8";
    case Format::rss: return "application/rss+xml; charset=utf-8";
    case Format::json: return "application/feed+json; charset=utf-8";
    case Format::html: return "text/html; charset=utf-8";
    case Format::opml: return "text/x-opml; charset=utf-8";
    }
    return "application/octet-stream";
}

std::string_view vary(const RenderedDocument& document) {
    const auto& form = document.subject.form;
    if (document.has_deltas) return "Accept-Encoding, A-IM";
    return form && !form->is_prefixed ? "Accept-Encoding, Accept-Language" : "Accept-Encoding";
}

std::string_view cache_control(const RenderedDocument& document) {
    const bool is_archive = document.subject.kind == Subject::Kind::archive;
    if (document.is_private) return is_archive ? "private, max-age=86400" : "private, max-age=60";
    if (is_archive) return "public, max-age=86400";
    return "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400";
}

const std::string& page_policy() {
    // The sanitiser lets raster pictures through as data:, which run nothing.
    static const std::string policy =
        fmt::format("default-src 'none'; style-src 'sha256-{}'; img-src http: https: data:; "
                    "media-src http: https:; base-uri 'none'; form-action 'none'",
                    base64_sha256(page_style()));
    return policy;
}

} // namespace arna
