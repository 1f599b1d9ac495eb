// Serves /tags/t.atom, a document of about 100 KB, from a store below DIRECTORY: what a request costs, beside nginx, is
// measured by bench/compare_serving.
//     serve_bench DIRECTORY PORT
#include "daemon/http/server.hpp"
#include "daemon/http/site/routes.hpp"
#include "daemon/store/readers.hpp"

#include "bench/made_article.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace {

using namespace arna;
namespace asio = boost::asio;

constexpr int articles = 40, words_of_article = 100;
constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

IngestItem article(int n, TagId tag) {
    std::string text = "<p>";
    for (int word = 0; word < words_of_article; ++word) text += fmt::format("сөздер{:x} ", n * word * 2654435761U);
    auto made = made_article(static_cast<std::uint64_t>(n), 0, "site.example", text + "</p>");
    made.item.entry.published = start + std::chrono::hours(n);
    made.tags.push_back({.tag = tag, .reason = "title\tзаң\tзаң"});
    return made;
}

PublishOptions fill(Store& store) {
    const std::array<TagSetup, 1> setup = {{{.name = "t", .slug = "t"}}};
    const auto tag = store.sync_tags(setup, start).front().id;
    const std::array<SourceSetup, 1> source = {{{.name = "source", .site = "site.example"}}};
    PollRecord poll{
        .source = store.sync_sources(source, start).front().id, .poll = {}, .facts = FeedFacts{.title = "S"}};
    for (int n = 1; n <= articles; ++n) poll.items.push_back({article(n, tag)});
    static_cast<void>(store.ingest(std::span(&poll, 1), start + std::chrono::hours(articles)));
    PublishOptions options{.base_url = "https://feeds.example.kz", .authority = "feeds.example.kz"};
    options.tags.push_back({.id = tag, .name = "t", .slug = "t"});
    return options;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    auto store = open_sqlite_store(argv[1]).value();
    auto options = fill(*store);
    StoreThread thread(std::move(store));
    asio::io_context io(1);
    asio::thread_pool pool(1);
    ReaderPool readers(io.get_executor(), thread);
    Documents documents(io.get_executor(), pool.get_executor(), readers, std::move(options));
    Subscribers subscribers;
    Server server(io.get_executor(), public_router({.io = io.get_executor(),
                                                    .documents = documents,
                                                    .subscribers = subscribers,
                                                    .store = thread,
                                                    .admin = {},
                                                    .is_ready = [] { return true; },
                                                    .now = [] { return start; }}));
    const std::array<std::string, 1> endpoints = {fmt::format("127.0.0.1:{}", argv[2])};
    if (const auto opened = server.listen(endpoints); !opened) {
        fmt::print(stderr, "{}\n", opened.error().message);
        return 3;
    }
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](auto, int) { io.stop(); });
    io.run();
    pool.join();
    return 0;
}
