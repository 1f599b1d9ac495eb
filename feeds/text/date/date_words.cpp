#include "feeds/text/date/date_words.hpp"

#include "feeds/text/date/date_names.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <forward_list>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace arna {
namespace {

using Kind = DateWord::Kind;

struct Row {
    std::string_view word;
    Kind kind;
    int value = 0;
};

/// Words that are no names, and names in other forms than date_names has. In the form of date_key(): й is и.
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
    {"иил", Kind::filler},       {"соат", Kind::filler},
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

/// The words before the first `separator`, which are taken from `text` with it.
std::string_view take_until(std::string_view& text, char separator) {
    const std::string_view taken = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(taken.size() + 1, text.size()));
    while (text.starts_with(' ')) text.remove_prefix(1);
    return taken;
}

class Dictionary {
public:
    Dictionary() {
        constexpr std::size_t about = 2048;
        words_.reserve(about);
        for (const Row& row : rows) words_.try_emplace(row.word, DateWord{.kind = row.kind, .value = row.value});
        for (const DateNames& names : date_names) add(names);
    }

    DateWord find(std::string_view key) const {
        const auto found = words_.find(key);
        return found == words_.end() ? DateWord() : found->second;
    }

private:
    void add(const DateNames& names) {
        std::string_view months = names.months;
        for (int month = 1; !months.empty(); ++month) {
            std::string_view of_one = take_until(months, ',');
            const DateWord meaning{.kind = Kind::month, .value = month};
            if (names.language == "kk") add_kazakh_forms(of_one.substr(0, of_one.find(' ')), meaning);
            while (!of_one.empty()) words_.try_emplace(take_until(of_one, ' '), meaning);
        }
        for (std::string_view weekdays = names.weekdays; !weekdays.empty();) {
            const auto [place, is_new] = words_.try_emplace(take_until(weekdays, ' '), DateWord{.kind = Kind::weekday});
            if (!is_new) place->second.may_be_weekday = true;
        }
    }

    void add_kazakh_forms(std::string_view month, const DateWord& meaning) {
        for (const std::string_view ending : kazakh_endings) {
            words_.try_emplace(kazakh_forms_.emplace_front(std::string(month) + std::string(ending)), meaning);
        }
    }

    std::unordered_map<std::string_view, DateWord> words_;
    std::forward_list<std::string> kazakh_forms_; ///< which words_ refers to
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
