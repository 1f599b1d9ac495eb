#include "daemon/app/daemon/services/publishing.hpp"

#include <boost/asio/use_awaitable.hpp>

namespace arna {

Publishing::Publishing(Engine& engine)
    : LoopService(engine.io()),
      changes_(engine.changes()),
      documents_(engine.io(), engine.pool(), engine.readers(), PublishOptions{}),
      subscribers_(
          [&store = engine.store()](TokenId token, std::chrono::sys_days day) { store.note_used(token, day); }) {}

boost::asio::awaitable<void> Publishing::run() {
    while (const auto changed = co_await changes_.next()) documents_.changed(changed->tags, changed->sources);
}

boost::asio::awaitable<void> Publishing::ended() {
    co_await LoopService::ended();
    co_await documents_.drain();
}

} // namespace arna
