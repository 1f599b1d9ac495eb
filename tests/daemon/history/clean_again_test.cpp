#include "daemon/history/clean_again.hpp"

#include "daemon/history/run_job.hpp"
#include "tests/daemon/history/history_world.hpp"

using namespace arna;

namespace {

/// A store whose bodies were cleaned by the sanitiser of `version`.
struct CleanedBefore {
    HistoryDirectory directory;
    std::unique_ptr<Store> store;

    explicit CleanedBefore(int version) {
        store = open_store("sqlite:", directory.path(), {.sanitizer_version = version}).value();
        const std::vector<SourceSetup> sources{{.name = "one", .site = "zakon.kz"}};
        PollRecord record{.source = store->sync_sources(sources, noon).at(0).id};
        for (std::uint8_t n = 1; n <= 3; ++n) {
            CleanItem item;
            item.ident[0] = n;
            item.content_hash = std::uint64_t{1} << 56 | n;
            item.entry.title = "Item";
            if (n != 2) item.entry.content = sanitize("<p>text</p>", {}); // the second has no body
            record.items.push_back({.item = std::move(item), .tags = {}});
        }
        store->ingest(std::span(&record, 1), noon);
        store.reset();
        store = open_store("sqlite:", directory.path(), {.sanitizer_version = sanitizer_version}).value();
    }

    HistoryTotals clean() const {
        return run_job(*store, CleanAgain(), [] { return noon; });
    }
};

} // namespace

TEST_CASE("What an older sanitiser cleaned is cleaned again, once", "[history][clean]") {
    const CleanedBefore world(0);
    CHECK(world.clean() == HistoryTotals{.articles = 3, .cleaned = 2, .changed = 0});
    CHECK(world.clean() == HistoryTotals{.articles = 3, .cleaned = 0, .changed = 0});
}

TEST_CASE("What the present sanitiser cleaned stays", "[history][clean]") {
    const CleanedBefore world(sanitizer_version);
    CHECK(world.clean().cleaned == 0);
}
