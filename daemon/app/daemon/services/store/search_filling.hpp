#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/store/noun/search_store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>

namespace arna {

/// Fills the index for search behind ingest, in slices between which polls are stored; makes it anew where it is
/// missing, damaged, of other tokens or worn. Search is right without it, only slower.
class SearchFilling final : public LoopService {
public:
    explicit SearchFilling(Engine& engine);

    void stop() override;

private:
    boost::asio::awaitable<void> run() override;
    boost::asio::awaitable<void> open();
    boost::asio::awaitable<void> fill();
    boost::asio::awaitable<bool> fill_slice();
    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration time);

    Engine& engine_;
    ChangesReader changes_;
    std::shared_ptr<SearchIndex> index_; ///< used by one job of the pool at a time
    bool has_failed_ = false;
    bool is_stopping_ = false;
    boost::asio::steady_timer wake_;
};

} // namespace arna
