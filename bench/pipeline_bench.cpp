// What reading feeds costs: the CPU of the whole process is the figure, so that other readers can be measured beside
// it.
//     pipeline_bench STEP LIST
// STEP: decode; parse (also dates and URLs); sanitize (also all markup: what other readers do); clean (the whole
// pipeline: also
// texts, languages, hashtags, identity); again (the whole pipeline, and once more over documents of which every item is
// known); memory (the whole pipeline, with its
// allocations counted).
// LIST: a file with a path a line.
#include "feeds/pipeline/pipeline.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/text/charset/charset.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// What is allocated now, at most, and how often; counted from the moment that somebody wants to know. One thread.
struct Heap {
    bool is_counted = false;
    std::ptrdiff_t live = 0, peak = 0, count = 0;

    void* allocate(std::size_t size) {
        void* made = std::malloc(size);
        if (made == nullptr) throw std::bad_alloc();
        if (is_counted) {
            live += static_cast<std::ptrdiff_t>(malloc_usable_size(made));
            peak = std::max(peak, live);
            ++count;
        }
        return made;
    }

    void free(void* made) {
        if (is_counted) live -= static_cast<std::ptrdiff_t>(malloc_usable_size(made));
        std::free(made);
    }
};

constinit Heap heap;

} // namespace

void* operator new(std::size_t size) { return heap.allocate(size); }
void* operator new[](std::size_t size) { return heap.allocate(size); }
void operator delete(void* made) noexcept { heap.free(made); }
void operator delete(void* made, std::size_t) noexcept { heap.free(made); }
void operator delete[](void* made) noexcept { heap.free(made); }
void operator delete[](void* made, std::size_t) noexcept { heap.free(made); }

namespace {

using namespace arna;

constexpr Time now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
constexpr std::size_t small = 64 << 10; ///< bytes; of smaller documents the memory says little
const ReadOptions options{.source = "bench", .site = "bench.example"};

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
    file.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

/// What all documents gave together.
struct Sum {
    std::size_t documents = 0, failures = 0, bytes = 0, items = 0;
    std::ptrdiff_t allocations = 0;
    double peak_share = 0; ///< peak memory over the size of its document, the largest of those that are not small
};

void sanitize_all(RawFeed& feed) {
    const auto visit = [](Text& text) {
        if (text.type != Text::Type::plain) text.value = sanitize(text.value, {.base = text.base}).str();
    };
    for (auto& item : feed.items) {
        visit(item.title);
        visit(item.summary);
        for (auto& content : item.content) visit(content);
    }
}

void read_one(std::string_view step, Document document, Sum& sum) {
    if (step == "decode") {
        sum.items += decode(std::move(document.bytes), "").text.empty() ? 0 : 1;
    } else if (step == "parse" || step == "sanitize") {
        auto feed = read_raw(std::move(document), options);
        feed ? sum.items += feed->items.size() : ++sum.failures;
        if (feed && step == "sanitize") sanitize_all(*feed);
    } else {
        const auto again = step == "again" ? document : Document();
        const auto feed = read_feed(std::move(document), options, now);
        feed ? sum.items += feed->items.size() : ++sum.failures;
        if (feed && step == "again")
            sum.items += read_feed(again, options, now, SeenItems(feed->seen))->unchanged.size();
    }
}

void measure(std::string_view step, const std::string& path, Sum& sum) {
    heap.peak = heap.live;
    const auto before = heap;
    Document document{.bytes = read_file(path), .url = "https://bench.example/feed"};
    const auto size = document.bytes.size();
    ++sum.documents;
    sum.bytes += size;
    read_one(step, std::move(document), sum);
    sum.allocations += heap.count - before.count;
    if (size < small) return;
    sum.peak_share = std::max(sum.peak_share, static_cast<double>(heap.peak - before.live) / static_cast<double>(size));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: pipeline_bench decode|parse|sanitize|clean|again|memory LIST\n");
        return 2;
    }
    const std::string_view step = argv[1];
    pugi::set_memory_management_functions([](std::size_t size) { return heap.allocate(size); },
                                          [](void* made) { heap.free(made); });
    std::vector<std::string> paths;
    std::ifstream list(argv[2]);
    for (std::string path; std::getline(list, path);) paths.push_back(path);
    Sum sum, first;
    if (!paths.empty() && step == "memory") measure(step, paths.front(), first); // tables that are made once
    heap.is_counted = step == "memory";
    for (const auto& path : paths) measure(step, path, sum);
    fmt::print("{} documents, {} failed, {:.1f} MB, {} items", sum.documents, sum.failures,
               static_cast<double>(sum.bytes) / 1e6, sum.items);
    if (heap.is_counted)
        fmt::print("; {:.0f} allocations an item, over 64 KB a document takes at most {:.1f} times its size",
                   static_cast<double>(sum.allocations) / static_cast<double>(std::max<std::size_t>(1, sum.items)),
                   sum.peak_share);
    fmt::print("\n");
    return sum.failures == 0 ? 0 : 1;
}
