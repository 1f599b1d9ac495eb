#include "feeds/text/charset/charset.hpp"

#include "feeds/text/characters.hpp"
#include "feeds/text/charset/charset_decoder.hpp"
#include "feeds/text/charset/charset_labels.hpp"
#include "feeds/text/charset/cyrillic_guess.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace arna {
namespace {

using namespace std::string_view_literals;

struct ByteOrderMark {
    std::string_view bytes;
    std::string_view charset;
};

/// UTF-32 before UTF-16, whose mark its mark begins with.
constexpr ByteOrderMark byte_order_marks[] = {
    {"\xEF\xBB\xBF"sv, "utf-8"}, {"\xFF\xFE\0\0"sv, "utf-32le"}, {"\0\0\xFE\xFF"sv, "utf-32be"},
    {"\xFF\xFE"sv, "utf-16le"},  {"\xFE\xFF"sv, "utf-16be"},
};

const ByteOrderMark* byte_order_mark(std::string_view bytes) {
    const auto* found =
        std::ranges::find_if(byte_order_marks, [&](const auto& m) { return bytes.starts_with(m.bytes); });
    return found == std::end(byte_order_marks) ? nullptr : found;
}

/// UTF-16 or UTF-32 without a mark, known by the NULs that markup has in it (XML 1.0, appendix F); else empty.
std::string_view guess_wide(std::string_view bytes) {
    bytes = bytes.substr(0, 256);
    const std::size_t units = bytes.size() / 4;
    if (units == 0) return {};
    std::array<std::size_t, 4> nuls{}; // by place within four bytes
    for (std::size_t i = 0; i < units * 4; ++i) nuls[i % 4] += bytes[i] == '\0' ? 1 : 0;
    const auto most = [&](std::size_t place) { return nuls[place] * 10 >= units * 8; };
    const auto none = [&](std::size_t place) { return nuls[place] * 20 <= units; };
    if (none(0) && most(2) && most(3)) return "utf-32le";
    if (most(0) && most(1) && none(3)) return "utf-32be";
    const auto many = [&](std::size_t place) { return nuls[place] * 10 >= units * 3; };
    if (none(0) && many(1) && none(2) && many(3)) return "utf-16le";
    if (many(0) && none(1) && many(2) && none(3)) return "utf-16be";
    return {};
}

/// "<?xml" of EBCDIC, whose code pages have the characters of an XML declaration in the same places (XML 1.0, appendix
/// F).
constexpr std::string_view ebcdic_beginning = "\x4C\x6F\xA7\x94\x93";

/// The EBCDIC code page that is named, else the most common one.
Charset ebcdic_charset(std::string_view bytes, std::string_view content_type) {
    Charset usual = charset_of_label("ibm037");
    const std::string declaration = transcode(bytes.substr(0, bytes.find('\x6E')), usual).text;
    std::string_view own = label_in_document(declaration);
    while (!own.empty() && static_cast<std::uint8_t>(own.front()) >= 0x80)
        own.remove_prefix(1); // quotes of other pages
    own = own.substr(0, ascii_prefix(own));
    for (const std::string_view label : {label_in_content_type(content_type), own}) {
        Charset named = charset_of_label(label);
        if (!named.name.empty() && transcode(ebcdic_beginning, named).text == "<?xml") return named;
    }
    return usual;
}

bool is_wide(const Charset& charset) {
    return charset.name.starts_with("utf-16") || charset.name.starts_with("utf-32");
}

void report(Decoded& decoded, std::string code, std::string message) {
    decoded.problems.push_back({.code = std::move(code), .message = std::move(message)});
}

/// The first label that names a known charset of bytes: the transport's, then the document's.
std::optional<Charset> declared_charset(std::string_view bytes, std::string_view content_type, Decoded& decoded) {
    for (const std::string_view label : {label_in_content_type(content_type), label_in_document(bytes)}) {
        if (label.empty()) continue;
        Charset charset = charset_of_label(label);
        if (charset.name.empty()) {
            report(decoded, "encoding-unknown",
                   fmt::format("the charset \"{:.40}\" is not known, or not allowed", repair_utf8(label)));
        } else if (is_wide(charset)) {
            report(decoded, "encoding-overridden",
                   fmt::format("the document is named {}, which it is not", charset.name));
        } else {
            return charset;
        }
    }
    return std::nullopt;
}

/// How much of a text is UTF-8.
struct Utf8Count {
    std::size_t sequences = 0; ///< well-formed ones of several bytes
    std::size_t invalid = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
    Utf8Count count;
    for (std::size_t at = ascii_prefix(bytes); at < bytes.size();) {
        const std::size_t start = at;
        const char32_t c = next_code_point(bytes, at);
        const bool valid = c != replacement_character || bytes.substr(start).starts_with("\uFFFD");
        ++(valid ? count.sequences : count.invalid);
        at += ascii_prefix(bytes.substr(at));
    }
    return count;
}

/// Whether bytes that are named something else are UTF-8 after all. In single bytes hardly anything looks like it by
/// chance; of two-byte characters some do.
bool is_utf8_nevertheless(std::string_view bytes, const Charset& declared) {
    const std::size_t ascii = ascii_prefix(bytes);
    if (ascii == bytes.size() || utf8_prefix(bytes.substr(ascii)) + ascii != bytes.size()) return false;
    const bool is_western = declared.name == "windows-1252";
    const bool is_single_byte = declared.name.starts_with("windows-") || declared.name.starts_with("iso-8859-") ||
                                declared.name.starts_with("koi8-");
    const std::size_t least = is_western ? 1 : is_single_byte ? 2 : 5;
    return count_utf8(bytes).sequences >= least;
}

/// The Cyrillic charset that bytes are in although they are named another one that they would fit as well.
std::optional<std::string_view> mistaken_cyrillic(std::string_view bytes, const Charset& declared) {
    constexpr std::array often_mistaken = {"windows-1252"sv, "windows-1250"sv, "windows-1254"sv, "iso-8859-2"sv,
                                           "iso-8859-15"sv,  "iso-8859-5"sv,   "windows-1251"sv, "koi8-r"sv};
    if (std::ranges::find(often_mistaken, declared.name) == often_mistaken.end()) return std::nullopt;
    const auto guess = guess_cyrillic(bytes, Certainty::sure);
    return guess == declared.name ? std::nullopt : guess;
}

/// Bytes that byte order marks take at the start: some programs put one before what has one.
std::size_t size_of_marks(std::string_view text) {
    constexpr std::string_view mark = "\uFEFF";
    std::size_t size = 0;
    while (text.substr(size).starts_with(mark)) size += mark.size();
    return size;
}

Decoded decode_as(std::string_view bytes, const Charset& charset, Decoded decoded) {
    Transcoded transcoded = transcode(bytes, charset);
    decoded.text = std::move(transcoded.text);
    decoded.encoding = charset.name;
    if (transcoded.invalid > 0) {
        report(decoded, "encoding-invalid-bytes",
               fmt::format("in {} places the bytes are not {}", transcoded.invalid, charset.name));
    }
    decoded.text.erase(0, size_of_marks(decoded.text));
    return decoded;
}

Decoded decode_overriding(std::string_view bytes, std::string_view named, std::string_view used, Decoded decoded) {
    report(decoded, "encoding-overridden", fmt::format("the document is not {} but {}", named, used));
    return decode_as(bytes, charset_of_label(used), std::move(decoded));
}

/// U+0080 to U+009F are controls that no text holds: they were windows-1252 before somebody took it for ISO-8859-1.
void restore_windows_1252(std::string& text) {
    const auto next_control = [&](std::size_t at) {
        for (; (at = text.find('\xC2', at)) != std::string::npos; at += 2) {
            if (static_cast<std::uint8_t>(text[at + 1]) < 0xA0) return at;
        }
        return text.size();
    };
    std::size_t control = next_control(0);
    if (control == text.size()) return;
    std::string restored = text.substr(0, control);
    while (control < text.size()) {
        append_utf8(restored, windows_1252(static_cast<std::uint8_t>(text[control + 1])));
        const std::size_t next = next_control(control + 2);
        restored.append(text, control + 2, next - control - 2);
        control = next;
    }
    text = std::move(restored);
}

/// Whether bytes can be read in a charset of bytes that is not UTF-8.
bool fits(std::string_view bytes, const Charset& charset) {
    return !charset.name.empty() && charset.name != "utf-8" && !is_wide(charset) &&
           transcode(bytes, charset).invalid == 0;
}

/// The line ends of EBCDIC become those of Unix.
Decoded decode_ebcdic(std::string_view bytes, std::string_view content_type) {
    constexpr std::string_view next_line = "\u0085";
    Decoded decoded = decode_as(bytes, ebcdic_charset(bytes, content_type), {});
    std::string lines;
    for (std::string_view rest = decoded.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find(next_line), rest.size());
        lines += rest.substr(0, end);
        if (end < rest.size()) lines += '\n';
        rest.remove_prefix(std::min(end + next_line.size(), rest.size()));
    }
    decoded.text = std::move(lines);
    return decoded;
}

Decoded decode_utf8(std::string bytes, Decoded decoded) {
    decoded.encoding = "utf-8";
    const std::size_t clean = text_prefix(bytes);
    if (clean + utf8_prefix(std::string_view(bytes).substr(clean)) == bytes.size()) {
        decoded.is_clean = clean == bytes.size();
        decoded.text = std::move(bytes);
        if (!decoded.is_clean) restore_windows_1252(decoded.text);
        return decoded;
    }
    // A text of another charset has hardly ever the form of UTF-8; one in UTF-8 may well have been cut within a
    // character.
    constexpr std::size_t valid_to_invalid = 10;
    if (const Utf8Count count = count_utf8(bytes); count.sequences >= count.invalid * valid_to_invalid) {
        report(decoded, "encoding-invalid-bytes", fmt::format("in {} places the bytes are not utf-8", count.invalid));
        decoded.text = repair_utf8(bytes);
        return decoded;
    }
    std::string guess(guess_cyrillic(bytes, Certainty::likely).value_or("windows-1252"));
    // The transport may have said UTF-8 of a document that knows better.
    if (const Charset own = charset_of_label(label_in_document(bytes)); fits(bytes, own))
        guess = mistaken_cyrillic(bytes, own).value_or(own.name);
    return decode_overriding(bytes, "utf-8", guess, std::move(decoded));
}

} // namespace

Decoded decode(std::string bytes, std::string_view content_type) {
    Decoded decoded;
    if (const ByteOrderMark* mark = byte_order_mark(bytes)) {
        bytes.erase(0, mark->bytes.size());
        if (mark->charset == "utf-8") return decode_utf8(std::move(bytes), std::move(decoded));
        return decode_as(bytes, charset_of_label(mark->charset), std::move(decoded));
    }
    if (const std::string_view wide = guess_wide(bytes); !wide.empty()) {
        return decode_as(bytes, charset_of_label(wide), std::move(decoded));
    }
    if (bytes.starts_with(ebcdic_beginning)) return decode_ebcdic(bytes, content_type);
    const auto declared = declared_charset(bytes, content_type, decoded);
    if (!declared || declared->name == "utf-8") return decode_utf8(std::move(bytes), std::move(decoded));
    if (is_utf8_nevertheless(bytes, *declared)) {
        report(decoded, "encoding-overridden", fmt::format("the document is not {} but utf-8", declared->name));
        return decode_utf8(std::move(bytes), std::move(decoded));
    }
    if (const auto cyrillic = mistaken_cyrillic(bytes, *declared)) {
        return decode_overriding(bytes, declared->name, *cyrillic, std::move(decoded));
    }
    return decode_as(bytes, *declared, std::move(decoded));
}

} // namespace arna
