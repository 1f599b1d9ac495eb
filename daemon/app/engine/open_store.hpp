#pragma once
#include "config/config.hpp"
#include "daemon/store/store.hpp"

#include <memory>

namespace arna {

enum class StoreUse {
    make, ///< where there is none yet
    ask,  ///< what is there; none is made
};

/// The store of a configuration, with its lock; the one place that opens it. Reports and gives nothing where that
/// cannot be: it does not exist, is held by a running daemon, is damaged.
[[nodiscard]] std::unique_ptr<Store> open_store_or_report(const Config& config, StoreUse use);

} // namespace arna
