#include "feeds/text/charset/charset_labels.hpp"

#include "feeds/text/ascii.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <string>

namespace arna {
namespace {

/// A row of the table: letters and digits of a label, the charset's name, and ICU's name for it where that differs.
struct Row {
    std::string_view label;
    std::string_view name;
    std::string_view icu_name = {};
};

/// What browsers take a label for, as far as it is something else than what ICU would.
constexpr Row rows[] = {
    {"utf8", "utf-8"},
    {"unicode11utf8", "utf-8"},
    {"xunicode20utf8", "utf-8"},
    {"unicode20utf8", "utf-8"},
    {"utf16", "utf-16le"},
    {"utf16le", "utf-16le"},
    {"utf16be", "utf-16be"},
    {"unicode", "utf-16le"},
    {"unicodefeff", "utf-16le"},
    {"unicodefffe", "utf-16be"},
    {"csunicode", "utf-16le"},
    {"ucs2", "utf-16le"},
    {"iso10646ucs2", "utf-16le"},
    {"utf32", "utf-32le"},
    {"utf32le", "utf-32le"},
    {"utf32be", "utf-32be"},
    {"ascii", "windows-1252"},
    {"usascii", "windows-1252"},
    {"ansix341968", "windows-1252"},
    {"iso646us", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"iso885911987", "windows-1252"},
    {"isoir100", "windows-1252"},
    {"csisolatin1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp819", "windows-1252"},
    {"ibm819", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"xcp1252", "windows-1252"},
    {"windows1252", "windows-1252"},
    {"win1252", "windows-1252"},
    {"ansi", "windows-1252"},
    {"windows1250", "windows-1250"},
    {"cp1250", "windows-1250"},
    {"windows1251", "windows-1251"},
    {"cp1251", "windows-1251"},
    {"xcp1251", "windows-1251"},
    {"win1251", "windows-1251"},
    {"1251", "windows-1251"},
    {"kz1048", "kz-1048"},
    {"strk10482002", "kz-1048"},
    {"rk1048", "kz-1048"},
    {"ptcp154", "ptcp154"},
    {"csptcp154", "ptcp154"},
    {"pt154", "ptcp154"},
    {"cp154", "ptcp154"},
    {"cyrillicasian", "ptcp154"},
    {"windows1253", "windows-1253"},
    {"cp1253", "windows-1253"},
    {"iso88599", "windows-1254"},
    {"iso885991989", "windows-1254"},
    {"isoir148", "windows-1254"},
    {"csisolatin5", "windows-1254"},
    {"latin5", "windows-1254"},
    {"l5", "windows-1254"},
    {"windows1254", "windows-1254"},
    {"cp1254", "windows-1254"},
    {"xcp1254", "windows-1254"},
    {"windows1255", "windows-1255"},
    {"windows1256", "windows-1256"},
    {"windows1257", "windows-1257"},
    {"windows1258", "windows-1258"},
    {"iso885911", "windows-874"},
    {"tis620", "windows-874"},
    {"dos874", "windows-874"},
    {"windows874", "windows-874"},
    {"iso88592", "iso-8859-2"},
    {"latin2", "iso-8859-2"},
    {"l2", "iso-8859-2"},
    {"iso88595", "iso-8859-5"},
    {"cyrillic", "iso-8859-5"},
    {"iso88598i", "iso-8859-8"},
    {"iso885915", "iso-8859-15"},
    {"latin9", "iso-8859-15"},
    {"iso885916", "iso-8859-16"},
    {"latin10", "iso-8859-16"},
    {"l10", "iso-8859-16"},
    {"koi", "koi8-r"},
    {"koi8", "koi8-r"},
    {"koi8r", "koi8-r"},
    {"cskoi8r", "koi8-r"},
    {"koi8ru", "koi8-u"},
    {"koi8u", "koi8-u"},
    {"ibm866", "ibm866", "ibm-866"},
    {"cp866", "ibm866", "ibm-866"},
    {"866", "ibm866", "ibm-866"},
    {"dos", "ibm866", "ibm-866"},
    {"xmaccyrillic", "x-mac-cyrillic"},
    {"xmacukrainian", "x-mac-cyrillic"},
    {"maccyrillic", "x-mac-cyrillic"},
    {"macintosh", "macintosh"},
    {"mac", "macintosh"},
    {"macroman", "macintosh"},
    {"xmacroman", "macintosh"},
    {"gb2312", "gbk", "gb18030"},
    {"gb231280", "gbk", "gb18030"},
    {"csgb2312", "gbk", "gb18030"},
    {"csiso58gb231280", "gbk", "gb18030"},
    {"isoir58", "gbk", "gb18030"},
    {"chinese", "gbk", "gb18030"},
    {"euccn", "gbk", "gb18030"},
    {"gbk", "gbk", "gb18030"},
    {"xgbk", "gbk", "gb18030"},
    {"cp936", "gbk", "gb18030"},
    {"windows936", "gbk", "gb18030"},
    {"gb18030", "gb18030"},
    {"big5", "big5", "big5-hkscs"},
    {"big5hkscs", "big5", "big5-hkscs"},
    {"cnbig5", "big5", "big5-hkscs"},
    {"csbig5", "big5", "big5-hkscs"},
    {"xxbig5", "big5", "big5-hkscs"},
    {"cp950", "big5", "big5-hkscs"},
    {"shiftjis", "shift_jis", "windows-31j"},
    {"sjis", "shift_jis", "windows-31j"},
    {"xsjis", "shift_jis", "windows-31j"},
    {"ms932", "shift_jis", "windows-31j"},
    {"cp932", "shift_jis", "windows-31j"},
    {"mskanji", "shift_jis", "windows-31j"},
    {"csshiftjis", "shift_jis", "windows-31j"},
    {"windows31j", "shift_jis", "windows-31j"},
    {"eucjp", "euc-jp"},
    {"xeucjp", "euc-jp"},
    {"cseucpkdfmtjapanese", "euc-jp"},
    {"iso2022jp", "iso-2022-jp"},
    {"csiso2022jp", "iso-2022-jp"},
    {"euckr", "euc-kr", "windows-949"},
    {"cseuckr", "euc-kr", "windows-949"},
    {"korean", "euc-kr", "windows-949"},
    {"ksc5601", "euc-kr", "windows-949"},
    {"ksc56011987", "euc-kr", "windows-949"},
    {"ksc56011989", "euc-kr", "windows-949"},
    {"isoir149", "euc-kr", "windows-949"},
    {"csksc56011987", "euc-kr", "windows-949"},
    {"uhc", "euc-kr", "windows-949"},
    {"cp949", "euc-kr", "windows-949"},
    {"windows949", "euc-kr", "windows-949"},
};

/// Stateful or disguising charsets that browsers refuse: text in them can look like markup to one program and not to
/// another.
constexpr std::string_view refused[] = {
    "utf7",  "unicode11utf7", "csunicode11utf7", "unicode20utf7", "imapmailboxname", "hzgb2312",
    "hz",    "iso2022kr",     "csiso2022kr",     "iso2022cn",     "iso2022cnext",    "scsu",
    "bocu1", "csbocu1",       "csscsu",          "cesu8",         "utfebcdic",       "xcompoundtext",
    "lmbcs1"};

constexpr std::string_view html_beginnings[] = {"<!doctype html", "<html", "<head", "<meta", "<title", "<body"};

std::string letters_and_digits(std::string_view label) {
    std::string out;
    for (const char c : label) {
        if (is_ascii_alphanumeric(c)) out.push_back(ascii_lower(c));
    }
    return out;
}

/// A charset that only ICU knows, under the name that was asked for.
Charset charset_of_icu(std::string_view label) {
    const std::string name = ascii_lowered(label);
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status) != 0) return {};
    const UConverterType type = ucnv_getType(converter);
    ucnv_close(converter);
    const bool stateless = type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS || type == UCNV_LATIN_1;
    return stateless ? Charset{name, name} : Charset{};
}

/// The value behind `name`, "=" and an optional quote at the start of `text`.
std::string_view attribute_value(std::string_view text, std::string_view quotes) {
    constexpr std::string_view blanks = " \t\r\n";
    std::size_t at = std::min(text.find_first_not_of(blanks), text.size());
    if (at == text.size() || text[at] != '=') return {};
    at = std::min(text.find_first_not_of(blanks, at + 1), text.size());
    text.remove_prefix(at);
    if (text.empty()) return {};
    if (quotes.contains(text.front())) {
        const std::size_t end = text.find(text.front(), 1);
        return end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
    }
    return text.substr(0, text.find_first_of(" \t\r\n;\"'/>?"));
}

std::size_t find_ignoring_case(std::string_view text, std::string_view lower_needle, std::size_t from = 0) {
    if (from > text.size()) return std::string_view::npos;
    const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), lower_needle.begin(),
                                   lower_needle.end(), [](char a, char b) { return ascii_lower(a) == b; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

/// Whether a text begins as HTML pages do; a `<meta>` in other documents is somebody's quotation.
bool is_html(std::string_view text) {
    while (text.starts_with("<!--")) {
        const std::size_t end = std::min(text.find("-->"), text.size());
        text.remove_prefix(std::min(text.find('<', end), text.size()));
    }
    return std::ranges::any_of(html_beginnings,
                               [&](std::string_view tag) { return find_ignoring_case(text, tag) == 0; });
}

std::string_view label_in_meta(std::string_view html) {
    for (std::size_t at = 0; (at = find_ignoring_case(html, "<meta", at)) != std::string_view::npos; at += 5) {
        const std::string_view tag = html.substr(at, html.find('>', at) - at);
        const std::size_t charset = find_ignoring_case(tag, "charset");
        if (charset == std::string_view::npos) continue;
        if (const auto value = attribute_value(tag.substr(charset + 7), "\"'"); !value.empty()) return value;
    }
    return {};
}

} // namespace

Charset charset_of_label(std::string_view label) {
    const std::string key = letters_and_digits(label);
    if (key.empty() || key.size() > 40 || std::ranges::find(refused, key) != std::end(refused)) return {};
    const auto row = std::ranges::find(rows, key, &Row::label);
    if (row == std::end(rows)) return charset_of_icu(label);
    return {std::string(row->name), std::string(row->icu_name.empty() ? row->name : row->icu_name)};
}

std::string_view label_in_document(std::string_view bytes) {
    std::string_view head = bytes.substr(0, 1024);
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    if (head.starts_with("<?xml")) {
        const std::string_view declaration = head.substr(0, head.find('>'));
        const std::size_t at = declaration.find("encoding");
        return at == std::string_view::npos ? std::string_view() : attribute_value(declaration.substr(at + 8), "\"'");
    }
    return is_html(head) ? label_in_meta(head) : std::string_view();
}

std::string_view label_in_content_type(std::string_view content_type) {
    for (std::size_t at = content_type.find(';'); at != std::string_view::npos; at = content_type.find(';', at + 1)) {
        std::string_view parameter = content_type.substr(at + 1);
        parameter.remove_prefix(std::min(parameter.find_first_not_of(" \t"), parameter.size()));
        if (find_ignoring_case(parameter.substr(0, 7), "charset") != 0) continue;
        return attribute_value(parameter.substr(7), "\"'");
    }
    return {};
}

} // namespace arna
