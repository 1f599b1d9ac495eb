#include "daemon/poll/sitemap/indexed_sitemaps.hpp"

#include "daemon/poll/page_wishes.hpp"
#include "daemon/poll/source_request.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <string_view>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_items = 20'000; ///< as of one document

bool wants_to_be_left_alone(int status) { return status == 403 || status == 429 || status == 503; }

} // namespace

IndexedSitemaps::IndexedSitemaps(Reading index, std::uint64_t hash, const PollSource& source)
    : source_(source),
      addresses_(std::exchange(index.sitemaps, {})),
      hash_(hash),
      index_(std::move(index)),
      all_(std::move(index_.feed)) {
    std::unordered_set<std::string_view> named;
    const auto is_asked_for = [&](const std::string& url) {
        return named.insert(url).second && leads_to_site(url, source_);
    };
    std::vector<std::string> wanted;
    for (const auto& url : addresses_)
        if (is_asked_for(url)) wanted.push_back(url);
    addresses_ = std::move(wanted);
}

std::optional<std::string> IndexedSitemaps::next() {
    if (is_refused_ || asked_ == addresses_.size() || asked_ == source_.sitemap_limit) return std::nullopt;
    if (all_.feed().seen.size() < most_items) return addresses_[asked_++];
    if (!std::exchange(is_full_, true))
        all_.feed().problems.push_back(
            {"feed-too-long", fmt::format("{} pages are read of an index: {} of its sitemaps "
                                          "were read, the others were not",
                                          most_items, read_)});
    return std::nullopt;
}

Request IndexedSitemaps::request(const std::string& url) const {
    auto request = request_to(url, source_);
    request.stays_on_site = true;
    return request;
}

Result<void> IndexedSitemaps::judge(const Response& response) {
    if (response.status == 200 || response.status == 203) return {};
    is_refused_ = wants_to_be_left_alone(response.status);
    return fail(Errc::unavailable, fmt::format("HTTP {}", response.status));
}

Result<void> IndexedSitemaps::add(Document document, const SeenItems& seen, Time now) {
    const auto hash = fingerprint(document, source_);
    auto reading = read_document(std::move(document), source_, seen, now);
    if (!reading) return std::unexpected(std::move(reading.error()));
    if (!reading->sitemaps.empty()) return fail(Errc::not_a_feed, "it is an index of sitemaps itself");
    ++read_;
    hash_ = XXH3_64bits_withSeed(&hash, sizeof hash, hash_);
    index_.is_truncated = index_.is_truncated || reading->is_truncated;
    all_.add(std::move(reading->feed));
    return {};
}

void IndexedSitemaps::failed(const std::string& url, const Error& error) {
    if (!index_.complaint.empty()) index_.complaint += "; ";
    index_.complaint += fmt::format("{}: {}", masked_url(url), error.message);
}

Result<Reading> IndexedSitemaps::result() {
    if (addresses_.empty()) return fail(Errc::not_a_feed, "the index names no sitemap of its own site");
    if (read_ == 0) return fail(Errc::unavailable, std::move(index_.complaint));
    index_.hash = read_ < asked_ ? hash_ ^ (asked_ - read_) : hash_; // it is read again when they answer
    index_.is_whole = false;                                         // what is not in these documents is in others
    index_.feed = std::move(all_.feed());
    return std::move(index_);
}

} // namespace arna
