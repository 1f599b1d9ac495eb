#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/control/server.hpp"
#include "daemon/pages/page_queue.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <filesystem>
#include <variant>

/// Commands by which an operator looks after the store while the daemon has it. On the io thread; each ends early when
/// its caller is gone.
namespace arna {

/// A row about a copy of the store, with the copy itself as an open file; it is made by a thread of `readers`.
[[nodiscard]] boost::asio::awaitable<std::variant<ControlEnd, ControlError>>
answer_backup(Engine& engine, boost::asio::any_io_executor readers, std::filesystem::path state, ControlReply& reply);

/// Cleans stored markup again, in slices between which everything else goes on. What is done when the caller goes
/// stays.
[[nodiscard]] boost::asio::awaitable<std::variant<ControlEnd, ControlError>> answer_reclean(Engine& engine,
                                                                                            ControlReply& reply);

/// Reads kept pages of articles again. What is done when the caller goes stays.
[[nodiscard]] boost::asio::awaitable<std::variant<ControlEnd, ControlError>> answer_reread(PageQueue& pages,
                                                                                           ControlReply& reply);

} // namespace arna
