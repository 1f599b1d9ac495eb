#include "tests/daemon/publish/publisher.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace arna {

Article article(int n, const std::string& source) {
    Article made;
    made.entry.title = fmt::format("Мақала {}", n);
    made.entry.link = fmt::format("https://{}.example/{}", source, n);
    made.entry_id = made.entry.link;
    made.published = made.updated = made.first_seen = noon + std::chrono::minutes(n);
    made.position = n;
    made.source.name = source;
    made.source.facts.title = source;
    made.source.facts.link = fmt::format("https://{}.example/", source);
    made.source.facts.self = fmt::format("https://{}.example/rss?token=secret", source);
    made.source.facts.id = made.source.facts.self;
    return made;
}

PublishOptions publish_options() {
    PublishOptions options{.base_url = "https://feeds.example.kz/base",
                           .authority = "feeds.example.kz",
                           .title = "Арна",
                           .version = "0.1"};
    options.tags = {{.id = TagId{1},
                     .name = "Референдум-2026",
                     .slug = "referendum-2026",
                     .former_slugs = {"referendum"},
                     .title = "Референдум – 2026",
                     .language = "kk"},
                    {.id = TagId{2}, .name = "Спорт", .slug = "sport"},
                    {.id = TagId{3}, .name = "Ескі", .slug = "eski", .is_gone = true}};
    options.sources = {{.id = SourceId{1},
                        .name = "zakon-kk",
                        .title = "Zakon.kz",
                        .url = "https://zakon-kk.example/rss",
                        .is_published = true},
                       {.id = SourceId{2}, .name = "secret"}};
    return options;
}

Publisher::Publisher(std::size_t capacity, PublishOptions options) : content(std::make_shared<FakeContent>()) {
    content->live[1] = {.state = {.position = 3, .version = 12, .changed = noon + std::chrono::hours(1)},
                        .entries = {article(3), article(2), article(1)}};
    content->live[2] = {.state = {.position = 0, .version = 0, .changed = noon}, .entries = {}};
    content->sources[1] = {.state = {.version = 4, .changed = noon + std::chrono::hours(1)}, .entries = {article(3)}};
    content->tags = {{.id = TagId{1}, .name = "Референдум-2026", .state = content->live[1].state},
                     {.id = TagId{2}, .name = "Спорт", .state = content->live[2].state}};
    store = std::make_unique<StoreThread>(fake_store(content));
    io.run([&] {
        readers = std::make_unique<ReaderPool>(io.executor(), *store);
        subscribers = std::make_unique<Subscribers>();
        documents =
            std::make_unique<Documents>(io.executor(), pool.get_executor(), *readers, std::move(options), capacity);
    });
}

Publisher::~Publisher() {
    content->release();
    io.run(documents->drain());
    io.run([&] {
        documents.reset();
        subscribers.reset();
        readers.reset();
    });
    pool.join();
}

Destination Publisher::place(const std::string& path) {
    Destination found;
    io.run([&] { found = documents->catalogue().resolve(path); });
    return found;
}

std::string Publisher::body(const std::string& path, Coding coding) {
    const auto lookup = find(path);
    if (!lookup.document) throw std::runtime_error("there is no document at " + path);
    return *io.run(documents->body(lookup.document, coding));
}

void Publisher::changed(std::vector<TagId> tags, std::vector<SourceId> sources) {
    io.run([&] { documents->changed(tags, sources); });
}

} // namespace arna
