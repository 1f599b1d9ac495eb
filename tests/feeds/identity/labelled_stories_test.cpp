// Pairs of made news in three languages: copies with the edits that outlets make, and near misses.
#include "feeds/identity/similarity.hpp"
#include "tests/feeds/identity/labelled_texts.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace arna;

namespace {

/// A made article, before it is edited.
struct Made {
    std::string title;
    std::vector<std::string> sentences;

    [[nodiscard]] std::string text() const {
        std::string joined;
        for (const auto& sentence : sentences) joined += (joined.empty() ? "" : " ") + sentence;
        return joined;
    }
};

struct Labelled {
    std::string kind;
    bool is_story = false;
    Made a, b;
    std::string text_a, text_b;
};

class Newsroom {
public:
    Newsroom(const NewsLanguage& language, std::uint32_t seed) : language_(language), random_(seed) {}

    std::vector<Labelled> pairs(int of_kind) {
        std::vector<Labelled> all;
        for (int n = 0; n < of_kind; ++n) {
            for (int edits = 1; edits <= 3; ++edits) all.push_back(copy(edits));
            all.push_back(credited());
            all.push_back(refilled());
            all.push_back(next_day());
            all.push_back(of_others());
            all.push_back(of_like_names());
            all.push_back(follow_up());
            all.push_back(digest());
            all.push_back(other_report());
        }
        return all;
    }

private:
    std::size_t below(std::size_t n) { return random_() % n; }
    template <class List>
    std::string one_of(const List& list) {
        return std::string(list[below(list.size())]);
    }

    std::string filled(std::string_view form) {
        std::string text;
        for (std::size_t at = 0; at < form.size(); ++at) {
            if (form[at] != '{') {
                text += form[at];
                continue;
            }
            switch (form[at + 1]) {
            case 'n': text += std::to_string(1 + below(below(2) == 0 ? 60 : 900)); break;
            case 'p': text += one_of(language_.places); break;
            case 'w': text += one_of(language_.people); break;
            case 'o': text += one_of(language_.organisations); break;
            default: text += one_of(language_.days);
            }
            at += 2;
        }
        return text;
    }

    static std::string put(std::string text, std::string_view slot, std::string_view word) {
        for (std::size_t found = 0; (found = text.find(slot)) != std::string::npos;)
            text.replace(found, slot.size(), word);
        return text;
    }

    using Order = std::vector<std::size_t>; ///< of the sentences of the language

    Order shuffled() {
        Order order(language_.sentences.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::shuffle(order, random_);
        return order;
    }

    Made report(std::span<const std::size_t> sentences) {
        Made made{.title = filled(one_of(language_.titles)), .sentences = {}};
        for (const auto n : sentences) made.sentences.push_back(filled(language_.sentences[n]));
        return made;
    }

    static Labelled pair(std::string kind, bool is_story, Made a, Made b) {
        auto text_a = a.text(), text_b = b.text();
        return {std::move(kind), is_story, std::move(a), std::move(b), std::move(text_a), std::move(text_b)};
    }

    /// The same text as another outlet prints it.
    Labelled copy(int edits) {
        const auto order = shuffled();
        const auto original = report(std::span(order).first(6 + below(5)));
        auto edited = original;
        std::string before, behind;
        std::vector<int> kinds{0, 1, 2, 3, 4, 5, 6};
        std::ranges::shuffle(kinds, random_);
        for (int n = 0; n < edits; ++n) switch (kinds[static_cast<std::size_t>(n)]) {
            case 0: edited.title = filled(one_of(language_.titles)); break;
            case 1: before = one_of(language_.agencies); break;
            case 2:
                edited.sentences.resize(std::max<std::size_t>(4, edited.sentences.size() * 2 / 3));
                break; // the tail
            case 3: behind = "\n" + one_of(language_.credits); break;
            case 4: edited.sentences.insert(edited.sentences.begin(), one_of(language_.leads)); break;
            case 5: edited.sentences.erase(edited.sentences.begin() + 2); break;
            case 6: // it runs on
                edited.sentences.push_back(filled(language_.sentences[below(language_.sentences.size())]));
                break;
            }
        auto made = pair(fmt::format("copy, {} edits", edits), true, original, std::move(edited));
        made.text_b = before + typeset(made.text_b) + behind;
        return made;
    }

    /// Quotes, dashes and ё of another house.
    std::string typeset(std::string text) {
        if (below(2) == 0) return text;
        for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"«", "\""},
                                       {"»", "\""},
                                       {"–", "-"},
                                       {"ё", "е"},
                                       {"“", "\""},
                                       {"”", "\""}})
            for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
                text.replace(at, from.size(), to);
        return text;
    }

    /// A short text in which each outlet names itself.
    Labelled credited() {
        const auto order = shuffled();
        const auto one = report(std::span(order).first(5));
        const auto telling = one_of(language_.tellings);
        const auto outlet = below(language_.outlets.size());
        const auto told_by = [&](std::size_t other) {
            auto copy = one;
            auto& sentence = copy.sentences.front();
            const auto who = language_.outlets[(outlet + other) % language_.outlets.size()];
            sentence.replace(sentence.size() - 1, 1, ", " + put(telling, "{x}", who) + ".");
            return copy;
        };
        return pair("credited", true, told_by(0), told_by(1 + below(3)));
    }

    /// A form without figures, of somebody whose name begins like another's.
    Labelled of_like_names() {
        const auto form = one_of(language_.forms);
        const auto [who, other] = language_.like_people[below(4)];
        const auto [where, elsewhere] = language_.like_places[below(4)];
        const auto title = one_of(language_.titles);
        return pair("like names", false, {filled(title), {put(put(form, "{x}", who), "{y}", where)}},
                    {filled(title), {put(put(form, "{x}", other), "{y}", elsewhere)}});
    }

    Labelled refilled() {
        const auto mould = one_of(language_.moulds);
        const auto title = one_of(language_.titles);
        return pair("one mould", false, {filled(title), {filled(mould)}}, {filled(title), {filled(mould)}});
    }

    /// A form under a title that is the same every day, and one figure another one.
    Labelled next_day() {
        auto first = Made{.title = filled(one_of(language_.titles)), .sentences = {filled(one_of(language_.moulds))}};
        auto next = first;
        auto& text = next.sentences.front();
        const auto digit = text.find_first_of("0123456789");
        const auto end = text.find_first_not_of("0123456789", digit);
        text.replace(digit, end - digit, std::to_string(1 + std::stoi(text.substr(digit, end - digit))));
        return pair("next day", false, std::move(first), std::move(next));
    }

    /// A form without figures, of somebody else somewhere else; one outlet has a title of its own.
    Labelled of_others() {
        const auto form = one_of(language_.forms);
        const auto who = below(language_.people.size()), where = below(language_.places.size());
        const auto told_of = [&](std::size_t other) {
            const auto at = [&](const auto& list, std::size_t n) { return list[(n + other) % list.size()]; };
            return put(put(form, "{x}", at(language_.people, who)), "{y}", at(language_.places, where));
        };
        const auto title = one_of(language_.titles);
        return pair("of others", false, {filled(title), {told_of(0)}},
                    {below(2) == 0 ? filled(title) : filled(one_of(language_.titles)), {told_of(1 + below(9))}});
    }

    /// Later news on the same event: two sentences of its background again, the rest new.
    Labelled follow_up() {
        const auto order = shuffled();
        auto first = report(std::span(order).first(7)), next = report(std::span(order).subspan(7, 6));
        next.sentences.push_back(first.sentences[0]);
        next.sentences.push_back(first.sentences[1]);
        return pair("follow-up", false, std::move(first), std::move(next));
    }

    /// The day in short: two sentences of each of some reports.
    Labelled digest() {
        const auto order = shuffled();
        auto first = report(std::span(order).first(7)), day = report(std::span(order).subspan(7, 4));
        day.sentences.insert(day.sentences.begin() + static_cast<std::ptrdiff_t>(below(4)), first.sentences.begin(),
                             first.sentences.begin() + 2);
        return pair("digest", false, std::move(first), std::move(day));
    }

    /// Some sentences are the same but for who, where and how many.
    Labelled other_report() {
        const auto one = shuffled(), other = shuffled();
        return pair("other report", false, report(std::span(one).first(7)), report(std::span(other).first(7)));
    }

    const NewsLanguage& language_;
    std::mt19937 random_;
};

struct Counts {
    int right = 0, wrong = 0, missed = 0, apart = 0; ///< joined rightly, wrongly; not joined wrongly, rightly

    [[nodiscard]] double precision() const { return 1.0 * right / std::max(right + wrong, 1); }
    [[nodiscard]] double recall() const { return 1.0 * right / std::max(right + missed, 1); }
};

StorySketch sketch_of(const Made& made, const std::string& text) {
    return sketch_story({.title = made.title, .summary = {}, .content = text});
}

} // namespace

TEST_CASE("Of labelled pairs, copies are joined and near misses are not", "[identity][story]") {
    Counts all;
    std::size_t pairs = 0;
    std::map<std::string, Counts> by_kind;
    std::map<int, Counts> by_threshold; ///< of the score alone, in hundredths
    for (const auto& language : news_languages) {
        Newsroom newsroom(language, 20261130);
        for (const auto& [kind, is_story, a, b, text_a, text_b] : newsroom.pairs(60)) {
            const auto found = compare_stories(sketch_of(a, text_a), sketch_of(b, text_b));
            const auto back = compare_stories(sketch_of(b, text_b), sketch_of(a, text_a));
            CHECK((found.story == back.story && found.score == back.score));
            const auto count = [is_copy = is_story](Counts& counts, bool joined) {
                ++(joined ? is_copy ? counts.right : counts.wrong : is_copy ? counts.missed : counts.apart);
            };
            count(all, found.story);
            count(by_kind[std::string(language.code) + " " + kind], found.story);
            for (int threshold = 30; threshold <= 70; threshold += 5)
                count(by_threshold[threshold], found.score >= threshold / 100.0);
            ++pairs;
        }
    }
    std::string report =
        fmt::format("{} pairs: precision {:.4f}, recall {:.4f}\n", pairs, all.precision(), all.recall());
    for (const auto& [kind, counts] : by_kind)
        report += fmt::format("  {:16} joined {:3}, apart {:3}\n", kind, counts.right + counts.wrong,
                              counts.missed + counts.apart);
    for (const auto& [threshold, counts] : by_threshold)
        report += fmt::format("  the score alone, from 0.{}: precision {:.4f}, recall {:.4f}\n", threshold,
                              counts.precision(), counts.recall());
    CAPTURE(report);
    if (std::getenv("ARNA_PRINT_STORIES") != nullptr) WARN(report);
    CHECK(pairs >= 1'000);
    CHECK(all.precision() >= 0.99);
    CHECK(all.recall() >= 0.95);
}
