#include "feeds/text/words/language.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language_scorer.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t least_letters = 80; ///< of a sure guess

/// What a guess can be sure of; the other languages of the models are there so as not to be taken for these.
constexpr std::string_view reported[] = {"kk", "ru", "en", "ky", "tt", "ba", "uk", "bg", "uz", "be", "mk", "sr", "mn"};

/// How many nats (in the model's quarters) a sure language must be ahead of the next, and how much more its letters may
/// cost than those of typical text, per letter. By these, languages that are not in the model get no sure answer.
constexpr int least_lead = 8 * 4;
constexpr int most_atypical = 450; ///< hundredths of the model's quarters
/// What is in Latin letters and nothing else seems English more often; English itself has few spellings.
constexpr int most_atypical_english = 330;

/// What a letter says of the language.
enum class LetterKind : std::uint8_t {
    none,
    latin,
    marked_latin, ///< one that English does not have
    cyrillic,
    kazakh,          ///< that Kazakh has and Russian has not
    marked_cyrillic, ///< that neither has
    other,
};

LetterKind kind_of(char32_t c) {
    if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' ? LetterKind::latin : LetterKind::none;
    if (c >= 0x400 && c < 0x530) {
        if ((c >= U'А' && c <= U'я') || c == U'ё' || c == U'Ё') return LetterKind::cyrillic;
        constexpr std::u32string_view kazakh = U"әғқңөұүһіӘҒҚҢӨҰҮҺІ";
        return kazakh.contains(c) ? LetterKind::kazakh : LetterKind::marked_cyrillic;
    }
    if (u_isalpha(static_cast<UChar32>(c)) == 0) return LetterKind::none;
    return c < 0x250 ? LetterKind::marked_latin : LetterKind::other;
}

/// The beginning of a text, with what its letters say.
class Beginning {
public:
    explicit Beginning(std::string_view text) {
        static const std::vector<LetterKind> kinds = kinds_of_letters();
        for (std::size_t at = 0; at < text.size() && size_ < characters_.size();) {
            const char32_t c = next_code_point(text, at);
            characters_[size_++] = c < 0x10000 ? static_cast<char16_t>(c) : u'\0';
            ++counts_[static_cast<std::size_t>(c < kinds.size() ? kinds[c] : kind_of(c))];
        }
    }

    [[nodiscard]] std::span<const char16_t> characters() const { return std::span(characters_).first(size_); }
    [[nodiscard]] std::size_t latin() const { return count(LetterKind::latin) + count(LetterKind::marked_latin); }
    [[nodiscard]] std::size_t cyrillic() const {
        return count(LetterKind::cyrillic) + count(LetterKind::kazakh) + count(LetterKind::marked_cyrillic);
    }
    [[nodiscard]] std::size_t other() const { return count(LetterKind::other); }
    [[nodiscard]] bool has(LetterKind kind) const { return count(kind) > 0; }

private:
    static std::vector<LetterKind> kinds_of_letters() {
        std::vector<LetterKind> kinds(0x530);
        for (std::size_t c = 0; c < kinds.size(); ++c) kinds[c] = kind_of(static_cast<char32_t>(c));
        return kinds;
    }
    [[nodiscard]] std::size_t count(LetterKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

    std::array<char16_t, LanguageScorer::longest_text> characters_; // not initialised: of a headline few are used
    std::size_t size_ = 0;
    std::array<std::size_t, static_cast<std::size_t>(LetterKind::other) + 1> counts_{};
};

/// By how many nats (in quarters) languages are more probable before anything is read, by index in a model.
using Lead = std::array<std::int16_t, LanguageScorer::most_languages>;

/// A script with what is known of its languages.
struct Detector {
    LanguageScorer scorer;
    Lead lead{};
    Lead lead_with_kazakh{}; ///< where there is a letter that Kazakh has and Russian has not
    Lead lead_with_marked{}; ///< where there is one that none of ours has

    /// Each is laid out when a text is in its letters: many programs read texts in those of one.
    static const Detector& of_cyrillic() {
        static const Detector detector(cyrillic_model);
        return detector;
    }
    static const Detector& of_latin() {
        static const Detector detector(latin_model);
        return detector;
    }

    explicit Detector(const LanguageModel& model) : scorer(model) {
        for (std::size_t i = 0; i < model.languages.size(); ++i) {
            const std::string_view language = model.languages[i];
            lead[i] = lead_of(language, &model == &cyrillic_model);
            lead_with_kazakh[i] = language == "ru" ? std::int16_t{0} : lead[i];
            lead_with_marked[i] = is_ours(language) ? lag_with_marked : lead[i];
        }
    }

    /// What the letters of a text leave of the lead: one that a language does not have is a strong sign.
    [[nodiscard]] const Lead& lead_for(const Beginning& text) const {
        if (text.has(LetterKind::marked_latin) || text.has(LetterKind::marked_cyrillic)) return lead_with_marked;
        return text.has(LetterKind::kazakh) ? lead_with_kazakh : lead;
    }

private:
    /// A letter that none of them has is in names and quotations alone.
    static constexpr std::int16_t lag_with_marked = -4 * 4;

    static bool is_ours(std::string_view language) { return language == "kk" || language == "ru" || language == "en"; }

    /// The languages that arna is made for are ahead, those that few people write behind.
    static std::int16_t lead_of(std::string_view language, bool is_cyrillic) {
        if (language == "kk") return 15;
        if (language == "ru") return 10;
        if (language == "en") return 18;
        if (is_cyrillic && (language == "tk" || language == "az")) return -4 * 4; // both are written in Latin now
        if (language == "cv") return -4 * 4;
        constexpr std::string_view smaller[] = {"alt", "sah", "ce",  "os",  "myv", "mhr", "udm", "kv",
                                                "krc", "bxr", "xal", "rue", "crh", "inh", "lez"};
        if (std::ranges::find(smaller, language) != std::end(smaller)) return -7 * 4;
        constexpr std::string_view rarer[] = {"tl", "sw", "mg", "jv", "so", "mt", "lb", "fy", "oc", "la", "eo", "cy"};
        return std::ranges::find(rarer, language) != std::end(rarer) ? -2 * 4 : 0;
    }
};

struct Ranked {
    std::size_t language = 0; ///< index in the model
    int lead = 0;             ///< over the next one
};

/// The language with the lowest cost.
Ranked best_of(const LanguageModel& model, const LanguageScorer::Scores& scores, const Lead& lead) {
    Ranked best;
    int first = std::numeric_limits<int>::max();
    int second = first;
    for (std::size_t i = 0; i < model.languages.size(); ++i) {
        const int cost = scores.costs[i] - lead[i];
        if (cost < first) {
            second = std::exchange(first, cost);
            best.language = i;
        } else {
            second = std::min(second, cost);
        }
    }
    best.lead = second - first;
    return best;
}

bool is_sure(std::string_view language, const LanguageModel& model, const LanguageScorer::Scores& scores) {
    const Ranked best = best_of(model, scores, {});
    if (model.languages[best.language] != language) return false;
    const int atypical = 100 * scores.costs[best.language] - scores.letters * model.typical[best.language];
    const int most = language == "en" ? most_atypical_english : most_atypical;
    return best.lead >= least_lead && atypical <= scores.letters * most &&
           std::ranges::find(reported, language) != std::end(reported);
}

} // namespace

LanguageGuess guess_language(std::string_view text) {
    const Beginning beginning(text); // more would not change the answer
    const std::size_t most = std::max(beginning.latin(), beginning.cyrillic());
    if (most == 0 || most < beginning.other()) return {};
    // Names and brands in Latin letters are in texts of any language, Cyrillic words in Cyrillic texts alone.
    const bool is_latin = beginning.cyrillic() * 3 < beginning.latin() * 2;
    const Detector& detector = is_latin ? Detector::of_latin() : Detector::of_cyrillic();
    const LanguageModel& model = detector.scorer.model();
    const LanguageScorer::Scores scores = detector.scorer.score(beginning.characters());
    const std::string_view language = model.languages[best_of(model, scores, detector.lead_for(beginning)).language];
    const std::size_t letters = beginning.latin() + beginning.cyrillic() + beginning.other();
    const std::size_t read = is_latin ? beginning.latin() : beginning.cyrillic();
    const bool is_enough = letters >= least_letters && read * 3 >= letters * 2;
    return {language, is_latin, is_enough && is_sure(language, model, scores)};
}

std::string detect_language(std::string_view text) {
    const LanguageGuess guess = guess_language(text);
    return std::string(guess.sure ? guess.language : std::string_view());
}

} // namespace arna
