#include "feeds/rules/forms/english.hpp"

#include <algorithm>

namespace arna::english {
namespace {

/// A word and its irregular forms, all separated by blanks.
constexpr std::string_view plurals[] = {
    "foot feet",
    "tooth teeth",
    "goose geese",
    "mouse mice",
    "louse lice",
    "child children",
    "ox oxen",
    "person people",
    "die dice",
    "penny pence",
    "wife wives",
    "life lives",
    "knife knives",
    "wolf wolves",
    "leaf leaves",
    "half halves",
    "calf calves",
    "loaf loaves",
    "thief thieves",
    "shelf shelves",
    "self selves",
    "elf elves",
    "scarf scarves",
    "hoof hooves",
    "wharf wharves",
    "sheaf sheaves",
    "dwarf dwarves",
    "axis axes",
    "criterion criteria",
    "phenomenon phenomena",
    "medium media",
    "bacterium bacteria",
    "curriculum curricula",
    "memorandum memoranda",
    "stratum strata",
    "addendum addenda",
    "referendum referenda",
    "spectrum spectra",
    "forum fora",
    "index indices",
    "matrix matrices",
    "vertex vertices",
    "vortex vortices",
    "appendix appendices",
    "stimulus stimuli",
    "alumnus alumni",
    "nucleus nuclei",
    "fungus fungi",
    "cactus cacti",
    "radius radii",
    "focus foci",
    "formula formulae",
    "larva larvae",
    "antenna antennae",
    "alga algae",
    "genus genera",
    "corpus corpora",
    "opus opera",
    "bureau bureaux",
    "plateau plateaux",
    "tableau tableaux",
    "quiz quizzes",
    "brother brethren",
};

constexpr std::string_view verbs[] = {
    "arise arose arisen",
    "awake awoke awoken",
    "be am is are was were been being",
    "bear bore borne born",
    "beat beaten",
    "become became",
    "befall befell befallen",
    "begin began begun",
    "behold beheld",
    "bend bent",
    "bind bound",
    "bite bit bitten",
    "bleed bled",
    "blow blew blown",
    "break broke broken",
    "breed bred",
    "bring brought",
    "build built",
    "burn burnt",
    "buy bought",
    "can could",
    "catch caught",
    "choose chose chosen",
    "cling clung",
    "come came",
    "creep crept",
    "deal dealt",
    "dig dug",
    "do does did done",
    "draw drew drawn",
    "dream dreamt",
    "drink drank drunk",
    "drive drove driven",
    "dwell dwelt",
    "eat ate eaten",
    "fall fell fallen",
    "feed fed",
    "feel felt",
    "fight fought",
    "find found",
    "flee fled",
    "fling flung",
    "fly flew flown",
    "forbid forbade forbidden",
    "forget forgot forgotten",
    "forgive forgave forgiven",
    "forsake forsook forsaken",
    "freeze froze frozen",
    "get got gotten",
    "give gave given",
    "go goes went gone",
    "grind ground",
    "grow grew grown",
    "hang hung",
    "have has had",
    "hear heard",
    "hide hid hidden",
    "hold held",
    "keep kept",
    "kneel knelt",
    "know knew known",
    "lay laid",
    "lead led",
    "lean leant",
    "leap leapt",
    "learn learnt",
    "leave left",
    "lend lent",
    "lie lay lain lying",
    "light lit",
    "lose lost",
    "make made",
    "may might",
    "mean meant",
    "meet met",
    "mow mown",
    "pay paid",
    "plead pled",
    "prove proven",
    "ride rode ridden",
    "ring rang rung",
    "rise rose risen",
    "run ran",
    "saw sawn",
    "say said",
    "see saw seen",
    "seek sought",
    "sell sold",
    "send sent",
    "sew sewn",
    "shake shook shaken",
    "shine shone",
    "shoot shot",
    "show shown",
    "shrink shrank shrunk",
    "sing sang sung",
    "sink sank sunk",
    "sit sat",
    "slay slew slain",
    "sleep slept",
    "slide slid",
    "sling slung",
    "smell smelt",
    "sow sown",
    "speak spoke spoken",
    "speed sped",
    "spell spelt",
    "spend spent",
    "spill spilt",
    "spin spun",
    "spit spat",
    "spoil spoilt",
    "spring sprang sprung",
    "stand stood",
    "steal stole stolen",
    "stick stuck",
    "sting stung",
    "stink stank stunk",
    "stride strode",
    "strike struck stricken",
    "string strung",
    "strive strove striven",
    "swear swore sworn",
    "sweep swept",
    "swell swollen",
    "swim swam swum",
    "swing swung",
    "take took taken",
    "teach taught",
    "tear tore torn",
    "tell told",
    "think thought",
    "throw threw thrown",
    "tread trod trodden",
    "understand understood",
    "wake woke woken",
    "wear wore worn",
    "weave wove woven",
    "weep wept",
    "win won",
    "wind wound",
    "wring wrung",
    "write wrote written",
    "die dying",
    "tie tying",
};

constexpr std::string_view verb_prefixes[] = {"",    "re",   "un",   "over", "under", "out",
                                              "mis", "fore", "with", "up",   "be"};

/// Regular ones have -er and -est; the others are written out.
constexpr std::string_view irregular_adjectives[] = {
    "good better best",  "bad worse worst", "far farther further farthest furthest",
    "little less least", "many more most",  "much more most",
    "old elder eldest",
};
constexpr std::string_view adjectives =
    " able angry big black bloody bold brave brief bright broad brown bulky busy calm cheap chilly clean clear clever close "
    "cloudy clumsy cold cool costly crazy cruel curly cute damp dark dead deadly dear deep dense dim dirty dry dull dumb "
    "early easy empty fair faint fancy fast fat few fierce filthy fine firm fit flat fresh friendly full funny fuzzy "
    "gentle glad gloomy grand grave gray great greedy green grey grim guilty handy handsome happy hard harsh hasty healthy "
    "heavy high holy hot huge humble hungry icy juicy keen kind large late lazy lean light likely lively lonely long loose "
    "loud lovely low lucky mad merry messy mighty mild muddy narrow nasty naughty near neat new nice noble noisy odd old "
    "pale plain pleasant polite poor pretty proud pure quick quiet rainy rare raw ready red rich ripe risky rough round rude "
    "sad safe salty scary severe shallow sharp shiny short shy sick silly simple slow small smart smooth soft sorry sour "
    "spicy steady steep sticky stiff straight strange strict strong stupid subtle sunny sure sweet swift tall tasty tender "
    "thick thin thirsty tidy tight tiny tough tricky true ugly vague vast warm wary weak wealthy weird wet white wide wild "
    "windy wise witty worthy yellow young yummy ";

bool is_vowel(char c) { return std::string_view("aeiou").contains(c); }

bool has_vowel(std::string_view word) { return word.find_first_of("aeiouy") != std::string_view::npos; }

/// Of one syllable, a vowel and a consonant that is doubled before -ed: plan, not need, show.
bool doubles(std::string_view word) {
    if (word.size() < 3 || std::string_view("wxyh").contains(word.back()) || is_vowel(word.back())) return false;
    const std::size_t vowels = static_cast<std::size_t>(std::ranges::count_if(word, is_vowel));
    return vowels == 1 && is_vowel(word[word.size() - 2]);
}

class Forms {
public:
    explicit Forms(std::string_view word) : word_(word) {}

    std::vector<std::string> all() && {
        add_irregular();
        add_regular();
        add_comparatives();
        return std::move(forms_);
    }

private:
    void add(std::string_view stem, std::string_view ending) { forms_.push_back(std::string(stem) += ending); }
    [[nodiscard]] std::string_view without(std::size_t letters) const {
        return word_.substr(0, word_.size() - letters);
    }

    /// Appends the forms of a row, behind a prefix, if it is that of `word`.
    bool add_row(std::string_view row, std::string_view word, std::string_view prefix = {}) {
        if (!row.starts_with(word) || row.size() <= word.size() || row[word.size()] != ' ') return false;
        row.remove_prefix(word.size() + 1);
        while (!row.empty()) {
            const std::size_t end = std::min(row.find(' '), row.size());
            add(prefix, row.substr(0, end));
            row.remove_prefix(std::min(end + 1, row.size()));
        }
        return true;
    }

    void add_irregular() {
        for (const std::string_view row : plurals) add_row(row, word_);
        for (const std::string_view row : irregular_adjectives) add_row(row, word_);
        for (const std::string_view prefix : verb_prefixes) {
            if (!word_.starts_with(prefix)) continue;
            for (const std::string_view row : verbs) add_row(row, word_.substr(prefix.size()), prefix);
        }
        constexpr std::string_view not_men[] = {"human", "german", "roman", "norman", "shaman", "ottoman", "talisman"};
        if (word_.ends_with("man") && std::ranges::find(not_men, word_) == std::end(not_men)) add(without(2), "en");
        if (word_.size() > 4 && word_.ends_with("sis")) add(without(2), "es"); // crises
    }

    void add_regular() {
        const bool is_word = word_.size() > 2 && has_vowel(word_);
        if (!is_word && has_vowel(word_)) return;
        const bool is_y = word_.size() > 1 && word_.ends_with('y') && !is_vowel(word_[word_.size() - 2]);
        const bool hisses = word_.ends_with('s') || word_.ends_with('x') || word_.ends_with('z') ||
                            word_.ends_with("ch") || word_.ends_with("sh");
        if (is_y)
            add(without(1), "ies");
        else if (hisses)
            add(word_, "es");
        else
            add(word_, "s");
        if (word_.ends_with('o')) add(word_, "es");
        if (!is_word || word_.ends_with("ee")) return;

        const std::string_view last = word_.substr(word_.size() - 1);
        std::string stem(word_);
        if (doubles(word_)) stem += last;
        if (word_.ends_with('c')) stem += 'k'; // panicking
        add(is_y ? without(1) : std::string_view(stem), is_y ? "ied" : word_.ends_with('e') ? "d" : "ed");
        add(word_.ends_with('e') ? without(1) : std::string_view(stem), "ing");
    }

    void add_comparatives() {
        if (word_.size() < 3 || !adjectives.contains((std::string(" ") += word_) += ' ')) return;
        std::string stem(word_);
        if (stem.ends_with('y') && !is_vowel(stem[stem.size() - 2])) stem.back() = 'i';
        if (stem.ends_with('e')) stem.pop_back();
        if (doubles(word_)) stem += word_.back();
        add(stem, "er");
        add(stem, "est");
    }

    std::string_view word_;
    std::vector<std::string> forms_;
};

} // namespace

std::vector<std::string> listed_forms(std::string_view word) {
    constexpr std::size_t longest = 40;
    const bool is_english = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (word.empty() || word.size() > longest || !is_english) return {};
    return Forms(word).all();
}

} // namespace arna::english
