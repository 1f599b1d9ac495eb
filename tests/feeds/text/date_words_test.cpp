#include "feeds/text/date/date_words.hpp"

#include "feeds/text/date/date_names.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <catch2/catch.hpp>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace arna {
namespace {

using Symbols = icu::DateFormatSymbols;
using Names = std::vector<std::string>; ///< of one month, or of the weekdays

Names split(std::string_view text, char separator) {
    Names parts(1);
    for (const char c : text) {
        if (c == separator) {
            parts.emplace_back();
        } else if (c != ' ' || !parts.back().empty()) {
            parts.back() += c;
        }
    }
    return parts;
}

/// What ICU calls months or weekdays, as far as a date can be read by it.
std::array<Names, 13> icu_names(const Symbols& symbols) {
    std::array<Names, 13> names; // the last are the weekdays
    const auto add = [](Names& to, const icu::UnicodeString& name, bool is_month) {
        std::string text;
        name.toUTF8String(text);
        std::string key = date_key(text);
        std::erase(key, '.');
        const bool is_number = std::ranges::any_of(key, [](char c) { return c >= '0' && c <= '9'; });
        const bool is_letter = !is_month && std::ranges::count_if(key, [](char c) { return (c & 0xC0) != 0x80; }) < 2;
        if (!is_number && !is_letter && !key.contains(' ')) to.push_back(key);
    };
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
            int32_t count = 0;
            const icu::UnicodeString* months = symbols.getMonths(count, context, width);
            for (int i = 0; i < 12; ++i) add(names[static_cast<std::size_t>(i)], months[i], true);
            const icu::UnicodeString* weekdays = symbols.getWeekdays(count, context, width);
            for (int i = 1; i < count; ++i) add(names[12], weekdays[i], false);
        }
    }
    return names;
}

} // namespace

TEST_CASE("the names of months and weekdays are those of ICU, as they are looked up", "[text][date]") {
    for (const DateNames& names : date_names) {
        CAPTURE(names.language);
        UErrorCode status = U_ZERO_ERROR;
        const auto locale = icu::Locale::forLanguageTag(std::string(names.language), status);
        const Symbols symbols(locale, status);
        REQUIRE(U_SUCCESS(status));
        const auto expected = icu_names(symbols);
        const Names months = split(names.months, ',');
        REQUIRE((months.size() == 12 || names.months.empty()));
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CAPTURE(i);
            const std::string listed = i == 12             ? std::string(names.weekdays)
                                       : i < months.size() ? months[i]
                                                           : std::string();
            Names wanted = expected[i];
            Names found = listed.empty() ? Names() : split(listed, ' ');
            for (const auto& name : found) CHECK(date_key(name) == name);
            std::ranges::sort(wanted);
            wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
            std::ranges::sort(found);
            CHECK(found == wanted);
        }
    }
}

TEST_CASE("a name means what the first language says that has it", "[text][date]") {
    CHECK(date_word("lis").value == 11); // Ukrainian лис and Polish "lis", not July
    CHECK(date_word("listopad").value == 11);
    CHECK(date_word("mar").value == 3);
    CHECK(date_word("mar").may_be_weekday);
    CHECK_FALSE(date_word("march").may_be_weekday);
    CHECK(date_word("ақпандағы").value == 2);
    CHECK(date_word("понедельник").kind == DateWord::Kind::weekday);
    CHECK(date_word("feburary").value == 2);
    CHECK(date_word("pm").value == 12);
    CHECK(date_word("арна").kind == DateWord::Kind::unknown);
}

} // namespace arna
