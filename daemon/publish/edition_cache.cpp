#include "daemon/publish/edition_cache.hpp"

#include <utility>

namespace arna {
namespace {

/// What an edition takes beside the bodies: nodes, control blocks, header lines.
constexpr std::size_t overhead = 2048;

std::size_t size_of(const Edition& edition) {
    std::size_t bytes = overhead;
    for (const auto& document : edition.documents) bytes += document->body->size();
    return bytes;
}

} // namespace

EditionCache::Found EditionCache::find(const Subject& subject, Format format) {
    for (auto place = places_.lower_bound({subject, std::nullopt}); place != places_.end(); ++place) {
        const auto kept = place->second;
        if (kept->key.first != subject) break;
        if (!kept->edition->find(format)) continue;
        order_.splice(order_.begin(), order_, kept);
        return {.edition = kept->edition, .is_stale = kept->is_stale};
    }
    return {};
}

void EditionCache::keep(const Subject& subject, std::shared_ptr<const Edition> edition) {
    for (auto place = places_.lower_bound({subject, std::nullopt});
         place != places_.end() && place->first.first == subject;) {
        const auto& format = place->first.second;
        const bool is_replaced = !edition->only || !format || *format == *edition->only;
        const auto replaced = place++;
        if (is_replaced) erase(replaced);
    }
    const auto bytes = size_of(*edition);
    const Key key{subject, edition->only};
    order_.push_front({.key = key, .edition = std::move(edition), .bytes = bytes});
    places_.emplace(key, order_.begin());
    bytes_ += bytes;
    while (bytes_ > capacity_ && order_.size() > 1) evict();
}

void EditionCache::grow(const std::shared_ptr<const RenderedDocument>& document, std::size_t bytes) {
    for (auto place = places_.lower_bound({document->subject, std::nullopt}); place != places_.end(); ++place) {
        Kept& kept = *place->second;
        if (kept.key.first != document->subject) return;
        if (kept.edition->find(document->format) != document) continue;
        kept.bytes += bytes;
        bytes_ += bytes;
        while (bytes_ > capacity_ && order_.size() > 1) evict();
        return;
    }
}

void EditionCache::make_stale(const Subject& subject) {
    make_kind_stale(subject.kind, subject.id);
    if (subject.kind != Subject::Kind::tag) return;
    for (const auto kind : {Subject::Kind::archive, Subject::Kind::daily, Subject::Kind::weekly})
        make_kind_stale(kind, subject.id);
}

void EditionCache::make_kind_stale(Subject::Kind kind, std::int64_t id) {
    const Key first{{.kind = kind, .id = id}, std::nullopt}; // before all its pages and forms
    for (auto place = places_.lower_bound(first); place != places_.end(); ++place) {
        const Subject& subject = place->first.first;
        if (subject.kind != kind || subject.id != id) return;
        place->second->is_stale = true;
    }
}

void EditionCache::clear() {
    order_.clear();
    places_.clear();
    bytes_ = 0;
}

void EditionCache::give_up_for(std::size_t bytes) {
    while (bytes_ + bytes > capacity_ && !order_.empty()) evict();
}

void EditionCache::erase(Places::iterator place) {
    bytes_ -= place->second->bytes;
    order_.erase(place->second);
    places_.erase(place);
}

void EditionCache::evict() {
    erase(places_.find(order_.back().key));
    ++evictions_;
}

} // namespace arna
