// Hostile texts, facts and rules cost no more than some ordinary ones; and memory that runs out is an error, never a crash.
#include "feeds/model/evidence.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/rule_set.hpp"
#include "tests/hostile/heap.hpp"
#include "tests/hostile/judge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <new>
#include <stdexcept>

using namespace arna;
using namespace arna::hostile;

namespace {

const Shape ordinary_text{.name = "ordinary",
                          .piece = "Қазақстан Республикасының Президенті жаңа заңға қол қойды. Министрлік бұл туралы "
                                   "#хабарлама таратты, а выборы ~ пройдут в марте. "};

/// What texts are made of that makes one of the steps of matching work hardest: words, marks, endings, hashtags, addresses.
std::vector<Shape> text_shapes() {
    const std::vector<std::string> pieces{"a ",
                                          "а ",
                                          "a",
                                          "#a",
                                          "#a~ ",
                                          "#а_",
                                          "＃a ",
                                          "#",
                                          "\u0301",
                                          "a\u0301",
                                          "қ\u0323\u0302",
                                          "\u0323\u0302\u0306",
                                          "\uFDFA",
                                          "\uFDFA ",
                                          "\u3316",
                                          "\u3316 ",
                                          "aб",
                                          "aб ",
                                          "тiл ",
                                          "-ға",
                                          "ға-",
                                          "2026-ға",
                                          "«а»",
                                          "'",
                                          "a'",
                                          "\u00AD",
                                          "a\u00AD ",
                                          "\u200B",
                                          "日本",
                                          "😀",
                                          "\uAC01",
                                          "\xFF",
                                          "\xD0",
                                          "ﬃ ",
                                          "½ ",
                                          "заң жоба ",
                                          "қазақстан",
                                          "ғанынанынан",
                                          "\n",
                                          "а\n",
                                          "://#a ",
                                          "1a",
                                          "a~ ",
                                          "İ",
                                          "\u0958\u093C",
                                          "\u0F73",
                                          "a\u200D\u0301",
                                          "\u034F\u0301",
                                          "а б ",
                                          "хороший ",
                                          "дома ",
                                          "ұлт-тық-тың "};
    std::vector<Shape> shapes = in_places(pieces, {{.name = "text", .before = "", .after = ""}});
    shapes.push_back(
        {.name = "endings, then the word behind", .before = "а", .piece = "-ға", .after = repeated(" б", 50'000)});
    shapes.push_back({.name = "half a phrase", .before = repeated("а ", 20'000), .piece = "б "});
    return shapes;
}

/// Rules that ask for something of every kind, in numbers that a site has.
const RuleSet& usual_rules() {
    static const RuleSet set = [] {
        std::vector<TagRule> rules{
            {.name = "a", .match = "қазақстан заң* \"а а а б\" \"ға б\" /рефе?рендум/i OR #тег"},
            {.name = "b", .match = "\"а а\" OR lang:kk OR domain:kz OR has:image OR age<7d"},
            {.name = "c", .match = "=заң OR connect OR мектеп OR section:спорт OR author:а"},
            {.name = "d", .match = "қазақ /\\d+ адам/ OR tag:/x/ OR url:а OR source:*а*б OR label:*а*а", .loose = true},
            {.name = "e", .match = "референдум OR 2026 OR дом OR хороший OR читать"},
            {.name = "f", .match = "\"а б\" OR \"ға ғы ға ғы\" OR \"жаңа заң\""}};
        for (int i = 0; i < 200; ++i) {
            rules.push_back({.name = "t", .match = fmt::format("сөз{} (мектеп OR заң) -спорт", i)});
        }
        auto compiled = RuleSet::compile(rules);
        if (!compiled) throw std::logic_error(compiled.error().front().message);
        return std::move(*compiled);
    }();
    return set;
}

void use(const std::vector<RuleMatch>& matches) {
    for (const RuleMatch& match : matches) static_cast<void>(encode_reason(match.because));
}

void match_text(std::string_view text) {
    use(usual_rules().match({.content = std::string(text), .lang = "kk", .source = "s", .seen = Time{}}));
}

void explain_text(std::string_view text) {
    for (const std::size_t rule : {0, 3, 5}) {
        const auto why = usual_rules().explain(rule, {.content = std::string(text), .seen = Time{}});
        static_cast<void>(format_explanation(why) + why.summary());
    }
}

/// What is said of an item besides its texts is as long as a text here.
void match_facts(std::string_view value) {
    const std::string text(value);
    use(usual_rules().match({.title = "Заң", .lang = text, .seen = Time{}}));
    use(usual_rules().match({.title = "Заң", .url = text, .seen = Time{}}));
    use(usual_rules().match({.title = "Заң", .categories = {text}, .authors = {text}, .seen = Time{}}));
    use(usual_rules().match({.title = "Заң", .source = text, .labels = {text}, .seen = Time{}}));
}

void read_rule(std::string_view text) {
    const std::string rule(text);
    const auto query = parse_query(rule);
    if (!query) static_cast<void>(caret_lines(rule, query.error().column));
    const std::vector<TagRule> rules{{.name = "a", .match = rule}};
    const auto set = RuleSet::compile(rules);
    if (!set) return;
    const MatchItem item{
        .title = "заң а б", .lang = "kk", .categories = {"a"}, .url = "https://a.kz/a", .seen = Time{}};
    use(set->match(item));
    const Explanation why = set->explain(0, item);
    static_cast<void>(format_explanation(why) + why.summary());
}

std::string judged(std::string_view name, const Subject& subject, const Shape& benign, const std::vector<Shape>& shapes,
                   const Bounds& bounds = {}) {
    return fmt::format("{}", fmt::join(excesses(name, subject, benign, shapes, bounds), "\n"));
}

} // namespace

TEST_CASE("Hostile texts cost no more than ordinary ones", "[hostile][rules]") {
    CHECK(judged("match", match_text, ordinary_text, sample(text_shapes(), 3)) == "");
    CHECK(judged("explain", explain_text, ordinary_text, sample(text_shapes(), 7)) == "");
}

TEST_CASE("Hostile facts cost no more than ordinary texts", "[hostile][rules]") {
    std::vector<Shape> shapes = in_places(
        {"-", "a-", "a.", "қ.", "/", "../", "%D0%B0", "%", "@", ":", "&a=b", "?", "xn--a.", "\u0323\u0302", "а", "a"},
        {{.name = "text", .before = "", .after = ""},
         {.name = "host", .before = "https://", .after = ""},
         {.name = "path", .before = "https://a.kz/", .after = ""}});
    // The value stands in the item several times, which at some size no longer fits the processor's caches.
    CHECK(judged("facts", match_facts, ordinary_text, sample(std::move(shapes), 3), {.growth = 10}) == "");
}

TEST_CASE("Hostile rules cost no more than ordinary ones", "[hostile][rules]") {
    const Shape ordinary{.name = "ordinary", .piece = "(сайлау~ OR выборы~) \"жаңа заң~\" -спорт~ "};
    const std::vector<std::string> pieces{
        "a ",          "/\\pL+/ ",     "/a~/ ",   "/\\pL{9}~/ ", "(",        "((a) ",   "a OR ",      "NOT ",
        "-",           "NOT a ",       "title:",  "title:a ",    "#a~ ",     "url:/a ", "url:/a~ ",   "source:*a ",
        "label:a~ ",   "lang:kk ",     "\"",      "\"a\"",       "\"a b\" ", "=a ",     "a~* ",       "or ",
        "қазақстан~ ", "\u0323\u0302", "\uFDFA ", "aб ",         "/",        "//",      "(a -(b OR ", "domain:қ~.kz ",
        "section:a~ ", "a-b-c-d ",     "--a ",    "tag:/a~/ ",   "\xFF",     "*",       "\\",         "age<7d ",
        "дома~ ",      "читать~ "};
    // A term takes some hundred bytes and its forms some more, however short it is written; there are at most 20,000.
    const Bounds bounds{.memory = 60};
    CHECK(judged("rule", read_rule, ordinary,
                 sample(in_places(pieces, {{.name = "rule", .before = "", .after = ""}}), 3), bounds) == "");
}

TEST_CASE("Memory that runs out while rules compile or match is an error, never a crash", "[hostile][rules]") {
    if (!heap::is_counted) return;
    const std::vector<TagRule> rules{
        {.name = "a", .match = "қазақстан OR \"жаңа заң\" OR #тег OR title:хороший* -спорт", .aliases = {"b"}},
        {.name = "b",
         .match = "lang:kk domain:kz url:a label:x* source:a age<7d published>2026 has:image",
         .loose = true},
        {.name = "c", .match = "connect OR author:/а+/ OR /рефе?рендум/i"}};
    const MatchItem item{.title = "Жаңа заңға қол қойылды #тег",
                         .summary = "Тiл ﬃ connected 日本 референдум",
                         .lang = "kk-Cyrl",
                         .categories = {"Тег", "b"},
                         .authors = {"аа"},
                         .url = "https://қаз.kz/a",
                         .source = "a",
                         .labels = {"xy"},
                         .published = Time{},
                         .seen = Time{}};
    const auto work = [&] {
        const auto set = RuleSet::compile(rules);
        if (!set) return;
        use(set->match(item));
        static_cast<void>(format_explanation(set->explain(0, item)));
    };
    work(); // what is made once stays
    const std::uint64_t before = heap::count();
    work();
    const std::uint64_t allocations = heap::count() - before;
    const std::uint64_t step = extent() == Extent::sample ? allocations / 300 + 1 : 1;
    std::size_t failed = 0;
    for (std::uint64_t n = 1; n <= allocations; n += step) {
        heap::fail_at(n);
        try {
            work();
        } catch (const std::bad_alloc&) {
            ++failed;
        } catch (const std::runtime_error&) { // of ICU
            ++failed;
        }
        heap::fail_at(0);
    }
    CHECK(failed > 0);
    work();
}
