#pragma once
#include "daemon/store/records.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// Versions of the feeds of tags and sources (TagState::version).
struct FeedVersionList {
    std::vector<std::pair<TagId, std::int64_t>> tags;
    std::vector<std::pair<SourceId, std::int64_t>> sources;

    friend bool operator==(const FeedVersionList&, const FeedVersionList&) = default;
};

/// What the versions of feeds are compared with by those who must not miss a change, also across a kill: a tree of
/// files, a hub, a webhook. Each such consumer has a name.
class DeliveryReader {
public:
    /// The feeds that changed since `consumer` last delivered them, or were never delivered, with their present
    /// version; by id. Feeds that are empty since the store first knew them (version 0) are not among them.
    virtual FeedVersionList undelivered(std::string_view consumer) = 0;

protected:
    ~DeliveryReader() = default;
};

class DeliveryStore {
public:
    /// Notes durably that `consumer` has delivered these versions; one that is lower than noted before changes nothing.
    virtual void deliver(std::string_view consumer, const FeedVersionList& versions) = 0;
    /// Forgets a consumer: everything is undelivered to it.
    virtual void forget_consumer(std::string_view consumer) = 0;

protected:
    ~DeliveryStore() = default;
};

} // namespace arna
