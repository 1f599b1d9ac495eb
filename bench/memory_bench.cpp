// What stories and search cost: a store of 14 days in which one article of ten is a copy of another source's text.
//     memory_bench DIRECTORY [ARTICLES]
#include "daemon/history/search_slice.hpp"
#include "daemon/store/store.hpp"
#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/rules/query/query.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "feeds/rules/search/needed_tokens.hpp"

#include "bench/process_cost.hpp"
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace arna;

constexpr std::size_t source_count = 200, items_of_poll = 20, polls_of_commit = 10;
constexpr auto time_span = std::chrono::days(14);
constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

/// A text of some 200 words of a vocabulary in which few are frequent, as in news.
std::string make_text(std::mt19937_64& random) {
    constexpr const char* syllables[] = {"қа",  "ла",  "мек", "теп", "ха",  "лық", "го",  "род", "за", "кон", "ры",
                                         "нок", "ser", "ver", "ker", "nel", "mar", "ket", "ен",  "ді", "бай", "сөз"};
    std::string text = "<p>";
    for (int words = 0; words < 200; ++words) {
        // The word of rank n is as frequent as 1/n.
        const auto rank = std::exp(std::uniform_real_distribution(0.0, std::log(30'000.0))(random));
        std::uint64_t word = static_cast<std::uint64_t>(rank) * 2'654'435'761U;
        for (int n = 0; n < 3; ++n, word /= std::size(syllables)) text += syllables[word % std::size(syllables)];
        if (random() % 20 == 0) text += fmt::format(" {}", random() % 5'000);
        text += words % 14 == 13 ? ". " : " ";
    }
    return text + "</p>";
}

constexpr const char* words_of_title[] = {"жаңа мектеп ашылды", "цены на хлеб", "signal lost at sea",
                                          "заң жобасы туралы айтыс", "в городе новый мост"};

class Workload {
public:
    explicit Workload(std::vector<SourceRecord> sources) : sources_(std::move(sources)) {}

    PollRecord poll() {
        const auto& source = sources_[random_() % sources_.size()];
        PollRecord record{.source = source.id, .facts = FeedFacts{.title = source.name}};
        for (std::size_t n = 0; n < items_of_poll; ++n) record.items.push_back(item());
        return record;
    }

private:
    IngestItem item() {
        IngestItem made;
        const std::uint64_t halves[] = {random_(), random_()};
        std::memcpy(made.item.ident.data(), halves, sizeof made.item.ident);
        made.item.content_hash = random_();
        auto& entry = made.item.entry;
        entry.id = entry.link = fmt::format("https://site.example/{}.html", ++told_);
        entry.title =
            fmt::format("{} {}", words_of_title[random_() % std::size(words_of_title)], told_ * 7919 % 100'003);
        entry.lang = "kk";
        auto text = make_text(random_);
        if (random_() % 10 == 0 && !recent_.empty())
            text = recent_[random_() % recent_.size()] + "<p>Фото: агенттік</p>";
        (recent_.size() < 1'000 ? recent_.emplace_back() : recent_[told_ % 1'000]) = text;
        entry.content = sanitize(text);
        return made;
    }

    std::mt19937_64 random_{1};
    std::vector<SourceRecord> sources_;
    std::vector<std::string> recent_;
    std::size_t told_ = 0;
};

void ingest(Store& store, Workload& workload, std::size_t articles) {
    double sketching = 0, storing = 0;
    for (std::size_t done = 0; done < articles; done += items_of_poll * polls_of_commit) {
        std::vector<PollRecord> polls; // made before the clock starts
        for (std::size_t n = 0; n < polls_of_commit; ++n) polls.push_back(workload.poll());
        const auto began = cpu_seconds();
        for (auto& poll : polls)
            for (auto& item : poll.items)
                item.sketch = std::make_shared<const StorySketch>(sketch_story(item.item.entry));
        const auto sketched = cpu_seconds();
        store.ingest(polls, start + std::chrono::milliseconds(time_span) * done / articles);
        sketching += sketched - began;
        storing += cpu_seconds() - sketched;
    }
    const auto count = static_cast<double>(articles);
    fmt::print(
        "stories articles {} articles_per_cpu_s {:.0f} sketch_us_each {:.1f} store_us_each {:.1f} peak_mb {:.0f}\n",
        articles, count / (sketching + storing), sketching / count * 1e6, storing / count * 1e6,
        ProcessCost().peak_megabytes());
}

void fill(Store& store, StoreReader& reader, std::size_t articles) {
    const auto index = store.open_search_index(reader.search_progress(), token_version());
    store.begin_search_index(index->making());
    const auto began = cpu_seconds();
    for (bool is_last = false; !is_last;) {
        const auto slice = fill_search_slice(reader, *index);
        store.note_indexed(slice.indexed);
        is_last = slice.is_last;
    }
    fmt::print("index articles_per_cpu_s {:.0f} peak_mb {:.0f}\n",
               static_cast<double>(articles) / (cpu_seconds() - began), ProcessCost().peak_megabytes());
}

void search(StoreReader& reader, const char* rule) {
    const auto query = parse_query(rule).value();
    const auto began = std::chrono::steady_clock::now();
    const auto proposal = reader.propose(needed_tokens(query.root), token_version());
    const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began);
    fmt::print("search '{}' proposed {} ms {:.1f}\n", rule, proposal ? proposal->articles.size() : 0, took.count());
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::filesystem::path directory = argv[1];
    const std::size_t articles = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
    const auto store = open_sqlite_store(directory).value();
    std::vector<SourceSetup> setups(source_count);
    for (std::size_t n = 0; n < source_count; ++n) setups[n].name = setups[n].site = fmt::format("source{}.example", n);
    Workload workload(store->sync_sources(setups, start));
    ingest(*store, workload, articles);
    const auto reader = store->open_reader();
    fmt::print("stories {}\n", reader->stats().stories);
    fill(*store, *reader, articles);
    for (const char* rule : {"=қамектеп", "мектеп", "заң 77", "\"бай сөз\"", "market -kernel"}) search(*reader, rule);
    const auto size_of = [&](const char* file) {
        return static_cast<double>(std::filesystem::file_size(directory / file)) / static_cast<double>(articles);
    };
    fmt::print("bytes_per_article arna.db {:.0f} search.db {:.0f}\n", size_of("arna.db"), size_of("search.db"));
}
