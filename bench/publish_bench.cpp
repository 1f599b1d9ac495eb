// What rendering costs where there are many tags: every tag's feeds from cold beside the reads alone; and with a tree,
// writing all its files, comparing them as a start does, and what ten tags that changed take.
//     publish_bench DIRECTORY [TAGS [TREE]]
#include "daemon/publish/render/render.hpp"
#include "daemon/tree/tree_files.hpp"

#include "bench/made_article.hpp"
#include "bench/process_cost.hpp"
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace arna;

constexpr std::size_t entries_of_tag = 50, tags_of_article = 10, articles_of_poll = 100;
constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

double cpu_milliseconds() { return cpu_seconds() * 1e3; }

IngestItem article(std::size_t n, std::mt19937_64& random, const std::vector<TagRecord>& tags) {
    std::string text = "<p>";
    for (auto words = 20 + random() % 160; words > 0; --words) text += fmt::format("сөз{:x} ", random() & 0xFFF);
    auto made = made_article(n, random(), "site.example", text + "</p>");
    made.item.entry.published = start + std::chrono::seconds(n);
    for (std::size_t i = 0; i < tags_of_article; ++i)
        made.tags.push_back({.tag = tags[(n * tags_of_article + i) % tags.size()].id, .reason = "title\tзаң\tзаң"});
    return made;
}

void fill(Store& store, const std::vector<TagRecord>& tags) {
    const std::vector<SourceSetup> setups{{.name = "source", .site = "site.example"}};
    const auto sources = store.sync_sources(setups, start);
    std::mt19937_64 random(1); // NOLINT(cert-msc51-cpp): the same store each time
    const auto articles = tags.size() * entries_of_tag / tags_of_article;
    for (std::size_t n = 0; n < articles;) {
        PollRecord poll{.source = sources.front().id, .poll = {}, .facts = FeedFacts{.title = "Source"}};
        for (; poll.items.size() < articles_of_poll && n < articles; ++n)
            poll.items.push_back({article(n, random, tags)});
        static_cast<void>(store.ingest(std::span(&poll, 1), start + std::chrono::seconds(n)));
    }
}

/// Puts tags into a tree, and tells what it took.
void put_tags(const Catalogue& catalogue, StoreReader& reader, TreeDirectory& tree, TreeWork work,
              std::span<const TagRecord> tags) {
    const auto begun = cpu_milliseconds();
    std::size_t written = 0;
    for (const TagRecord& tag : tags) {
        const Subject subject{.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag.id)};
        written += put_subject(catalogue, subject, reader, tree, work).value().written;
    }
    tree.commit().value();
    const auto each = (cpu_milliseconds() - begun) / static_cast<double>(tags.size());
    fmt::print("tree: tags {} files_written {} ms_each {:.3f}\n", tags.size(), written, each);
}

void measure_tree(const Catalogue& catalogue, Store& store, const std::vector<TagRecord>& tags, const char* directory) {
    auto tree = TreeDirectory::open(directory, "feeds.example.kz").value();
    const auto reader = store.open_reader();
    put_tags(catalogue, *reader, tree, TreeWork::compare, tags); // all of it is new, but for a second run
    put_tags(catalogue, *reader, tree, TreeWork::compare, tags);
    std::mt19937_64 random(2); // NOLINT(cert-msc51-cpp)
    const auto changed = std::span(tags).first(std::min(tags.size(), tags_of_article));
    PollRecord poll{.source = SourceId{1}, .poll = {}, .facts = FeedFacts{.title = "Source"}};
    poll.items.push_back({article(std::size_t{1} << 40, random, tags)});
    for (std::size_t i = 0; i < changed.size(); ++i) poll.items.front().tags[i].tag = changed[i].id;
    static_cast<void>(store.ingest(std::span(&poll, 1), start + std::chrono::days(30)));
    put_tags(catalogue, *reader, tree, TreeWork::update, changed);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000;
    auto store = open_sqlite_store(argv[1]).value();
    std::vector<TagSetup> setups(count);
    for (std::size_t n = 0; n < count; ++n) setups[n].name = setups[n].slug = fmt::format("tag-{}", n);
    const auto tags = store->sync_tags(setups, start);
    if (store->open_reader()->article_count() == 0) fill(*store, tags);

    PublishOptions options{.base_url = "https://feeds.example.kz", .authority = "feeds.example.kz"};
    for (const TagRecord& tag : tags) options.tags.push_back({.id = tag.id, .name = tag.name, .slug = tag.slug});
    const Catalogue catalogue(std::move(options));
    const auto each = static_cast<double>(count);

    std::size_t entries = 0;
    auto begun = cpu_milliseconds();
    auto reader = store->open_reader();
    for (const TagRecord& tag : tags) entries += reader->live(tag.id, entries_of_tag).entries.size();
    const auto reads = cpu_milliseconds() - begun;

    std::size_t bytes = 0;
    begun = cpu_milliseconds();
    reader = store->open_reader(); // cold, too
    for (const TagRecord& tag : tags) {
        const Subject subject{.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag.id)};
        for (const auto& document : render(catalogue, subject, *reader)->documents) bytes += document->body->size();
    }
    const auto renders = cpu_milliseconds() - begun;
    fmt::print("tags {} entries {} reads_ms_each {:.3f} renders_ms_each {:.3f} of three feeds, {:.0f} kB\n", count,
               entries, reads / each, renders / each, static_cast<double>(bytes) / each / 1e3);
    fmt::print("allowed_ms_each {:.3f} (1.5 times the reads and 0.3)\n", 1.5 * reads / each + 0.3);
    if (argc > 3) measure_tree(catalogue, *store, tags, argv[3]);
    return 0;
}
