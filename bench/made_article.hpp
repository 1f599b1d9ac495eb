#pragma once
#include "daemon/store/records.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace arna {

/// Stands in for feeds/clean, which alone makes this type.
class Sanitizer {
public:
    static SafeHtml trusted(std::string markup) { return SafeHtml(std::move(markup)); }
};

/// Article number `n` of a site. Its ident begins with `random`, as hashes do.
inline IngestItem made_article(std::uint64_t n, std::uint64_t random, std::string_view site, std::string text) {
    IngestItem made;
    const std::uint64_t halves[] = {random, n + 1};
    std::memcpy(made.item.ident.data(), halves, sizeof halves);
    made.item.content_hash = random ^ n;
    auto& entry = made.item.entry;
    entry.id = entry.link = fmt::format("https://{}/2026/{}.html", site, n);
    entry.title = fmt::format("Мемлекеттік тіл туралы заң жобасы {}", n);
    entry.content = Sanitizer::trusted(std::move(text));
    entry.lang = "kk";
    return made;
}

} // namespace arna
