#include "feeds/text/words/language_name.hpp"

#include "feeds/text/ascii.hpp"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace arna {
namespace {

std::string primary_subtag(std::string_view tag) { return ascii_lowered(tag.substr(0, tag.find('-'))); }

std::vector<std::string_view> sorted_iso_languages() {
    std::vector<std::string_view> codes;
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) codes.emplace_back(*code);
    std::ranges::sort(codes);
    return codes;
}

} // namespace

bool is_known_language(std::string_view tag) {
    static const auto codes = sorted_iso_languages();
    return std::ranges::binary_search(codes, std::string_view(primary_subtag(tag)));
}

std::string own_language_name(std::string_view tag) {
    const auto code = primary_subtag(tag);
    if (code == "kk") return "қазақша"; // ICU: "қазақ тілі", which is no adverb as the others are
    if (!is_known_language(code)) return std::string(tag);
    const icu::Locale locale(code.c_str());
    icu::UnicodeString name;
    locale.getDisplayLanguage(locale, name);
    std::string utf8;
    name.toUTF8String(utf8);
    return utf8;
}

} // namespace arna
