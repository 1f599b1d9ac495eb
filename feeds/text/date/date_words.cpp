#include "feeds/text/date/date_words.hpp"

#include "feeds/text/text_map.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace arna {
namespace {

using Kind = DateWord::Kind;

/// Whose names of months and weekdays are known. Where two languages differ about a name, the earlier one is right.
constexpr const char* languages[] = {"en", "kk", "ru", "uk", "uz", "uz_Cyrl", "tr", "de", "fr", "ko", "hu", "el",
                                     "ky", "tt", "az", "be", "bg", "es",      "it", "pt", "pl", "nl", "sv", "da",
                                     "nb", "fi", "cs", "sk", "ro", "ca",      "et", "lt", "lv", "id", "he", "ar"};

struct Row {
    std::string_view word;
    Kind kind;
    int value = 0;
};

/// Words that ICU has not, or has in another form.
constexpr Row rows[] = {
    {"sept", Kind::month, 9},    {"янв", Kind::month, 1},
    {"фев", Kind::month, 2},     {"мар", Kind::month, 3},
    {"июн", Kind::month, 6},     {"июл", Kind::month, 7},
    {"сен", Kind::month, 9},     {"сент", Kind::month, 9},
    {"окт", Kind::month, 10},    {"ноя", Kind::month, 11},
    {"нояб", Kind::month, 11},   {"ιον", Kind::month, 6},      // Greek feeds have been seen with these
    {"ιολ", Kind::month, 7},     {"februari", Kind::month, 2}, // and Hungarian ones with these
    {"febuary", Kind::month, 2}, {"feburary", Kind::month, 2},
    {"mrz", Kind::month, 3},     {"aou", Kind::month, 8},
    {"maujus", Kind::month, 5},  {"am", Kind::half, 0},
    {"pm", Kind::half, 12},      {"오전", Kind::half, 0},
    {"오후", Kind::half, 12},    {"上午", Kind::half, 0},
    {"下午", Kind::half, 12},    {"午前", Kind::half, 0},
    {"午後", Kind::half, 12},    {"πμ", Kind::half, 0},
    {"μμ", Kind::half, 12},      {"oo", Kind::half, 0}, // öğleden önce, öğleden sonra
    {"os", Kind::half, 12},      {"년", Kind::unit, 'Y'},
    {"年", Kind::unit, 'Y'},     {"월", Kind::unit, 'M'},
    {"月", Kind::unit, 'M'},     {"일", Kind::unit, 'D'},
    {"日", Kind::unit, 'D'},     {"号", Kind::unit, 'D'},
    {"시", Kind::unit, 'h'},     {"时", Kind::unit, 'h'},
    {"時", Kind::unit, 'h'},     {"点", Kind::unit, 'h'},
    {"h", Kind::unit, 'h'}, // 10h55
    {"ч", Kind::unit, 'h'},      {"분", Kind::unit, 'm'},
    {"分", Kind::unit, 'm'},     {"min", Kind::unit, 'm'},
    {"мин", Kind::unit, 'm'},    {"초", Kind::unit, 's'},
    {"秒", Kind::unit, 's'},     {"t", Kind::filler}, // of ISO 8601
    {"at", Kind::filler},        {"on", Kind::filler},
    {"the", Kind::filler},       {"of", Kind::filler},
    {"st", Kind::filler},        {"nd", Kind::filler},
    {"rd", Kind::filler},        {"th", Kind::filler},
    {"um", Kind::filler},        {"uhr", Kind::filler},
    {"den", Kind::filler},       {"der", Kind::filler},
    {"le", Kind::filler},        {"a", Kind::filler}, // à
    {"er", Kind::filler},        {"de", Kind::filler},
    {"del", Kind::filler},       {"las", Kind::filler},
    {"г", Kind::filler},         {"год", Kind::filler},
    {"года", Kind::filler},      {"го", Kind::filler},
    {"е", Kind::filler},         {"в", Kind::filler},
    {"р", Kind::filler},         {"року", Kind::filler},
    {"о", Kind::filler},         {"об", Kind::filler},
    {"ж", Kind::filler},         {"жыл", Kind::filler},
    {"жылы", Kind::filler},      {"жылғы", Kind::filler},
    {"жылдың", Kind::filler},    {"сағат", Kind::filler},
    {"yil", Kind::filler},       {"yili", Kind::filler},
    {"yilning", Kind::filler},   {"soat", Kind::filler},
    {"йил", Kind::filler},       {"соат", Kind::filler},
    {"saat", Kind::filler},      {"kl", Kind::filler},
    {"ora", Kind::filler},       {"ore", Kind::filler},
    {"standard", Kind::filler},  {"daylight", Kind::filler}, // Eastern Standard Time
    {"time", Kind::filler},
};

/// Endings that Kazakh puts on a month: "23 ақпанда", "ақпанның 23-і".
constexpr std::string_view kazakh_endings[] = {"да",  "де",  "та",  "те",  "дағы", "дегі", "тағы", "тегі", "ның",
                                               "нің", "дың", "дің", "тың", "тің",  "ға",   "ге",   "қа",   "ке",
                                               "нан", "дан", "ден", "тан", "тен",  "ы",    "і"};

std::string without_marks(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    const auto wide = nfd->normalize(
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))), status);
    std::string out;
    for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (u_getCombiningClass(c) == 0) append_utf8(out, static_cast<char32_t>(c));
    }
    return to_nfc(out); // Hangul
}

class Dictionary {
public:
    Dictionary() {
        for (const Row& row : rows) add(row.word, {.kind = row.kind, .value = row.value});
        for (const char* language : languages) add_language(language);
    }

    DateWord find(std::string_view key) const {
        const auto found = words_.find(key);
        return found == words_.end() ? DateWord() : found->second;
    }

private:
    void add_language(const char* language) {
        using Symbols = icu::DateFormatSymbols;
        UErrorCode status = U_ZERO_ERROR;
        const Symbols symbols(icu::Locale(language), status);
        if (U_FAILURE(status) != 0) return;
        for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
            for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
                int32_t count = 0;
                const icu::UnicodeString* months = symbols.getMonths(count, context, width);
                for (int i = 0; i < count; ++i) add_month(language, width, text_of(months[i]), i + 1);
                const icu::UnicodeString* weekdays = symbols.getWeekdays(count, context, width);
                for (int i = 1; i < count; ++i) add(text_of(weekdays[i]), {.kind = Kind::weekday});
            }
        }
    }

    void add_month(std::string_view language, icu::DateFormatSymbols::DtWidthType width, const std::string& name,
                   int month) {
        const DateWord meaning{.kind = Kind::month, .value = month};
        add(name, meaning);
        if (language != "kk" || width != icu::DateFormatSymbols::WIDE) return;
        for (const std::string_view ending : kazakh_endings) add(name + std::string(ending), meaning);
    }

    /// Adds a name without the stop of an abbreviation. One that is a single letter, or a number with a unit (Korean),
    /// says too little or is read otherwise.
    void add(std::string_view name, const DateWord& meaning) {
        std::string key = date_key(name);
        std::erase(key, '.');
        const bool is_number = key.find_first_of("0123456789") != std::string::npos;
        if (meaning.kind == Kind::weekday && (code_points(key) < 2 || is_number)) return;
        if (meaning.kind == Kind::month && is_number) return;
        const auto [place, is_new] = words_.try_emplace(std::move(key), meaning);
        if (!is_new && meaning.kind == Kind::weekday) place->second.may_be_weekday = true;
    }

    static std::string text_of(const icu::UnicodeString& name) {
        std::string text;
        name.toUTF8String(text);
        return text;
    }

    TextMap<DateWord> words_;
};

} // namespace

std::string date_key(std::string_view text) {
    std::string folded = fold(text);
    return ascii_prefix(folded) == folded.size() ? folded : without_marks(folded);
}

DateWord date_word(std::string_view key) {
    static const Dictionary dictionary;
    return dictionary.find(key);
}

} // namespace arna
