#pragma once
#include "config/config.hpp"
#include "daemon/store/store.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace arna {

/// The store of a configuration, for commands that ask about what is there and never make one. Reports and gives nothing when
/// it does not exist or is held by a running daemon.
[[nodiscard]] std::unique_ptr<Store> open_history_or_report(const Config& config);

/// The whole history in slices of bounded size, oldest first, until `visit` says false: a million articles need no more
/// memory than one slice.
void for_each_slice(StoreReader& reader, const std::function<bool(const std::vector<StoredArticle>&)>& visit);

} // namespace arna
