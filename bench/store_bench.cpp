// What the store costs: articles ingested a CPU second in transactions of 1,000, looked up again, and pages read.
//     store_bench DIRECTORY [ARTICLES]
#include "daemon/store/store.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace arna {

/// Stands in for feeds/clean, which alone makes this type.
class Sanitizer {
public:
    static SafeHtml trusted(std::string markup) { return SafeHtml(std::move(markup)); }
};

} // namespace arna

namespace {

using namespace arna;

constexpr std::size_t sources = 10'000, tags = 5'000, tags_of_item = 2, items_of_poll = 20, polls_of_commit = 50;
constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double written_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_oublock) * 512 / 1e6;
}

/// Words like those of news in three languages, about 1.6 KB of them.
std::vector<std::string> make_bodies(std::mt19937_64& random) {
    constexpr const char* stems[] = {"қала", "мектеп", "кітап",  "халық",  "мемлекет", "город",  "закон",  "рынок",
                                     "банк", "завод",  "server", "update", "kernel",   "market", "energy", "network"};
    constexpr const char* endings[] = {"",      "лар", "ның", "да",  "ы",  "а",  "ов", "ами",
                                       "ского", "ние", "s",   "ing", "ed", "er", "ly", "al"};
    std::vector<std::string> bodies(4'096);
    for (auto& body : bodies) {
        body = "<p>";
        for (auto words = 20 + random() % 160; words > 0; --words) {
            const auto r = random();
            body.append(stems[r & 15]).append(endings[r >> 4 & 15]);
            if ((r >> 8 & 3) == 0) body += fmt::format("{}", r >> 10 & 4095);
            body += (r >> 40 & 15) != 0 ? " " : ".</p><p>";
        }
        body += "</p>";
    }
    return bodies;
}

class Workload {
public:
    Workload(std::vector<SourceRecord> known_sources, std::vector<TagRecord> known_tags)
        : sources_(std::move(known_sources)), tags_(std::move(known_tags)), bodies_(make_bodies(random_)) {}

    PollRecord poll() {
        const auto& source = sources_[random_() % sources_.size()];
        PollRecord record{.source = source.id,
                          .facts = FeedFacts{.title = source.name, .link = "https://" + source.site}};
        for (std::size_t n = 0; n < items_of_poll; ++n) record.items.push_back(item(source));
        return record;
    }
    [[nodiscard]] const std::vector<Ident>& idents() const { return idents_; }

private:
    IngestItem item(const SourceRecord& source) {
        const auto n = idents_.size();
        Ident ident;
        const std::uint64_t halves[] = {random_(), random_()};
        std::memcpy(ident.data(), halves, sizeof ident);
        idents_.push_back(ident);
        IngestItem made;
        made.item.ident = ident;
        made.item.content_hash = random_();
        auto& entry = made.item.entry;
        entry.id = entry.link = fmt::format("https://{}/2026/{}.html", source.site, n);
        entry.title = fmt::format("Мемлекеттік тіл туралы заң жобасы {}", n);
        entry.content = Sanitizer::trusted(bodies_[random_() % bodies_.size()]);
        entry.lang = "kk";
        entry.authors = {{.name = "Author"}};
        entry.categories = {{.term = "Қоғам"}};
        entry.published = start + std::chrono::milliseconds(250 * n) - std::chrono::seconds(random_() % 86'400);
        for (std::size_t t = 0; t < tags_of_item; ++t)
            made.tags.push_back({.tag = tags_[(random_() % (tags / 2)) * 2 + t].id, .reason = "title\tзаң\tзаң"});
        return made;
    }

    std::mt19937_64 random_{1};
    std::vector<SourceRecord> sources_;
    std::vector<TagRecord> tags_;
    std::vector<std::string> bodies_;
    std::vector<Ident> idents_;
};

Workload set_up(Store& store) {
    std::vector<SourceSetup> source_setups(sources);
    for (std::size_t n = 0; n < sources; ++n) {
        source_setups[n].name = fmt::format("source-{}", n);
        source_setups[n].site = fmt::format("site{}.example", n);
    }
    std::vector<TagSetup> tag_setups(tags);
    for (std::size_t n = 0; n < tags; ++n) tag_setups[n].name = tag_setups[n].slug = fmt::format("tag-{}", n);
    auto known_sources = store.sync_sources(source_setups, start);
    return {std::move(known_sources), store.sync_tags(tag_setups, start)};
}

void ingest(Store& store, Workload& workload, std::size_t articles) {
    double cpu = 0, longest = 0;
    const double before = written_megabytes();
    for (std::size_t done = 0; done < articles; done += items_of_poll * polls_of_commit) {
        std::vector<PollRecord> polls; // made before the clock starts
        for (std::size_t n = 0; n < polls_of_commit; ++n) polls.push_back(workload.poll());
        const auto began = cpu_seconds();
        const auto wall = std::chrono::steady_clock::now();
        store.ingest(polls, start + std::chrono::milliseconds(250 * done));
        cpu += cpu_seconds() - began;
        longest = std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count());
    }
    const auto count = static_cast<double>(articles);
    fmt::print(
        "ingest articles {} cpu_us_each {:.1f} articles_per_cpu_s {:.0f} written_kb_each {:.1f} longest_commit_s {:.2f}\n",
        articles, cpu / count * 1e6, count / cpu, (written_megabytes() - before) * 1e3 / count, longest);
}

void look_up(StoreReader& reader, const std::vector<Ident>& idents) {
    constexpr std::size_t asked = 200'000, of_document = 50;
    std::mt19937_64 random(2);
    std::size_t found = 0;
    double cpu = 0;
    for (std::size_t n = 0; n < asked; n += of_document) {
        std::vector<Ident> wanted(of_document);
        for (auto& ident : wanted) ident = idents[random() % idents.size()];
        const auto began = cpu_seconds();
        found += reader.known(wanted).size();
        cpu += cpu_seconds() - began;
    }
    fmt::print("known asked {} found {} lookups_per_cpu_s {:.0f}\n", asked, found, static_cast<double>(asked) / cpu);
}

void read_pages(StoreReader& reader, const std::vector<TagRecord>& known_tags) {
    std::size_t entries = 0, pages = 0;
    const auto began = cpu_seconds();
    for (std::size_t n = 0; n < known_tags.size(); n += 10, ++pages)
        entries += reader.live(known_tags[n].id, 50).entries.size();
    const double cpu = cpu_seconds() - began;
    fmt::print("live pages {} entries {} cpu_us_each {:.0f} us_per_entry {:.1f}\n", pages, entries,
               cpu / static_cast<double>(pages) * 1e6, cpu / static_cast<double>(entries) * 1e6);
}

void record_unchanged(Store& store, const std::vector<SourceRecord>& known_sources) {
    constexpr std::size_t together = 500;
    const double before = written_megabytes();
    const auto began = cpu_seconds();
    for (std::size_t n = 0; n + together <= known_sources.size(); n += together) {
        std::vector<std::pair<SourceId, PollState>> polls;
        for (std::size_t i = n; i < n + together; ++i)
            polls.emplace_back(known_sources[i].id,
                               PollState{.etag = "\"5f3759df-1a2b\"",
                                         .last_modified = "Mon, 23 Feb 2026 05:55:00 GMT",
                                         .validator_url = "https://" + known_sources[i].site + "/feed.xml"});
        store.record(polls);
    }
    const auto count = static_cast<double>(known_sources.size());
    fmt::print("record polls {} cpu_us_each {:.1f} written_kb_each {:.2f}\n", known_sources.size(),
               (cpu_seconds() - began) / count * 1e6, (written_megabytes() - before) * 1e3 / count);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::filesystem::path directory = argv[1];
    const std::size_t articles = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
    auto store = open_sqlite_store(directory).value();
    auto workload = set_up(*store);
    ingest(*store, workload, articles);
    auto reader = store->open_reader();
    look_up(*reader, workload.idents());
    read_pages(*reader, reader->tags());
    record_unchanged(*store, reader->sources());
    reader.reset();
    store.reset();
    const auto size = static_cast<double>(std::filesystem::file_size(directory / "arna.db"));
    fmt::print("file bytes_per_article {:.0f}\n", size / static_cast<double>(articles));
}
