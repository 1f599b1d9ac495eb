#include "feeds/text/charset.hpp"

#include "feeds/text/charset_decoder.hpp"
#include "feeds/text/charset_labels.hpp"
#include "feeds/text/cyrillic_guess.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace arna {
namespace {

using namespace std::string_view_literals;

/// What the first bytes of a document say about its charset.
struct Signature {
    std::string_view bytes;
    std::string_view charset;
};

/// UTF-32 before UTF-16, whose mark its mark begins with.
constexpr Signature byte_order_marks[] = {
    {"\xEF\xBB\xBF"sv, "utf-8"}, {"\xFF\xFE\0\0"sv, "utf-32le"}, {"\0\0\xFE\xFF"sv, "utf-32be"},
    {"\xFF\xFE"sv, "utf-16le"},  {"\xFE\xFF"sv, "utf-16be"},
};

/// "<", or "<?", or "{" of documents in wide characters without a mark (XML 1.0, appendix F).
constexpr Signature wide_beginnings[] = {
    {"<\0\0\0"sv, "utf-32le"}, {"\0\0\0<"sv, "utf-32be"}, {"<\0?\0"sv, "utf-16le"}, {"\0<\0?"sv, "utf-16be"},
    {"<\0r\0"sv, "utf-16le"},  {"\0<\0r"sv, "utf-16be"},  {"<\0f\0"sv, "utf-16le"}, {"\0<\0f"sv, "utf-16be"},
    {"<\0!\0"sv, "utf-16le"},  {"\0<\0!"sv, "utf-16be"},  {"{\0"sv, "utf-16le"},    {"\0{"sv, "utf-16be"},
};

template <std::size_t N>
const Signature* signature_of(std::string_view bytes, const Signature (&signatures)[N]) {
    const auto* found =
        std::ranges::find_if(signatures, [&](const Signature& s) { return bytes.starts_with(s.bytes); });
    return found == std::end(signatures) ? nullptr : found;
}

bool is_wide(const Charset& charset) {
    return charset.name.starts_with("utf-16") || charset.name.starts_with("utf-32");
}

void report(Decoded& decoded, std::string code, std::string message) {
    decoded.problems.push_back({.code = std::move(code), .message = std::move(message)});
}

/// The first label that names a known charset: the transport's, then the document's.
std::optional<Charset> declared_charset(std::string_view bytes, std::string_view content_type, Decoded& decoded) {
    for (const std::string_view label : {label_in_content_type(content_type), label_in_document(bytes)}) {
        if (label.empty()) continue;
        Charset charset = charset_of_label(label);
        if (charset.name.empty()) {
            report(decoded, "encoding-unknown", fmt::format("the charset {:.40} is not known", label));
        } else if (is_wide(charset)) {
            // Its declaration could be read byte by byte, or there would be a mark or a wide "<".
            report(decoded, "encoding-overridden", fmt::format("the document is not {}", charset.name));
        } else {
            return charset;
        }
    }
    return std::nullopt;
}

Decoded decode_as(std::string_view bytes, const Charset& charset, Decoded decoded) {
    Transcoded transcoded = transcode(bytes, charset);
    decoded.text = std::move(transcoded.text);
    decoded.encoding = charset.name;
    if (transcoded.invalid > 0) {
        report(decoded, "encoding-invalid-bytes",
               fmt::format("{} places are not {} and were replaced", transcoded.invalid, charset.name));
    }
    if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
    return decoded;
}

} // namespace

Decoded decode(std::string bytes, std::string_view content_type) {
    Decoded decoded;
    if (const Signature* mark = signature_of(bytes, byte_order_marks)) {
        bytes.erase(0, mark->bytes.size());
        if (mark->charset != "utf-8") return decode_as(bytes, charset_of_label(mark->charset), std::move(decoded));
    } else if (const Signature* wide = signature_of(bytes, wide_beginnings)) {
        return decode_as(bytes, charset_of_label(wide->charset), std::move(decoded));
    }
    const auto declared = declared_charset(bytes, content_type, decoded);
    if (declared && declared->name != "utf-8") return decode_as(bytes, *declared, std::move(decoded));
    decoded.encoding = "utf-8";
    if (utf8_prefix(bytes) == bytes.size()) {
        decoded.text = std::move(bytes);
        return decoded;
    }
    const std::string_view guess = guess_cyrillic(bytes).value_or("windows-1252");
    report(decoded, "encoding-overridden", fmt::format("the document is not utf-8 and was read as {}", guess));
    return decode_as(bytes, charset_of_label(guess), std::move(decoded));
}

} // namespace arna
