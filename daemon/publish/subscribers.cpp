#include "daemon/publish/subscribers.hpp"

#include "daemon/measure/metric_text.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <stdexcept>
#include <string>

namespace arna {
namespace {

constexpr std::size_t token_bytes = 24; // a multiple of three: base64 without padding

/// What a token that nobody has is compared with.
const TokenRecord& nobody() {
    static const TokenRecord record;
    return record;
}

bool is_open(const TokenRecord& token, Time now) { return !token.revoked && !(token.expires && *token.expires <= now); }

} // namespace

std::string metrics_of(const SubscriberCounters& counters) {
    MetricText metrics;
    metrics.gauge("arna_tokens", "Tokens of private tags that are neither expired nor revoked.", counters.tokens);
    metrics.family("arna_token_requests_total", "counter", "Requests that showed a token, by what it was.");
    for (std::size_t i = 0; i < counters.requests.size(); ++i)
        metrics.value({{"outcome", admission_name(static_cast<Admission>(i))}}, counters.requests[i]);
    return std::move(metrics).take();
}

TokenHash hash_token(std::string_view token) {
    TokenHash hash{};
    static_assert(std::tuple_size_v<TokenHash> == SHA256_DIGEST_LENGTH);
    SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), hash.data());
    return hash;
}

std::string make_token() {
    std::array<unsigned char, token_bytes> bytes{};
    if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("libcrypto has no random bytes");
    std::array<unsigned char, token_bytes / 3 * 4 + 1> digits{};
    EVP_EncodeBlock(digits.data(), bytes.data(), static_cast<int>(bytes.size()));
    std::string token(digits.begin(), digits.end() - 1);
    std::ranges::replace(token, '+', '-');
    std::ranges::replace(token, '/', '_');
    return token;
}

std::string_view admission_name(Admission admission) {
    constexpr std::array<std::string_view, 4> names = {"ok", "unknown", "expired", "revoked"};
    return names.at(static_cast<std::size_t>(admission));
}

/// A hash is as good as random already.
std::size_t Subscribers::HashOfHash::operator()(const TokenHash& hash) const {
    std::size_t value = 0;
    std::memcpy(&value, hash.data(), sizeof value);
    return value;
}

void Subscribers::load(std::vector<TokenRecord> tokens) {
    assert(home_.is_here());
    tokens_ = std::move(tokens);
    places_.clear();
    places_.reserve(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) places_.emplace(tokens_[i].hash, i);
}

Admission Subscribers::admit(std::string_view token, TagId tag, Time now) {
    assert(home_.is_here());
    const TokenHash hash = hash_token(token);
    const auto place = places_.find(hash);
    const bool is_found = place != places_.end();
    const TokenRecord& record = is_found ? tokens_[place->second] : nobody();
    const bool is_same = CRYPTO_memcmp(record.hash.data(), hash.data(), hash.size()) == 0;
    const bool has_tag = std::ranges::find(record.tags, tag) != record.tags.end();
    auto admission = Admission::ok;
    if (!is_found || !is_same || !has_tag)
        admission = Admission::unknown;
    else if (record.revoked)
        admission = Admission::revoked;
    else if (!is_open(record, now))
        admission = Admission::expired;
    ++requests_.at(static_cast<std::size_t>(admission));
    if (admission != Admission::ok) return admission;
    const auto day = std::chrono::floor<std::chrono::days>(now);
    if (auto& used = tokens_[place->second].used; !used || *used < day) {
        used = day;
        if (note_use_) note_use_(record.id, day);
    }
    return admission;
}

SubscriberCounters Subscribers::counters(Time now) const {
    const auto open = std::ranges::count_if(tokens_, [&](const TokenRecord& token) { return is_open(token, now); });
    return {.tokens = static_cast<std::size_t>(open), .requests = requests_};
}

} // namespace arna
