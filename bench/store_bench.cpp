// What the store costs: its opening, articles ingested a CPU second in transactions of 1,000, looked up again, and
// pages read, beside a bare query for the newest 50 of a tag. In a directory that has a store it adds to that.
//     store_bench DIRECTORY [ARTICLES [TAGS]]
#include "daemon/store/store.hpp"

#include "bench/made_article.hpp"
#include "bench/process_cost.hpp"
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace arna;

constexpr std::size_t sources = 10'000, tags_of_item = 2, items_of_poll = 20, polls_of_commit = 50;
constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

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
    /// `told`: how many articles the store has.
    Workload(std::vector<SourceRecord> known_sources, std::vector<TagRecord> known_tags, std::size_t told)
        : random_(1 + told),
          sources_(std::move(known_sources)),
          tags_(std::move(known_tags)),
          bodies_(make_bodies(random_)),
          told_(told) {}

    PollRecord poll() {
        const auto& source = sources_[random_() % sources_.size()];
        PollRecord record{.source = source.id,
                          .facts = FeedFacts{.title = source.name, .link = "https://" + source.site}};
        for (std::size_t n = 0; n < items_of_poll; ++n) record.items.push_back(item(source));
        return record;
    }
    [[nodiscard]] const std::vector<Ident>& idents() const { return idents_; }
    [[nodiscard]] std::size_t told() const { return told_; }

private:
    IngestItem item(const SourceRecord& source) {
        const auto n = told_++;
        auto made = made_article(n, random_(), source.site, bodies_[random_() % bodies_.size()]);
        idents_.push_back(made.item.ident);
        auto& entry = made.item.entry;
        entry.authors = {{.name = "Author"}};
        entry.categories = {{.term = "Қоғам"}};
        entry.published = start + std::chrono::milliseconds(250 * n) - std::chrono::seconds(random_() % 86'400);
        for (std::size_t t = 0; t < tags_of_item; ++t)
            made.tags.push_back(
                {.tag = tags_[(random_() % (tags_.size() / 2)) * 2 + t].id, .reason = "title\tзаң\tзаң"});
        return made;
    }

    std::mt19937_64 random_;
    std::vector<SourceRecord> sources_;
    std::vector<TagRecord> tags_;
    std::vector<std::string> bodies_;
    std::vector<Ident> idents_;
    std::size_t told_;
};

/// As the daemon starts: the store is opened, and learns the configuration.
std::pair<std::unique_ptr<Store>, Workload> start_up(const std::filesystem::path& directory, std::size_t tags) {
    std::vector<SourceSetup> source_setups(sources);
    for (std::size_t n = 0; n < sources; ++n) {
        source_setups[n].name = fmt::format("source-{}", n);
        source_setups[n].site = fmt::format("site{}.example", n);
    }
    std::vector<TagSetup> tag_setups(tags);
    for (std::size_t n = 0; n < tags; ++n) tag_setups[n].name = tag_setups[n].slug = fmt::format("tag-{}", n);
    const auto began = cpu_seconds();
    const auto wall = std::chrono::steady_clock::now();
    auto store = open_sqlite_store(directory).value();
    auto known_sources = store->sync_sources(source_setups, start);
    auto known_tags = store->sync_tags(tag_setups, start);
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
    const auto told = static_cast<std::size_t>(store->open_reader()->stats().articles);
    fmt::print("start articles {} tags {} cpu_s {:.2f} wall_s {:.2f}\n", told, tags, cpu_seconds() - began, took);
    return {std::move(store), Workload(std::move(known_sources), std::move(known_tags), told)};
}

void ingest(Store& store, Workload& workload, std::size_t articles) {
    constexpr std::size_t of_commit = items_of_poll * polls_of_commit;
    const auto told = workload.told();
    double cpu = 0, longest = 0, cpu_of_part = 0;
    const double before = ProcessCost().written_megabytes();
    const auto part = std::max(articles / 10 / of_commit, std::size_t{1}) * of_commit;
    for (std::size_t done = 0; done < articles; done += of_commit) {
        std::vector<PollRecord> polls; // made before the clock starts
        for (std::size_t n = 0; n < polls_of_commit; ++n) polls.push_back(workload.poll());
        const auto began = cpu_seconds();
        const auto wall = std::chrono::steady_clock::now();
        store.ingest_each(polls, start + std::chrono::milliseconds(250 * (told + done)));
        const auto took = cpu_seconds() - began;
        cpu += took;
        cpu_of_part += took;
        longest = std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count());
        if ((done + of_commit) % part == 0)
            fmt::print("  at {} cpu_us_each {:.1f}\n", told + done + of_commit,
                       std::exchange(cpu_of_part, 0) / static_cast<double>(part) * 1e6);
    }
    const auto count = static_cast<double>(articles);
    fmt::print(
        "ingest articles {} cpu_us_each {:.1f} articles_per_cpu_s {:.0f} written_kb_each {:.1f} longest_commit_s {:.2f}\n",
        articles, cpu / count * 1e6, count / cpu, (ProcessCost().written_megabytes() - before) * 1e3 / count, longest);
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

/// The newest 50 of the same tags as bytes, through SQLite alone.
void read_pages_bare(const std::filesystem::path& file, const std::vector<TagRecord>& known_tags) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_exec(database, "PRAGMA cache_size = -4096", nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database,
                       "SELECT a.entry, b.data FROM membership m JOIN article a ON a.id = m.article "
                       "JOIN body b ON b.article = a.id WHERE m.tag = ? AND m.has_left = 0 "
                       "ORDER BY m.published DESC, m.position DESC LIMIT 50",
                       -1, &query, nullptr);
    std::size_t entries = 0, pages = 0, bytes = 0;
    const auto began = cpu_seconds();
    for (std::size_t n = 0; n < known_tags.size(); n += 10, ++pages) {
        sqlite3_bind_int64(query, 1, std::to_underlying(known_tags[n].id));
        for (; sqlite3_step(query) == SQLITE_ROW; ++entries)
            for (const int column : {0, 1})
                if (sqlite3_column_blob(query, column) != nullptr)
                    bytes += static_cast<std::size_t>(sqlite3_column_bytes(query, column));
        sqlite3_reset(query);
    }
    const double cpu = cpu_seconds() - began;
    sqlite3_finalize(query);
    sqlite3_close(database);
    fmt::print("bare pages {} entries {} bytes {} cpu_us_each {:.0f} us_per_entry {:.1f}\n", pages, entries, bytes,
               cpu / static_cast<double>(pages) * 1e6, cpu / static_cast<double>(entries) * 1e6);
}

void record_unchanged(Store& store, const std::vector<SourceRecord>& known_sources) {
    constexpr std::size_t together = 500;
    const double before = ProcessCost().written_megabytes();
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
               (cpu_seconds() - began) / count * 1e6, (ProcessCost().written_megabytes() - before) * 1e3 / count);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::filesystem::path directory = argv[1];
    const std::size_t articles = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000;
    const std::size_t tags = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 5'000;
    auto [store, workload] = start_up(directory, tags);
    if (articles > 0) ingest(*store, workload, articles);
    auto reader = store->open_reader();
    if (articles > 0) look_up(*reader, workload.idents());
    read_pages_bare(directory / "arna.db", reader->tags());
    read_pages(*reader, reader->tags());
    record_unchanged(*store, reader->sources());
    reader.reset();
    store.reset();
    const auto size = static_cast<double>(std::filesystem::file_size(directory / "arna.db"));
    fmt::print("file bytes_per_article {:.0f}\n", size / static_cast<double>(workload.told()));
}
