#include "tests/daemon/store/conformance/store_fixture.hpp"
#include "tests/daemon/store/failing_vfs.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <functional>
#include <optional>

using namespace arna;
using namespace std::chrono_literals;

namespace {

/// A day in the life of a store, in which every step is tried again until it works, as the daemon does.
class Day {
public:
    explicit Day(const std::filesystem::path& directory) : directory_(directory) {}

    void live() {
        configure("#kk");
        poll(one_, {item(1), item(2), item(3, "long " + std::string(9'000, 'x'))}, {kk_}, noon);
        poll(two_, {item(2), item(4)}, {kk_}, noon + 1h);
        poll(one_, {item(1, "revised"), item(5)}, {kk_}, noon + 2h);
        again([&] { store().record(std::vector{std::pair(two_, PollState{.etag = "304"})}); });
        reopen();
        configure("#kk OR more");
        match();
        poll(one_, {item(2, "no longer")}, {}, noon + 3h);
        clean();
        again([&] { store().deliver("tree", open_reader()->undelivered("tree")); });
        reopen();
        poll(one_, {item(6)}, {kk_}, noon + 4h);
    }

    /// All that a reader sees of the store, in a line each.
    std::vector<std::string> result() {
        std::vector<std::string> lines;
        const auto reader = open_reader();
        for (const auto& wrong : reader->check()) lines.push_back(wrong);
        for (const auto& entry : reader->live(kk_, 50).entries)
            lines.push_back(std::to_string(entry.position) + ' ' + entry.entry_id + ' ' + entry.entry.content.str() +
                            ' ' + std::to_string(entry.revision) + ' ' + std::to_string(entry.also_in.size()) + ' ' +
                            entry.reason);
        const auto stats = reader->stats();
        lines.push_back(std::to_string(stats.articles) + " articles, " + std::to_string(stats.revisions) + " old");
        for (const auto& source : reader->sources()) lines.push_back(source.poll.etag);
        for (const auto& run : reader->history_runs())
            lines.push_back(run.job + (run.is_finished ? " finished" : " unfinished"));
        return lines;
    }

private:
    static constexpr int patience = 20;

    /// Until it works: a call fails once.
    template <class Work>
    auto again(Work work) -> std::invoke_result_t<Work&> {
        for (int tries = 0;; ++tries) {
            try {
                return work();
            } catch (const StoreFailure&) {
                if (tries == patience) throw;
            }
        }
    }

    Store& store() {
        if (!store_) {
            auto opened = open_sqlite_store(directory_, {.sanitizer_version = 2});
            if (!opened) throw StoreFailure(opened.error().message);
            store_ = std::move(*opened);
        }
        return *store_;
    }
    std::unique_ptr<StoreReader> open_reader() {
        return again([&] { return store().open_reader(); });
    }
    template <class Read>
    auto read(Read work) {
        return again([&] { return work(*store().open_reader()); });
    }
    void reopen() { store_.reset(); }

    void configure(const std::string& rule) {
        const std::vector<SourceSetup> sources{{.name = "one", .site = "zakon.kz"},
                                               {.name = "two", .site = "zakon.kz"}};
        const std::vector<TagSetup> tags{{.name = "kk", .slug = "kk", .rule = rule}};
        const auto records = again([&] { return store().sync_sources(sources, noon); });
        one_ = records.at(0).id;
        two_ = records.at(1).id;
        kk_ = again([&] { return store().sync_tags(tags, noon); }).at(0).id;
    }

    void poll(SourceId source, const std::vector<CleanItem>& items, const std::vector<TagId>& tags, Time now) {
        PollRecord record{.source = source, .poll = {.etag = "e"}, .facts = FeedFacts{.title = "Zakon"}};
        for (const auto& told : items) {
            record.seen.push_back({.raw_hash = told.content_hash, .ident = told.ident});
            record.items.push_back({.item = told, .tags = {}});
            for (const auto tag : tags) record.items.back().tags.push_back({.tag = tag, .reason = "because"});
        }
        again([&] { return store().ingest(std::span(&record, 1), now); });
    }

    /// Every article joins, two at a time; a slice that failed is decided again.
    void match() {
        const auto run = again([&] { return store().begin_run(match_job, 0, noon); });
        work(run, [&](const std::vector<StoredArticle>& articles, HistorySlice& slice) {
            slice.tags = {kk_};
            for (const auto& stored : articles)
                slice.matched.push_back({.id = stored.id,
                                         .content_hash = stored.content_hash,
                                         .tags = {{.tag = kk_, .reason = "matched"}}});
        });
    }

    void clean() {
        const auto run = again([&] { return store().begin_run("clean", 2, noon); });
        work(run, [](const std::vector<StoredArticle>& articles, HistorySlice& slice) {
            for (const auto& stored : articles)
                slice.cleaned.push_back({.id = stored.id,
                                         .content_hash = stored.content_hash,
                                         .summary = {},
                                         .content = Sanitizer::trusted("cleaned")});
        });
    }

    void work(HistoryRun run, const std::function<void(const std::vector<StoredArticle>&, HistorySlice&)>& decide) {
        while (!run.is_finished) {
            again([&] {
                const auto articles = store().open_reader()->history(run.done, 2);
                HistorySlice slice{.job = run.job, .run = run.number, .up_to = run.done};
                slice.is_last = articles.empty();
                if (!articles.empty()) slice.up_to = articles.back().id;
                decide(articles, slice);
                store().store_slice(slice, noon);
                run.done = slice.up_to;
                run.is_finished = slice.is_last;
            });
        }
    }

    std::filesystem::path directory_;
    std::unique_ptr<Store> store_;
    SourceId one_{}, two_{};
    TagId kk_{};
};

} // namespace

TEST_CASE("Whichever call to the system fails, nothing is lost, nothing is stored twice", "[store][fault]") {
    failing_vfs::arm(0);
    std::vector<std::string> expected;
    std::int64_t calls = 0;
    {
        const TemporaryDirectory directory;
        Day day(directory.path());
        day.live();
        calls = failing_vfs::calls();
        expected = day.result();
    }
    REQUIRE(calls > 200);
    const bool all = std::getenv("ARNA_ALL_FAULTS") != nullptr; // in script/check
    const std::int64_t step = all ? 1 : calls / 40;
    for (std::int64_t n = 1; n <= calls; n += step) {
        CAPTURE(n, calls);
        const TemporaryDirectory directory;
        Day day(directory.path());
        failing_vfs::arm(n);
        day.live();
        failing_vfs::arm(0);
        CHECK(day.result() == expected);
    }
}
