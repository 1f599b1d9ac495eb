#include "daemon/app/daemon/services/store/upkeep_commands.hpp"

#include "daemon/app/backup/open_copy.hpp"
#include "daemon/app/command/store/reclean.hpp"
#include "daemon/app/exit_status.hpp"
#include "daemon/async/run_on.hpp"
#include "daemon/history/clean_again.hpp"
#include "daemon/history/history_jobs.hpp"
#include "daemon/log/events.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace arna {

namespace asio = boost::asio;
using Ending = std::variant<ControlEnd, ControlError>;

asio::awaitable<Ending> answer_backup(Engine& engine, asio::any_io_executor readers, std::filesystem::path state,
                                      ControlReply& reply) {
    const auto begun = std::chrono::steady_clock::now();
    auto copy = co_await run_on(readers, [&reply, store = &engine.store(), state = std::move(state)] {
        const auto reader = store->open_reader();
        reader->go_on_while([&reply] { return !reply.is_gone(); });
        return open_copy(*reader, state);
    });
    if (!copy)
        co_return ControlError{.status = static_cast<int>(ExitStatus::cannot),
                               .where = "backup",
                               .what = std::move(copy.error().message),
                               .hint = "",
                               .column = {},
                               .excerpt = ""};
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    log(events::backup_made, {{"bytes", copy->bytes}, {"ms", took.count()}});
    co_await reply.row_with_file({{"bytes", copy->bytes}, {"articles", copy->articles}}, std::move(copy->file));
    co_return ControlEnd{};
}

asio::awaitable<Ending> answer_reclean(Engine& engine, ControlReply& reply) {
    HistoryJobs jobs({.io = engine.io(),
                      .pool = engine.pool(),
                      .store = engine.store(),
                      .readers = engine.readers(),
                      .changes = engine.changes(),
                      .now = engine.clock().now});
    jobs.start(std::make_shared<const CleanAgain>());
    while (!reply.is_gone() && co_await jobs.step())
        for (const auto& job : jobs.status())
            reply.progress(static_cast<std::uint64_t>(job.done), static_cast<std::uint64_t>(job.of));
    co_await reply.row(row_of_recleaning(jobs.finished()));
    co_return ControlEnd{};
}

asio::awaitable<Ending> answer_reread(PageQueue& pages, ControlReply& reply) {
    const auto done = co_await pages.read_kept([&reply](const PageQueue::Rereading& so_far) {
        reply.progress(so_far.pages, std::max<std::uint64_t>(so_far.pages, 1));
        return !reply.is_gone();
    });
    co_await reply.row(row_of_rereading(done));
    co_return ControlEnd{};
}

} // namespace arna
