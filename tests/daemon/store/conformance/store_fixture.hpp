#pragma once
#include "tests/daemon/store/conformance/backend.hpp"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace arna {

/// Stands in for feeds/clean, which alone makes this type: these tests are linked without it.
class Sanitizer {
public:
    static SafeHtml trusted(std::string markup) { return SafeHtml(std::move(markup)); }
};

/// A directory that goes with its test.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string path = (std::filesystem::temp_directory_path() / "arna-test-XXXXXX").string();
        if (!mkdtemp(path.data())) throw std::runtime_error("cannot make a directory");
        path_ = path;
    }
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database() const { return path_ / "arna.db"; }

private:
    std::filesystem::path path_;
};

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

/// The ident and link of the n-th made item; the site tells its id from others'.
inline Ident ident(int n) {
    Ident made{};
    made[0] = static_cast<std::uint8_t>(n);
    made[1] = static_cast<std::uint8_t>(n >> 8);
    made[15] = 1;
    return made;
}

inline std::string address(int n) { return "https://zakon.kz/" + std::to_string(n); }

/// The n-th item as a source tells it; `text` is all of its content, and with it changes the content hash.
inline CleanItem item(int n, const std::string& text = "text", std::optional<Time> published = noon) {
    CleanItem made;
    made.ident = ident(n);
    made.entry.id = made.entry.link = address(n);
    made.entry.title = "Item " + std::to_string(n);
    made.entry.content = Sanitizer::trusted("<p>" + text + "</p>");
    made.entry.published = published;
    made.content_hash = std::uint64_t{1} << 56 | std::hash<std::string>()(text) >> 8;
    return made;
}

/// A store in a directory of its own, with two sources and two tags.
class StoreFixture {
public:
    TemporaryDirectory directory;
    std::unique_ptr<Store> store;
    std::unique_ptr<StoreReader> reader;
    SourceId one{}, two{};
    TagId kk{}, ru{};

    StoreFixture() { open(); }

    void open() {
        reader.reset();
        store.reset(); // before it is opened again, for its lock
        store = open_backend(directory.path());
        reader = store->open_reader();
        configure({"one", "two"}, {"kk", "ru"});
    }

    /// Sources and tags of the configuration by name.
    void configure(const std::vector<std::string>& sources, const std::vector<std::string>& tags, Time now = noon) {
        std::vector<SourceSetup> source_setups;
        for (const auto& name : sources)
            source_setups.push_back({.name = name, .site = "zakon.kz", .url = "https://zakon.kz/" + name + ".xml"});
        std::vector<TagSetup> tag_setups;
        for (const auto& name : tags) tag_setups.push_back({.name = name, .slug = name, .rule = "#" + name});
        for (const auto& record : store->sync_sources(source_setups, now))
            (record.name == "one" ? one : two) = record.id;
        for (const auto& record : store->sync_tags(tag_setups, now)) (record.name == "kk" ? kk : ru) = record.id;
    }

    IngestResult poll(SourceId source, std::vector<CleanItem> items, const std::vector<TagId>& tags, Time now = noon) {
        PollRecord record{.source = source, .poll = {.tried = now}, .facts = FeedFacts{.title = "Zakon"}};
        for (auto& item : items) {
            record.items.push_back({.item = std::move(item)});
            for (const auto tag : tags) record.items.back().tags.push_back({.tag = tag, .reason = "because"});
        }
        return store->ingest(std::span(&record, 1), now);
    }

    /// The titles of a page's entries.
    static std::vector<std::string> titles(const ArticlePage& page) {
        std::vector<std::string> found;
        for (const auto& entry : page.entries) found.push_back(entry.entry.title);
        return found;
    }
    [[nodiscard]] std::vector<std::string> live(TagId tag, std::size_t limit = 50) {
        return titles(reader->live(tag, limit));
    }
};

} // namespace arna
