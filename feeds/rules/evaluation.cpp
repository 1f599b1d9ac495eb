#include "feeds/rules/evaluation.hpp"

#include "feeds/rules/index/wildcard.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace arna {
namespace {

using std::chrono::milliseconds;

/// Compares with the period [from, until): less is before it, greater behind it.
template <class T>
bool compares(T value, Comparison comparison, T from, T until) {
    switch (comparison) {
    case Comparison::less: return value < from;
    case Comparison::less_equal: return value < until;
    case Comparison::equal: return value >= from && value < until;
    case Comparison::greater_equal: return value >= from;
    case Comparison::greater: return value >= until;
    }
    return false;
}

/// "2d 5h", "45s".
std::string format_age(milliseconds age) {
    using namespace std::chrono;
    const auto total = duration_cast<seconds>(age).count();
    const std::int64_t parts[] = {total / 86400, total / 3600 % 24, total / 60 % 60, total % 60};
    constexpr std::string_view units = "dhms";
    std::size_t first = 0;
    while (first < 3 && parts[first] == 0) ++first;
    std::string out = fmt::format("{}{}", parts[first], units[first]);
    if (first < 3 && parts[first + 1] > 0) out += fmt::format(" {}{}", parts[first + 1], units[first + 1]);
    return out;
}

/// Endings that may stand between two words of a phrase: no word has more, and a text of endings alone must not make
/// every look at a neighbour a walk through it.
constexpr int max_endings = 3;

/// The words of an item that a phrase covers, by index.
struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

struct Found {
    std::string text;
    std::size_t offset = 0;
};

/// What was found, as far as it is shown: thousands of terms may find the same megabyte.
std::string shown(std::string_view found) { return std::string(utf8_beginning(found, max_found_bytes)); }

/// Tests one term on one item, and gives its places to a visitor until that returns false: the name of the field, and
/// what makes the Found if that is wanted.
class TermTest {
public:
    TermTest(const RuleProgram& program, const ItemFeatures& item, const RuleNode& term)
        : program_(program), item_(item), term_(term) {}

    template <class Visit>
    void each_place(Visit&& visit) const {
        switch (term_.kind) {
        case RuleNode::Kind::word: return each_word(visit);
        case RuleNode::Kind::phrase: return each_phrase(visit);
        case RuleNode::Kind::name: return each_name(visit);
        case RuleNode::Kind::wildcard: return each_wildcard(visit);
        case RuleNode::Kind::part: return part(visit);
        case RuleNode::Kind::regex: return each_regex(visit);
        case RuleNode::Kind::age: return age(visit);
        case RuleNode::Kind::published: return published(visit);
        default: return;
        }
    }

private:
    bool looks_in(Field field) const { return (fields_of(term_.field) & field_bit(field)) != 0; }

    bool looks_in_part_of(std::uint32_t word) const {
        return looks_in(item_.words().field_of(item_.words().words()[word]));
    }

    template <class Visit>
    bool visit_words(Visit& visit, Stretch words) const {
        const ItemWord& first = item_.words().words()[words.first];
        return visit(field_name(item_.words().field_of(first)),
                     [&] { return Found{shown(item_.words().text_of(words.first, words.last)), first.offset}; });
    }

    template <class Visit>
    void each_word(Visit& visit) const {
        if (!item_.has_word_in(term_.operand, fields_of(term_.field))) return;
        for (const std::uint32_t word : item_.words_of(term_.operand)) {
            if (looks_in_part_of(word) && !visit_words(visit, {word, word})) return;
        }
    }

    /// Looks around the words of the rarest term of the phrase, so that a phrase of common words costs little.
    template <class Visit>
    void each_phrase(Visit& visit) const {
        const std::vector<TermId>& phrase = program_.phrases[term_.operand];
        std::size_t rarest = 0;
        for (std::size_t i = 0; i < phrase.size(); ++i) {
            if (!item_.has_word_in(phrase[i], fields_of(term_.field))) return;
            if (item_.words_of(phrase[i]).size() < item_.words_of(phrase[rarest]).size()) rarest = i;
        }
        for (const std::uint32_t word : item_.words_of(phrase[rarest])) {
            if (!looks_in_part_of(word)) continue;
            const auto stretch = stretch_around(word, phrase, rarest);
            if (stretch && !visit_words(visit, *stretch)) return;
        }
    }

    std::optional<Stretch> stretch_around(std::uint32_t word, std::span<const TermId> phrase, std::size_t place) const {
        Stretch stretch{word, word};
        for (std::size_t i = place; i-- > 0;) {
            const auto before = neighbour(stretch.first, phrase[i], -1);
            if (!before) return std::nullopt;
            stretch.first = *before;
        }
        for (std::size_t i = place + 1; i < phrase.size(); ++i) {
            const auto behind = neighbour(stretch.last, phrase[i], 1);
            if (!behind) return std::nullopt;
            stretch.last = *behind;
        }
        return stretch;
    }

    /// The word of a term next to a word, before (-1) or behind it (1), in the same block. Endings behind a hyphen
    /// belong to their word: "АҚШ президенті" is found in "АҚШ-тың президенті".
    std::optional<std::uint32_t> neighbour(std::uint32_t word, TermId term, int step) const {
        const std::vector<ItemWord>& words = item_.words().words();
        const std::uint32_t block = words[word].block;
        std::int64_t next = std::int64_t{word} + step;
        for (int passed = 0; passed <= max_endings && next >= 0 && next < std::ssize(words); ++passed, next += step) {
            const auto index = static_cast<std::uint32_t>(next);
            if (words[index].block != block) return std::nullopt;
            if (item_.is_word_of(index, term)) return index;
            if (!words[index].is_ending) return std::nullopt;
        }
        return std::nullopt;
    }

    template <class Visit>
    void each_name(Visit& visit) const {
        for (const NameHit& hit : item_.names().of(term_.operand)) {
            if (!visit(hit.field, [&] { return Found{shown(hit.found)}; })) return;
        }
    }

    template <class Visit>
    void each_wildcard(Visit& visit) const {
        const std::string& pattern = program_.patterns[term_.operand];
        const auto values =
            term_.field == Field::source ? std::span(&item_.item().source, 1) : std::span(item_.item().labels);
        for (const std::string& value : values) {
            if (!fits_wildcard(pattern, fold(value, term_.loose))) continue;
            if (!visit(field_name(term_.field), [&] { return Found{shown(value)}; })) return;
        }
    }

    template <class Visit>
    void part(Visit& visit) const {
        if (!item_.comparable_url(term_.loose).contains(program_.patterns[term_.operand])) return;
        visit("url", [&] { return Found{shown(item_.item().url)}; });
    }

    template <class Visit>
    void each_regex(Visit& visit) const {
        for (const ItemFeatures::RegexHit& hit : item_.texts_of(term_.operand)) {
            if (!looks_in(hit.field)) continue;
            if (!visit(hit.label, [&] { return first_match(hit); })) return;
        }
    }

    Found first_match(const ItemFeatures::RegexHit& hit) const {
        const std::string_view found = item_.first_match(hit);
        return {shown(found), static_cast<std::size_t>(found.data() - hit.text.data())};
    }

    /// Without a date of its own an item was published when it was first seen.
    std::optional<Time> time_of_publication() const {
        return item_.item().published ? item_.item().published : item_.item().seen;
    }

    template <class Visit>
    void age(Visit& visit) const {
        const auto time = time_of_publication();
        if (!time || !item_.item().seen) return;
        const AgeTerm& test = program_.ages[term_.operand];
        const milliseconds age = std::max(*item_.item().seen - *time, milliseconds::zero());
        const bool by_unit = test.comparison == Comparison::equal;
        const milliseconds until = test.duration + (by_unit ? test.unit : milliseconds(1));
        if (compares(age, test.comparison, test.duration, until)) visit("age", [&] { return Found{format_age(age)}; });
    }

    template <class Visit>
    void published(Visit& visit) const {
        const auto time = time_of_publication();
        const PublishedTerm& test = program_.dates[term_.operand];
        if (!time || !compares(*time, test.comparison, test.from, test.until)) return;
        visit("published", [&] { return Found{format_rfc3339(*time)}; });
    }

    const RuleProgram& program_;
    const ItemFeatures& item_;
    const RuleNode& term_;
};

} // namespace

bool holds(const RuleProgram& program, const ItemFeatures& item, std::uint32_t index) {
    const RuleNode& node = program.nodes[index];
    switch (node.kind) {
    case RuleNode::Kind::all:
        for (const std::uint32_t child : ChildNodes(program, index)) {
            if (!holds(program, item, child)) return false;
        }
        return true;
    case RuleNode::Kind::any:
        for (const std::uint32_t child : ChildNodes(program, index)) {
            if (holds(program, item, child)) return true;
        }
        return false;
    case RuleNode::Kind::negation: return !holds(program, item, index + 1);
    case RuleNode::Kind::word: return item.has_word_in(node.operand, fields_of(node.field));
    default: break;
    }
    bool found = false;
    TermTest(program, item, node).each_place([&found](auto&&...) {
        found = true;
        return false;
    });
    return found;
}

std::vector<Finding> findings(const RuleProgram& program, const ItemFeatures& item, const RuleNode& term,
                              std::size_t limit) {
    std::vector<Finding> found;
    std::size_t of_field = 0;
    TermTest(program, item, term).each_place([&](std::string_view field, auto&& make) {
        of_field = !found.empty() && found.back().field == field ? of_field + 1 : 1;
        if (of_field > limit) return true;
        Found place = make();
        found.push_back({.field = std::string(field), .found = std::move(place.text), .offset = place.offset});
        return true;
    });
    return found;
}

bool add_evidence(const RuleProgram& program, const ItemFeatures& item, std::uint32_t term,
                  std::vector<Evidence>& because) {
    const RuleNode& node = program.nodes[term];
    const std::size_t before = because.size();
    TermTest(program, item, node).each_place([&](std::string_view field, auto&& make) {
        if (because.size() > before && because.back().field == field) return true;
        because.push_back({.field = std::string(field),
                           .term = std::string(program.text_of(program.node_texts[term])),
                           .found = make().text});
        return node.field == Field::tag;
    });
    return because.size() > before;
}

} // namespace arna
