#pragma once
#include "config/config.hpp"
#include "daemon/app/command/table/reply.hpp"
#include "daemon/store/store.hpp"
#include "feeds/text/time.hpp"

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace arna {

enum class StoreUse {
    make, ///< where there is none yet
    ask,  ///< what is there; none is made
};

/// The store of a configuration, with its lock; the one place that opens it. Root becomes the owner of its directory
/// first (owner.hpp). An error where that cannot be: it does not exist, is held by a running daemon, is damaged or
/// another user's; and to `make` one, where the clock cannot be right. `command` is what the messages advise to run.
[[nodiscard]] std::expected<std::unique_ptr<Store>, CommandError> open_own_store(const Config& config, StoreUse use,
                                                                                 std::string_view command = {});

/// The same for a command that has nothing else to say: the error is reported.
[[nodiscard]] std::unique_ptr<Store> open_store_or_report(const Config& config, StoreUse use,
                                                          std::string_view command = {});

/// What is wrong with the wall clock at `now`, and what to do; empty: nothing. Articles keep the dates of when they were
/// seen for ever, so a machine that believes it is 1970 must not store any.
[[nodiscard]] std::string clock_problem(Time now);

} // namespace arna
