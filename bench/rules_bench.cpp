// What matching costs.
//     rules_bench PHRASES TEXTFILE
// PHRASES: one a line, each becomes a rule. TEXTFILE: an article a line. Prints the megabytes of text a CPU second that
// go through all phrases as
// exact words (what a literal matcher does) and as words with their forms, folding included; what 100 and 10,000 rules
// of five
// terms made of the same words cost an article; and the memory of a rule.
#include "feeds/rules/rule_set.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace arna;

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

std::vector<std::string> lines_of(const char* path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

/// An article of each text, in the language that most of its letters speak for.
std::vector<MatchItem> articles_of(const std::vector<std::string>& texts) {
    std::vector<MatchItem> items;
    for (const std::string& text : texts) {
        const bool is_kazakh = text.contains("қ") || text.contains("ғ") || text.contains("і");
        const bool is_latin =
            std::ranges::count_if(text, [](char c) { return c >= 'a' && c <= 'z'; }) * 2 > std::ssize(text);
        items.push_back({.content = text, .lang = is_latin ? "en" : is_kazakh ? "kk" : "ru"});
    }
    return items;
}

RuleSet compile(const std::vector<TagRule>& rules) {
    auto set = RuleSet::compile(rules);
    if (set) return std::move(*set);
    fmt::print(stderr, "rules_bench: {}: {}\n", rules[set.error().front().rule].match, set.error().front().message);
    std::exit(1);
}

struct Cost {
    double seconds = 0; ///< CPU, one pass over all articles
    std::size_t matches = 0;
};

Cost cost_of(const RuleSet& set, const std::vector<MatchItem>& items) {
    Cost cost;
    const double begin = cpu_seconds();
    int passes = 0;
    do {
        cost.matches = 0;
        for (const MatchItem& item : items) cost.matches += set.match(item).size();
        ++passes;
    } while (cpu_seconds() - begin < 2.0);
    cost.seconds = (cpu_seconds() - begin) / passes;
    return cost;
}

/// Rules of five terms: (a OR b) (c OR d) -e.
std::vector<TagRule> rules_of_five_terms(const std::vector<std::string>& phrases, std::size_t count) {
    std::mt19937 random(1);
    const auto word = [&] {
        const std::string& phrase = phrases[random() % phrases.size()];
        return phrase.substr(0, phrase.find(' '));
    };
    std::vector<TagRule> rules;
    while (rules.size() < count) {
        rules.push_back(
            {.name = "tag", .match = fmt::format("({} OR {}) ({} OR {}) -{}", word(), word(), word(), word(), word())});
    }
    return rules;
}

void run(const std::vector<std::string>& phrases, const std::vector<MatchItem>& items) {
    std::size_t bytes = 0;
    for (const MatchItem& item : items) bytes += item.content.size();
    const double megabytes = static_cast<double>(bytes) / 1e6;

    for (const bool exact : {true, false}) {
        std::vector<TagRule> rules;
        for (const std::string& phrase : phrases) {
            rules.push_back({.name = "tag", .match = fmt::format("{}\"{}\"", exact ? "=" : "", phrase)});
        }
        const double begin = cpu_seconds();
        const RuleSet set = compile(rules);
        const double built = cpu_seconds() - begin;
        const Cost cost = cost_of(set, items);
        fmt::print("{:<7} {} phrases, {} articles: {:.1f} MB a CPU s, {} matches; built in {:.2f} s, {} bytes a rule\n",
                   exact ? "exact" : "forms", phrases.size(), items.size(), megabytes / cost.seconds, cost.matches,
                   built, set.memory() / set.size());
    }
    double of_few = 0;
    for (const std::size_t count : {100UL, 10'000UL}) {
        const RuleSet set = compile(rules_of_five_terms(phrases, count));
        const Cost cost = cost_of(set, items);
        const double micros = cost.seconds / static_cast<double>(items.size()) * 1e6;
        if (of_few == 0) of_few = micros;
        fmt::print("{:>6} rules of five terms: {:.1f} us an article ({:.2f} times), {} matches, {} bytes a rule\n",
                   count, micros, micros / of_few, cost.matches, set.memory() / set.size());
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: rules_bench PHRASES TEXTFILE\n");
        return 2;
    }
    run(lines_of(argv[1]), articles_of(lines_of(argv[2])));
    return 0;
}
