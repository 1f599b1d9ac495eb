#pragma once
#include "daemon/store/noun/event_store.hpp"
#include "feeds/text/time.hpp"

#include <span>
#include <string>
#include <string_view>

namespace arna {

/// `/ops.atom`: an entry for each event, the newest first. An entry's id is
/// `tag:{authority},2026:ops/{source}/{kind}/{seconds}` (without the source for events of the service itself) and stays
/// as it is; an event that ends moves its `updated`. `started`: the feed's own time where nothing has happened.
[[nodiscard]] std::string operations_feed(std::span<const StoredEvent> events, std::string_view base_url,
                                          std::string_view authority, Time started);

} // namespace arna
