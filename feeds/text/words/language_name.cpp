#include "feeds/text/words/language_name.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace arna {

std::string language_name(std::string_view code) {
    if (code == "kk") return "қазақша"; // ICU says "қазақ тілі"
    const bool has_form = (code.size() == 2 || code.size() == 3) &&
                          std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!has_form) return {};
    const icu::Locale locale{std::string(code).c_str()};
    if (std::string_view(locale.getISO3Language()).empty()) return {};
    icu::UnicodeString name;
    locale.getDisplayLanguage(locale, name);
    std::string text;
    name.toUTF8String(text);
    return text;
}

} // namespace arna
