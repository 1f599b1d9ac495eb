#include "daemon/publish/edition_cache.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace arna {
namespace {

/// What an edition takes beside the bodies: nodes, control blocks, strings.
constexpr std::size_t overhead = 512;

std::size_t size_of(const Edition& edition) {
    std::size_t bytes = overhead;
    for (const auto& document : edition.documents) bytes += document->body->size();
    return bytes;
}

} // namespace

std::shared_ptr<const Edition> EditionCache::find(const Subject& subject) {
    const auto place = places_.find(subject);
    if (place == places_.end()) return nullptr;
    order_.splice(order_.begin(), order_, place->second);
    return place->second->edition;
}

void EditionCache::keep(const Subject& subject, std::shared_ptr<const Edition> edition) {
    if (const auto place = places_.find(subject); place != places_.end()) erase(place);
    const auto bytes = size_of(*edition);
    order_.push_front({subject, std::move(edition), bytes});
    places_.emplace(subject, order_.begin());
    bytes_ += bytes;
    make_room();
}

void EditionCache::grow(const std::shared_ptr<const RenderedDocument>& document, std::size_t bytes) {
    const auto place = places_.find(document->subject);
    if (place == places_.end()) return;
    Kept& kept = *place->second;
    if (std::ranges::find(kept.edition->documents, document) == kept.edition->documents.end()) return;
    kept.bytes += bytes;
    bytes_ += bytes;
    make_room();
}

void EditionCache::forget(const Subject& subject) {
    if (const auto place = places_.find(subject); place != places_.end()) erase(place);
    if (subject.kind != Subject::Kind::tag) return;
    const auto first = places_.lower_bound({Subject::Kind::archive, subject.id, 0});
    const auto last =
        places_.upper_bound({Subject::Kind::archive, subject.id, std::numeric_limits<std::int64_t>::max()});
    for (auto place = first; place != last;) erase(place++);
}

void EditionCache::clear() {
    order_.clear();
    places_.clear();
    bytes_ = 0;
}

void EditionCache::erase(Places::iterator place) {
    bytes_ -= place->second->bytes;
    order_.erase(place->second);
    places_.erase(place);
}

void EditionCache::make_room() {
    while (bytes_ > capacity_ && order_.size() > 1) {
        erase(places_.find(order_.back().subject));
        ++evictions_;
    }
}

} // namespace arna
