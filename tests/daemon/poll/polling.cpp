#include "tests/daemon/poll/polling.hpp"

#include "daemon/history/history_jobs.hpp"
#include "daemon/history/match_again.hpp"
#include "feeds/identity/identity.hpp"

#include <boost/asio/co_spawn.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <utility>

namespace arna {
namespace {

constexpr std::chrono::seconds patience{120}; // how long a broken test hangs

FetchOptions with_loopback(FetchOptions options) {
    options.user_agent = "arna/test";
    options.allow = {"127.0.0.0/8"};
    return options;
}

std::unique_ptr<Store> opened(const std::filesystem::path& folder) {
    auto store = open_sqlite_store(folder);
    if (!store) throw std::runtime_error(store.error().message);
    return std::move(*store);
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "arna-poll-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("cannot make a directory");
    path_ = path;
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

void TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
}

template <class T>
T Polling::await(boost::asio::awaitable<T> work) {
    std::optional<T> value;
    std::exception_ptr failure;
    boost::asio::co_spawn(io, std::move(work), [&](const std::exception_ptr& e, T result) {
        failure = e;
        value = std::move(result);
    });
    io.restart();
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!value && io.run_one_until(deadline) > 0) {
    }
    if (failure) std::rethrow_exception(failure);
    if (!value) throw std::runtime_error("it takes too long");
    return std::move(*value);
}

namespace {

/// For await(), which wants a value.
boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

} // namespace

Polling::Polling(const std::filesystem::path& folder, FakeClock& clock, Setup setup)
    : store(opened(folder), {.now = [&clock] { return clock.now(); }}),
      readers(io.get_executor(), store),
      fetcher(io.get_executor(), pool.get_executor(), with_loopback(std::move(setup.fetch)), clock.clock()),
      robots({.io = io.get_executor(),
              .pool = pool.get_executor(),
              .fetcher = fetcher,
              .store = store,
              .readers = readers,
              .clock = clock.clock()}),
      changes(io.get_executor()),
      scheduler({.io = io.get_executor(),
                 .pool = pool.get_executor(),
                 .fetcher = fetcher,
                 .store = store,
                 .readers = readers,
                 .clock = clock.clock(),
                 .robots = &robots},
                setup.options, changes, [this](const PollReport& report) { finished.push_back(report); }),
      clock_(clock) {
    reload(std::move(setup.sources), std::move(setup.tags));
}

Polling::~Polling() {
    scheduler.stop();
    fetcher.stop();
    stop_running();
    await(done(store.stop()));
}

void Polling::reload(std::vector<PollSource> sources, std::vector<TestTag> tags) {
    std::vector<SourceSetup> source_setups;
    for (const auto& source : sources)
        source_setups.push_back({.name = source.name,
                                 .site = site_of(source.url, source.name),
                                 .url = source.url,
                                 .interval = source.interval});
    std::vector<TagSetup> tag_setups;
    std::vector<TagRule> rules;
    for (const auto& tag : tags) {
        tag_setups.push_back({.name = tag.name, .slug = tag.name, .rule = tag.match});
        rules.push_back({.name = tag.name, .match = tag.match});
    }
    const auto now = clock_.now();
    const auto records = await(store.run([&](Store& s) { return s.sync_sources(source_setups, now); }));
    tags_ = await(store.run([&](Store& s) { return s.sync_tags(tag_setups, now); }));
    for (std::size_t i = 0; i < sources.size(); ++i) {
        sources[i].id = records[i].id;
        sources[i].site = records[i].site;
    }
    sources_ = sources;
    auto compiled = RuleSet::compile(rules);
    REQUIRE(compiled);
    rules_ = {.set = std::make_shared<const RuleSet>(std::move(*compiled))};
    for (const auto& tag : tags_) rules_.tags.push_back(tag.id);
    scheduler.load(std::move(sources), records, rules_);
}

Result<std::vector<PollReport>> Polling::try_poll(std::vector<std::string> names, bool now) {
    return await(scheduler.poll_once(std::move(names), now));
}

std::vector<PollReport> Polling::poll(std::vector<std::string> names, bool now) {
    auto reports = try_poll(std::move(names), now);
    REQUIRE(reports);
    return std::move(*reports);
}

PollReport Polling::poll_one(bool now) {
    const auto reports = poll({}, now);
    REQUIRE(reports.size() == 1);
    INFO(text_of(reports.front()));
    return reports.front();
}

void Polling::start() {
    is_running_ = true;
    boost::asio::co_spawn(io, scheduler.run(), [this](const std::exception_ptr& failure) {
        is_running_ = false;
        if (failure) std::rethrow_exception(failure);
    });
}

bool Polling::run_until(const std::function<bool()>& is_so) {
    io.restart();
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!is_so())
        if (io.run_one_until(deadline) == 0) return false;
    return true;
}

void Polling::settle() {
    io.restart();
    while (io.poll_one() > 0) {
    }
}

void Polling::stop_running() {
    scheduler.stop();
    const bool has_ended = run_until([this] { return !is_running_; });
    if (!has_ended) throw std::runtime_error("the scheduler does not stop");
}

PollState Polling::state(const std::string& name) const {
    for (const auto& status : scheduler.status())
        if (status.name == name) return status.state;
    throw std::runtime_error("no source is named " + name);
}

SourceRecord Polling::stored(const std::string& name) {
    await(store.run([](Store&) { return true; }));
    for (auto& record : store.open_reader()->sources())
        if (record.name == name) return record;
    throw std::runtime_error("the store has no source named " + name);
}

std::vector<Article> Polling::articles(const std::string& source) {
    return store.open_reader()->of_source(stored(source).id, 1000).entries;
}

std::vector<Article> Polling::members(const std::string& tag) {
    for (const auto& record : tags_)
        if (record.name == tag) return store.open_reader()->live(record.id, 1000).entries;
    throw std::runtime_error("no tag is named " + tag);
}

void Polling::rematch() {
    MatchAgain::Setup setup{.rules = rules_.set, .rule_tags = rules_.tags, .tags = tags_};
    for (const auto& source : sources_) setup.labels[source.name] = source.labels;
    HistoryJobs jobs({.io = io.get_executor(),
                      .pool = pool.get_executor(),
                      .store = store,
                      .readers = readers,
                      .changes = changes,
                      .now = clock_.clock().now});
    const auto match = std::make_shared<const MatchAgain>(std::move(setup));
    if (!match->is_needed()) return;
    jobs.start(match);
    while (await(jobs.step())) {
    }
}

std::string rss(const std::vector<std::string>& titles, const std::string& channel) {
    std::string text = "<rss version=\"2.0\"><channel><title>T</title><link>http://site.example/</link>" + channel;
    for (const auto& title : titles)
        text += fmt::format("<item><title>{0}</title><guid isPermaLink=\"false\">id-{0}</guid>"
                            "<link>http://site.example/{0}</link></item>",
                            title);
    return text + "</channel></rss>";
}

PollSource source_at(const Origin& origin, const std::string& path) {
    return {.name = "a", .url = origin.url(path), .interval = std::chrono::minutes(10)};
}

} // namespace arna
