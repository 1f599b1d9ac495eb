#include "feeds/text/words/language.hpp"

#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language_scorer.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t least_letters = 80; ///< of a sure guess

/// What a guess can be sure of; the other languages of the models are there so as not to be taken for these.
constexpr std::string_view reported[] = {"kk", "ru", "en", "ky", "tt", "ba", "uk", "bg", "uz", "be", "mk", "sr", "mn"};

/// How many nats (in the model's quarters) a sure language must be ahead of the next, and how much less common its
/// pairs may be than in typical text, per pair. By these, languages that are not in the model get no sure answer.
constexpr int least_lead = 8 * 4;
constexpr int most_atypical = 450; ///< hundredths of the model's quarters

struct LetterCounts {
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t other = 0;
    bool has_marked = false;       ///< a Latin letter that English does not have
    bool has_kazakh = false;       ///< a letter that Kazakh has and Russian has not
    bool has_other_marked = false; ///< a Cyrillic one that neither has
};

/// Counts a letter from U+0400 to U+052F.
void count_cyrillic(LetterCounts& counts, char32_t c) {
    ++counts.cyrillic;
    if ((c >= U'А' && c <= U'я') || c == U'ё' || c == U'Ё') return;
    constexpr std::u32string_view kazakh = U"әғқңөұүһіӘҒҚҢӨҰҮҺІ";
    (kazakh.contains(c) ? counts.has_kazakh : counts.has_other_marked) = true;
}

LetterCounts count_letters(std::string_view text) {
    LetterCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c < 0x80) {
            counts.latin += (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' ? 1 : 0;
        } else if (c >= 0x400 && c < 0x530) {
            count_cyrillic(counts, c);
        } else if (u_isalpha(static_cast<UChar32>(c)) != 0) {
            ++(c < 0x250 ? counts.latin : counts.other);
            counts.has_marked = counts.has_marked || c < 0x250;
        }
    }
    return counts;
}

/// A script with what is known of its languages.
struct Detector {
    LanguageScorer scorer;
    LanguageScorer::Weights prior{};
    std::vector<std::size_t> without_kazakh; ///< those that start ahead only where there is no letter of Kazakh alone
    std::vector<std::size_t> without_marked; ///< and only where there is none that none of ours has

    explicit Detector(const LanguageModel& model) : scorer(model) {
        for (std::size_t i = 0; i < model.languages.size(); ++i) {
            prior[i] = prior_of(model.languages[i]);
            if (prior[i] > 0) without_marked.push_back(i);
            if (model.languages[i] == "ru") without_kazakh.push_back(i);
        }
    }

    /// What the letters of a text leave of the lead: one that a language does not have is a strong sign.
    [[nodiscard]] LanguageScorer::Weights prior_for(const LetterCounts& counts) const {
        LanguageScorer::Weights out = prior;
        if (counts.has_marked || counts.has_other_marked) {
            for (const std::size_t i : without_marked) out[i] = 0;
        }
        if (counts.has_kazakh) {
            for (const std::size_t i : without_kazakh) out[i] = 0;
        }
        return out;
    }

private:
    /// By how many nats (in quarters) the languages that arna is made for are more probable before anything is read,
    /// and those that few people write less.
    static std::int16_t prior_of(std::string_view language) {
        if (language == "kk") return 9 * 4;
        if (language == "ru") return 8 * 4;
        if (language == "en") return 10 * 4;
        constexpr std::string_view rare[] = {"tyv", "kjh", "alt", "sah", "ce",  "os",  "myv", "mhr", "udm",
                                             "kv",  "krc", "bxr", "xal", "rue", "crh", "inh", "lez"};
        return std::ranges::find(rare, language) != std::end(rare) ? -4 * 4 : 0;
    }
};

struct Ranked {
    std::size_t language = 0; ///< index in the model
    int lead = 0;             ///< over the next one
};

/// The language with the highest score.
Ranked best_of(const LanguageModel& model, const LanguageScorer::Scores& scores, const LanguageScorer::Weights& prior) {
    Ranked best;
    int first = std::numeric_limits<int>::min();
    int second = first;
    for (std::size_t i = 0; i < model.languages.size(); ++i) {
        const int score = scores.pairs[i] + scores.words[i] + prior[i];
        if (score > first) {
            second = std::exchange(first, score);
            best.language = i;
        } else {
            second = std::max(second, score);
        }
    }
    best.lead = first - second;
    return best;
}

bool is_sure(std::string_view language, const LanguageModel& model, const LanguageScorer::Scores& scores) {
    const Ranked best = best_of(model, scores, {});
    if (model.languages[best.language] != language) return false;
    const int atypical = scores.pair_count * model.typical[best.language] - 100 * scores.pairs[best.language];
    return best.lead >= least_lead && atypical <= scores.pair_count * most_atypical &&
           std::ranges::find(reported, language) != std::end(reported);
}

} // namespace

LanguageGuess guess_language(std::string_view text) {
    static const Detector cyrillic(cyrillic_model);
    static const Detector latin(latin_model);
    text = text.substr(0, LanguageScorer::longest_text); // more would not change the answer
    const LetterCounts counts = count_letters(text);
    const std::size_t most = std::max(counts.latin, counts.cyrillic);
    if (most == 0 || most < counts.other) return {};
    const bool is_latin = counts.cyrillic < most;
    const Detector& detector = is_latin ? latin : cyrillic;
    const LanguageModel& model = detector.scorer.model();
    const LanguageScorer::Scores scores = detector.scorer.score(text);
    const std::string_view language = model.languages[best_of(model, scores, detector.prior_for(counts)).language];
    const std::size_t letters = counts.latin + counts.cyrillic + counts.other;
    const bool is_enough = letters >= least_letters && most * 3 >= letters * 2;
    return {language, is_latin, is_enough && is_sure(language, model, scores)};
}

std::string detect_language(std::string_view text) {
    const LanguageGuess guess = guess_language(text);
    return std::string(guess.sure ? guess.language : std::string_view());
}

} // namespace arna
