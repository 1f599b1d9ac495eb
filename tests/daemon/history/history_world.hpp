#pragma once
#include "daemon/changes/changes.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/history/match_again.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/clean/markup/sanitize.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arna {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

/// A directory that goes with its test.
class HistoryDirectory {
public:
    HistoryDirectory() {
        std::string path = (std::filesystem::temp_directory_path() / "arna-history-XXXXXX").string();
        REQUIRE(::mkdtemp(path.data()) != nullptr);
        path_ = path;
    }
    ~HistoryDirectory() { std::filesystem::remove_all(path_); }
    HistoryDirectory(const HistoryDirectory&) = delete;
    HistoryDirectory& operator=(const HistoryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A store on its thread with one source, whose articles are told by title; tags are pairs of name and rule.
class HistoryWorld {
public:
    using Rules = std::vector<std::pair<std::string, std::string>>;

    HistoryDirectory directory;
    boost::asio::io_context io{1};
    Changes changes{io.get_executor()};
    boost::asio::thread_pool pool{2};
    std::optional<StoreThread> store;
    std::optional<ReaderPool> readers;
    std::optional<HistoryJobs> jobs;
    std::unique_ptr<StoreReader> reader;
    SourceId source{};
    std::vector<TagRecord> tags;
    HistoryOptions options;

    HistoryWorld() { open(); }
    ~HistoryWorld() { close(); }
    HistoryWorld(const HistoryWorld&) = delete;
    HistoryWorld& operator=(const HistoryWorld&) = delete;

    void open(StoreThreadOptions thread_options = {}) {
        close();
        store.emplace(open_store("sqlite:", directory.path(), {.sanitizer_version = sanitizer_version}).value(),
                      std::move(thread_options));
        readers.emplace(io.get_executor(), *store);
        jobs.emplace(HistoryServices{.io = io.get_executor(),
                                     .pool = pool.get_executor(),
                                     .store = *store,
                                     .readers = *readers,
                                     .changes = changes,
                                     .now = [] { return noon; }},
                     options);
        reader = store->open_reader();
        const std::vector<SourceSetup> sources{{.name = "one", .site = "zakon.kz", .url = "https://zakon.kz/1.xml"}};
        source = await(store->run([&](Store& s) { return s.sync_sources(sources, noon); })).at(0).id;
    }

    void close() {
        reader.reset();
        jobs.reset();
        readers.reset();
        store.reset();
    }

    template <class T>
    T await(boost::asio::awaitable<T> work) {
        auto result = boost::asio::co_spawn(io, std::move(work), boost::asio::use_future);
        io.restart();
        io.run();
        return result.get();
    }

    void poll(const std::vector<std::string>& titles) {
        PollRecord record{.source = source, .facts = FeedFacts{.title = "Zakon"}};
        for (const auto& title : titles) {
            auto& item = record.items.emplace_back(IngestItem{.item = {}, .tags = {}}).item;
            ++told_;
            item.ident[0] = static_cast<std::uint8_t>(told_);
            item.ident[1] = static_cast<std::uint8_t>(told_ >> 8);
            item.entry.id = item.entry.link = "https://zakon.kz/" + std::to_string(told_);
            item.entry.title = title;
            item.content_hash = std::uint64_t{1} << 56 | told_;
        }
        REQUIRE(await(store->ingest(std::move(record))));
    }

    /// Takes rules over, as a reload does, and returns the job that applies them to history.
    std::shared_ptr<const MatchAgain> configure(const Rules& rules) {
        std::vector<TagSetup> setups;
        std::vector<TagRule> texts;
        for (const auto& [name, rule] : rules) {
            setups.push_back({.name = name, .slug = name, .rule = rule});
            texts.push_back({.name = name, .match = rule});
        }
        tags = await(store->run([&](Store& s) { return s.sync_tags(setups, noon); }));
        auto compiled = RuleSet::compile(texts);
        REQUIRE(compiled);
        MatchAgain::Setup setup{.rules = std::make_shared<const RuleSet>(std::move(*compiled)), .tags = tags};
        for (const auto& tag : tags) setup.rule_tags.push_back(tag.id);
        return std::make_shared<const MatchAgain>(std::move(setup));
    }

    /// Runs a job to its end.
    void finish(std::shared_ptr<const HistoryJob> job) {
        jobs->start(std::move(job));
        while (await(jobs->step())) {
        }
    }

    [[nodiscard]] std::vector<std::string> members(const std::string& tag) {
        std::vector<std::string> titles;
        for (const auto& record : reader->tags())
            if (record.name == tag)
                for (const auto& entry : reader->live(record.id, 1'000).entries) titles.push_back(entry.entry.title);
        return titles;
    }

private:
    std::uint64_t told_ = 0;
};

} // namespace arna
