// A kill -9 at any moment of a job over what is stored.
#include "daemon/history/search_slice.hpp"
#include "daemon/store/store.hpp"
#include "feeds/rules/search/item_tokens.hpp"
#include "tests/daemon/history/history_world.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <random>
#include <span>

using namespace arna;
using namespace std::chrono_literals;

namespace {

constexpr int old_articles = 300, held_articles = 120, newest_kept = 50;
constexpr Time long_ago = noon - std::chrono::days(100);

/// A store with articles that may go, articles that are held, and a tag for these.
class Prepared {
public:
    HistoryDirectory directory;

    Prepared() {
        const auto store = open();
        const std::vector<SourceSetup> sources{{.name = "one", .site = "a.kz"}};
        const std::vector<TagSetup> tags{{.name = "kk", .slug = "kk", .rule = "kk"}};
        const auto source = store->sync_sources(sources, long_ago).at(0).id;
        store->sync_tags(tags, long_ago);
        tell(*store, source, 0, old_articles, long_ago, long_ago);
        tell(*store, source, 1'000, held_articles, long_ago - std::chrono::days(900), noon);
    }

    [[nodiscard]] std::unique_ptr<Store> open() const {
        return open_store("sqlite:", directory.path(), {.sanitizer_version = sanitizer_version}).value();
    }

private:
    static void tell(Store& store, SourceId source, int first, int count, Time published, Time now) {
        PollRecord record{.source = source, .poll = {.tried = now, .succeeded = now}, .facts = FeedFacts{.title = "A"}};
        record.last_success = now;
        for (int n = first; n < first + count; ++n) {
            auto& item = record.items.emplace_back().item;
            item.ident[0] = static_cast<std::uint8_t>(n);
            item.ident[1] = static_cast<std::uint8_t>(n >> 8);
            item.entry.id = item.entry.link = "https://a.kz/" + std::to_string(n);
            item.entry.title = "word" + std::to_string(n);
            item.entry.published = published + n * 1s;
            item.content_hash = std::uint64_t{1} << 56 | static_cast<std::uint64_t>(n + 1);
        }
        record.seen.push_back({.raw_hash = 1, .ident = record.items.back().item.ident});
        REQUIRE(store.ingest(std::span(&record, 1), now).held == (first == 0 ? 0U : held_articles));
    }
};

void remove_slice(Store& store, StoreReader& reader) {
    RetentionPolicy policy;
    policy.others.keep = std::chrono::milliseconds(24h);
    for (const auto& source : reader.sources()) policy.sources[source.id] = policy.others;
    const auto run = store.begin_run("retain", 0, noon);
    auto found = reader.removable(run.done, 20, policy, noon);
    store.store_slice({.job = run.job,
                       .run = run.number,
                       .up_to = found.up_to,
                       .is_last = found.is_last,
                       .removed = std::move(found.articles)},
                      noon);
}

void accept_slice(Store& store, StoreReader& reader) {
    const auto source = reader.sources().at(0).id;
    const auto tag = reader.tags().at(0).id;
    const auto run = store.begin_run("accept", 1, noon);
    HistorySlice slice{.job = run.job, .run = run.number, .up_to = run.done, .tags = {tag}, .accepts = true};
    for (const auto& held : reader.held(source, run.done, 10)) {
        slice.matched.push_back({.id = held.id, .content_hash = held.content_hash, .tags = {{.tag = tag}}});
        slice.up_to = held.id;
    }
    store.store_slice(slice, noon);
}

/// A slice of each job in turn, for ever; each is said on `progress`.
[[noreturn]] void work_until_killed(const Prepared& prepared, int progress) {
    const auto store = prepared.open();
    const auto reader = store->open_reader();
    const auto known = reader->search_progress();
    const auto index = store->open_search_index(known, token_version());
    if (index->making() != known.making) store->begin_search_index(index->making());
    while (true) {
        remove_slice(*store, *reader);
        accept_slice(*store, *reader);
        store->note_indexed(fill_search_slice(*reader, *index).indexed);
        if (::write(progress, "x", 1) != 1) ::_exit(1);
    }
}

void work_and_kill(const Prepared& prepared, std::mt19937& random) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) work_until_killed(prepared, ends[1]);
    ::close(ends[1]);
    char said = 0;
    for (auto slices = random() % 3 + 1; slices > 0; --slices) REQUIRE(::read(ends[0], &said, 1) == 1);
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 5'000);
    while (std::chrono::steady_clock::now() < until) {
    }
    ::kill(child, SIGKILL);
    ::close(ends[0]);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
}

} // namespace

TEST_CASE("A kill at any moment of removing, accepting and indexing loses nothing and does nothing twice",
          "[history][kill]") {
    const Prepared prepared;
    std::mt19937 random(20261130);
    for (int round = 0; round < 10; ++round) {
        CAPTURE(round);
        work_and_kill(prepared, random);
        const auto store = prepared.open();
        const auto reader = store->open_reader();
        CHECK(reader->check().empty());
        const auto stats = reader->stats();
        CHECK(stats.articles + stats.removed == old_articles + held_articles);
        CHECK(stats.tombstones == stats.removed);
        CHECK(reader->tag_state(reader->tags().at(0).id).position + stats.held == held_articles);
        const auto proposed =
            reader->propose({.kind = TokenQuery::Kind::token, .parts = {}, .letters = "word1005"}, token_version());
        if (!proposed) continue; // it was killed before there was an index
        const auto found = reader->find("https://a.kz/1005").at(0).id;
        CHECK((found > proposed->done || std::ranges::find(proposed->articles, found) != proposed->articles.end()));
    }
    const auto store = prepared.open();
    const auto reader = store->open_reader();
    for (int n = 0; n < 40; ++n) {
        remove_slice(*store, *reader);
        accept_slice(*store, *reader);
    }
    const auto stats = reader->stats();
    CHECK(stats.held == 0);
    CHECK(stats.removed == old_articles - newest_kept);
    CHECK(reader->check().empty());
}
