#include "feeds/text/charset/charset_decoder.hpp"

#include "feeds/text/charset/single_byte_charset.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <numeric>
#include <stdexcept>

namespace arna {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

void count_and_replace(const void* context, UConverterToUnicodeArgs* arguments, const char* bytes, int32_t length,
                       UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    ++*const_cast<std::size_t*>(static_cast<const std::size_t*>(context));
    UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, bytes, length, reason, status);
}

Transcoded by_icu(std::string_view bytes, UConverter* converter) {
    Transcoded result;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter, count_and_replace, &result.invalid, nullptr, nullptr, &status);
    result.text.reserve(bytes.size() * 2);
    std::array<char16_t, 4096> buffer{};
    char16_t lead = 0; // half of a surrogate pair whose other half is in the next buffer
    const char* source = bytes.data();
    do {
        status = U_ZERO_ERROR;
        char16_t* target = buffer.data();
        ucnv_toUnicode(converter, &target, buffer.data() + buffer.size(), &source, bytes.data() + bytes.size(), nullptr,
                       1, &status);
        for (const char16_t* at = buffer.data(); at < target; ++at) {
            if (U16_IS_LEAD(*at)) {
                lead = *at;
            } else if (U16_IS_TRAIL(*at)) {
                append_utf8(result.text, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead, *at)));
            } else {
                append_utf8(result.text, *at);
            }
        }
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return result;
}

/// Asks ICU for all the upper half at once, so that a document needs no call per character.
UpperHalf upper_half(UConverter* converter) {
    UpperHalf table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char byte = static_cast<char>(0x80U + i);
        UErrorCode status = U_ZERO_ERROR;
        char16_t c = replacement_character;
        ucnv_toUChars(converter, &c, 1, &byte, 1, &status);
        table[i] = U_FAILURE(status) != 0 ? static_cast<char16_t>(replacement_character) : c;
    }
    return table;
}

/// Whether a charset maps bytes to characters one by one and agrees with ASCII (EBCDIC does not).
bool extends_ascii(UConverter* converter) {
    if (ucnv_getType(converter) != UCNV_SBCS) return false;
    std::array<char, 95> printable{};
    std::iota(printable.begin(), printable.end(), ' ');
    std::array<char16_t, 96> decoded{};
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUChars(converter, decoded.data(), decoded.size(), printable.data(), printable.size(), &status);
    return U_SUCCESS(status) != 0 && std::equal(printable.begin(), printable.end(), decoded.begin());
}

} // namespace

Transcoded transcode(std::string_view bytes, const Charset& charset) {
    if (const auto table = own_upper_half(charset.name)) return from_single_bytes(bytes, *table);
    UErrorCode status = U_ZERO_ERROR;
    const Converter converter(ucnv_open(charset.icu_name.c_str(), &status));
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU: no converter for " + charset.icu_name);
    return extends_ascii(converter.get()) ? from_single_bytes(bytes, upper_half(converter.get()))
                                          : by_icu(bytes, converter.get());
}

} // namespace arna
