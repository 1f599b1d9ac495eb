// Search by the index gives what a scan gives, whatever is in the store, the rule or the file.
#include "config/config.hpp"
#include "daemon/app/history.hpp"
#include "daemon/history/search_slice.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "feeds/rules/search/needed_tokens.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace arna;

namespace {

namespace fs = std::filesystem;

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

/// Words with some of their forms, in what they have in common and what not; odd characters.
constexpr auto words = std::to_array<const char*>({"референдум",  "референдумға", "мектеп",  "мектептеріміз",
                                                   "халық",       "халқы",        "ауыл",    "аулы",
                                                   "қала",        "қалалық",      "рынок",   "рынке",
                                                   "закон",       "закону",       "люди",    "человек",
                                                   "школа",       "школ",         "дать",    "давать",
                                                   "Иванов",      "Ивану",        "tram",    "trams",
                                                   "child",       "children",     "hoping",  "hope",
                                                   "happiness",   "happy",        "panic",   "news",
                                                   "new",         "Häuser",       "Haus",    "Regierung",
                                                   "Regierungen", "makan",        "dimakan", "kitap",
                                                   "kitaplar",    "كتاب",         "الكتاب",  "2026",
                                                   "2026-ға",     "naïve",        "ﬁsh",     "½",
                                                   "⑴",           "O'Brien",      "АҚШ-тың", "а",
                                                   "I",           "ёлка"});
constexpr auto languages = std::to_array<const char*>({"kk", "ru", "en", "de", "id", "ar", "tr", "", "und", "ga-IE"});

class Dice {
public:
    explicit Dice(std::uint32_t seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return random_() % n; }
    std::string word() { return words[below(words.size())]; }
    std::string text(std::size_t most) {
        std::string made;
        for (auto n = below(most + 1); n > 0; --n) made += word() + (below(9) == 0 ? ". " : " ");
        return made;
    }
    std::string rule(int depth = 0) {
        const auto choice = below(depth > 3 ? 8 : 14);
        switch (choice) {
        case 0: return "=" + std::string("закон");
        case 1: return fmt::format("\"{} {}\"", word(), word());
        case 2: return std::to_array({"хал*", "tr*", "ре*", "a*"})[below(4)];
        case 3: return std::to_array({"title:", "author:", "section:", "content:"})[below(4)] + quoted();
        case 4: return std::to_array({"lang:kk", "#халық", "/зако/i", "has:author", "url:7", "age<1d"})[below(6)];
        case 8:
        case 9: return fmt::format("({} OR {})", rule(depth + 1), rule(depth + 1));
        case 10:
        case 11: return fmt::format("{} {}", rule(depth + 1), rule(depth + 1));
        case 12: return fmt::format("({} -({}))", quoted(), rule(depth + 1));
        case 13: return fmt::format("({} OR ({} AND {}))", quoted(), rule(depth + 1), rule(depth + 1));
        default: return quoted();
        }
    }

private:
    std::string quoted() { return fmt::format("\"{}\"", word()); }

    std::mt19937 random_;
};

/// A directory that goes with its test.
class SearchDirectory {
public:
    SearchDirectory() {
        std::string path = (fs::temp_directory_path() / "arna-search-XXXXXX").string();
        REQUIRE(::mkdtemp(path.data()) != nullptr);
        path_ = path;
    }
    ~SearchDirectory() { fs::remove_all(path_); }
    SearchDirectory(const SearchDirectory&) = delete;
    SearchDirectory& operator=(const SearchDirectory&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

class SearchedStore {
public:
    SearchDirectory directory;
    std::unique_ptr<Store> store;
    std::unique_ptr<StoreReader> reader;
    std::unique_ptr<SearchIndex> index;
    int proposed = 0, searched = 0;

    SearchedStore() { open(); }

    void open() {
        close();
        store = open_store("sqlite:", directory.path(), {.sanitizer_version = sanitizer_version}).value();
        reader = store->open_reader();
        const std::vector<SourceSetup> sources{{.name = "one", .site = "a.kz"}};
        source_ = store->sync_sources(sources, noon).at(0).id;
    }
    void close() {
        index.reset();
        reader.reset();
        store.reset();
    }
    [[nodiscard]] fs::path file() const { return directory.path() / "search.db"; }

    /// Articles are told, for the first time or anew, in one poll.
    void tell(const std::vector<std::size_t>& numbers, Dice& dice) {
        PollRecord record{.source = source_, .facts = FeedFacts{.title = "A"}};
        for (const auto n : numbers) record.items.push_back({.item = item(n, dice)});
        store->ingest(std::span(&record, 1), noon);
    }
    void tell(std::size_t first, std::size_t end, Dice& dice) {
        std::vector<std::size_t> numbers;
        for (; first < end; ++first) numbers.push_back(first);
        tell(numbers, dice);
    }

    /// As the daemon does, up to so many slices; the last one is in the index and the store does not know.
    void fill(int slices = 100, bool is_killed = false) {
        if (!index) {
            const auto progress = reader->search_progress();
            index = store->open_search_index(progress, token_version());
            if (index->making() != progress.making) store->begin_search_index(index->making());
        }
        for (; slices > 0; --slices) {
            const auto slice = fill_search_slice(*reader, *index);
            if (slice.is_empty) return;
            if (!is_killed || slices > 1) store->note_indexed(slice.indexed);
            if (slice.is_last) return;
        }
    }

    [[nodiscard]] std::vector<std::string> search(const std::string& rule, bool scan) {
        const TagRule tag{.match = rule};
        const auto compiled = RuleSet::compile({&tag, 1});
        const auto query = parse_query(rule);
        REQUIRE(compiled);
        REQUIRE(query);
        const auto needed = scan ? TokenQuery{} : needed_tokens(query->root);
        if (!scan && needed.kind != TokenQuery::Kind::anything) {
            ++searched;
            proposed += reader->propose(needed, token_version()).has_value() ? 1 : 0;
        }
        std::vector<std::string> found;
        search_history(*reader, Config{}, *compiled, needed, {}, noon, [&](const Article& article, const RuleMatch&) {
            found.push_back(article.entry_id);
            return true;
        });
        return found;
    }

    /// When the first so many articles that the rule finds were published.
    [[nodiscard]] std::vector<Time> first_found(const std::string& rule, std::size_t count,
                                                std::optional<Time> since = {}) {
        const TagRule tag{.match = rule};
        const auto compiled = RuleSet::compile({&tag, 1});
        REQUIRE(compiled);
        std::vector<Time> found;
        search_history(*reader, Config{}, *compiled, needed_tokens(parse_query(rule)->root), since, noon,
                       [&](const Article& article, const RuleMatch&) {
                           found.push_back(article.published);
                           return found.size() < count;
                       });
        return found;
    }

    void compare(Dice& dice, int rules) {
        for (int n = 0; n < rules; ++n) {
            const auto rule = "(" + dice.rule() + ") OR \"" + dice.word() + "\"";
            CAPTURE(rule);
            const bool is_same = search(rule, false) == search(rule, true);
            CHECK(is_same);
        }
    }

private:
    CleanItem item(std::size_t n, Dice& dice) {
        CleanItem made;
        made.ident[0] = static_cast<std::uint8_t>(n);
        made.ident[1] = static_cast<std::uint8_t>(n >> 8);
        auto& entry = made.entry;
        entry.id = entry.link = fmt::format("https://a.kz/{}", n);
        entry.title = dice.text(4);
        entry.lang = languages[dice.below(languages.size())];
        entry.summary = sanitize(dice.text(6));
        entry.content = sanitize("<p>" + dice.text(20) + "</p><p>" + dice.text(3));
        entry.published = noon - std::chrono::hours(dice.below(100));
        if (dice.below(4) == 0) entry.authors.push_back({.name = dice.text(3)});
        if (dice.below(4) == 0) entry.categories.push_back({.term = dice.word(), .is_section = dice.below(2) == 0});
        made.content_hash = std::uint64_t{1} << 56 | ++told_;
        made.exact_hash = made.content_hash;
        return made;
    }

    SourceId source_{};
    std::uint64_t told_ = 0;
};

/// Overwrites some bytes of a file.
void damage(const fs::path& file, std::uintmax_t at, std::size_t count, char with) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(at));
    const std::string bytes(count, with);
    out.write(bytes.data(), static_cast<std::streamsize>(count));
}

} // namespace

TEST_CASE("Any rule finds by the index what it finds in a scan, however far the index has come", "[app][search]") {
    Dice dice(20261130);
    SearchedStore stored;
    constexpr std::size_t more = 50;
    for (std::size_t round = 0; round < 8; ++round) {
        CAPTURE(round);
        stored.tell(round * more, (round + 1) * more, dice);
        stored.compare(dice, 4);
        stored.fill(round % 3 == 0 ? 1 : 100, round % 4 == 1);
        std::vector<std::size_t> revised(5);
        for (auto& n : revised) n = dice.below((round + 1) * more);
        stored.tell(revised, dice);
        stored.compare(dice, 12);
        if (round % 2 == 1) stored.open();
    }
    stored.fill();
    stored.compare(dice, 30);
    CHECK(stored.reader->unindexed(1, 1).articles.empty());
    CHECK(stored.proposed > stored.searched / 2);
}

TEST_CASE("What was published last is found first, indexed or not, and nothing that is older than asked for",
          "[app][search]") {
    Dice dice(13);
    SearchedStore stored;
    stored.tell(0, 150, dice);
    stored.fill();
    stored.tell(150, 250, dice);
    const std::string rule = "a* OR қ* OR п*";
    const auto all = stored.first_found(rule, 1000);
    REQUIRE(all.size() > 60);
    CHECK(std::ranges::is_sorted(all, std::greater{}));
    const auto few = stored.first_found(rule, 40);
    CHECK(few.size() == 40);
    CHECK(std::ranges::equal(few, std::span(all).first(40)));
    const auto late = stored.first_found(rule, 1000, noon - std::chrono::hours(9));
    CHECK(std::ranges::equal(late, std::span(all).first(late.size())));
    CHECK(late.back() >= noon - std::chrono::hours(9));
    CHECK(all[late.size()] < noon - std::chrono::hours(9));
}

TEST_CASE("A missing, cut, damaged or foreign search.db changes no answer, and is made anew", "[app][search]") {
    Dice dice(7);
    SearchedStore stored;
    stored.tell(0, 60, dice);
    stored.fill();
    const auto kind = GENERATE("missing", "cut", "emptied", "garbage", "other store", "other tokens");
    CAPTURE(kind);
    const std::string_view what = kind;
    if (what == "other tokens") {
        stored.index.reset();
        CHECK_FALSE(stored.reader->propose({TokenQuery::Kind::token, {}, "а"}, "0 unicode 1"));
        stored.index = stored.store->open_search_index(stored.reader->search_progress(), "0 unicode 1");
        CHECK(stored.index->making() != stored.reader->search_progress().making);
        stored.index.reset();
    } else {
        stored.close();
        if (what == "missing") fs::remove(stored.file());
        if (what == "cut") fs::resize_file(stored.file(), fs::file_size(stored.file()) / 2);
        if (what == "emptied") fs::resize_file(stored.file(), 0);
        if (what == "garbage") std::ofstream(stored.file(), std::ios::binary) << std::string(100'000, 'x');
        if (what == "other store") {
            SearchedStore other;
            other.tell(0, 50, dice);
            other.fill();
            other.close();
            fs::copy_file(other.file(), stored.file(), fs::copy_options::overwrite_existing);
        }
        stored.open();
    }
    stored.compare(dice, 12);
    CHECK(stored.proposed == 0);
    stored.fill();
    stored.compare(dice, 12);
    CHECK(stored.proposed > 0);
}

TEST_CASE("A page that is damaged anywhere in search.db changes no answer", "[app][search]") {
    Dice dice(11);
    SearchedStore stored;
    stored.tell(0, 150, dice);
    stored.fill();
    stored.close();
    const auto sound = stored.directory.path() / "sound";
    fs::copy_file(stored.file(), sound);
    constexpr std::size_t page = 4096;
    const auto pages = fs::file_size(sound) / page;
    for (std::size_t n = 0; n < pages; ++n) {
        CAPTURE(n, pages);
        fs::copy_file(sound, stored.file(), fs::copy_options::overwrite_existing);
        damage(stored.file(), n * page, page, n % 2 == 0 ? '\0' : static_cast<char>(dice.below(256)));
        stored.open();
        stored.compare(dice, 3);
        stored.close();
    }
}

TEST_CASE("An older arna.db put back by hand is searched rightly", "[app][search]") {
    Dice dice(5);
    SearchedStore stored;
    stored.tell(0, 100, dice);
    stored.fill();
    stored.tell(0, 10, dice);
    stored.close();
    const auto copy = stored.directory.path() / "copy";
    fs::copy_file(stored.directory.path() / "arna.db", copy);
    stored.open();
    stored.tell(5, 140, dice);
    stored.fill();
    stored.close();
    fs::copy_file(copy, stored.directory.path() / "arna.db", fs::copy_options::overwrite_existing);
    stored.open();
    stored.compare(dice, 20);
    stored.tell(90, 120, dice);
    stored.compare(dice, 20);
    stored.fill();
    stored.compare(dice, 20);
    CHECK(stored.proposed > 0);
}

TEST_CASE("An index of which most is out of date is worn", "[app][search]") {
    Dice dice(3);
    SearchedStore stored;
    stored.tell(0, 1, dice);
    stored.fill();
    CHECK_FALSE(stored.index->is_worn(1));
    const std::vector<SearchIndex::Document> documents(10'100, {.article = ArticleId{1}, .tokens = "a\n"});
    stored.index->add(documents, 2);
    CHECK(stored.index->is_worn(1));
    CHECK_FALSE(stored.index->is_worn(100'000));
}
