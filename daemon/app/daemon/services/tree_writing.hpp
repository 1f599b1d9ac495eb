#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/tree/tree.hpp"

namespace arna {

/// The tree of files, where one is configured.
class TreeWriting : public LoopService {
public:
    explicit TreeWriting(Engine& engine);

    [[nodiscard]] Tree& tree() { return tree_; }

    void stop() override { tree_.stop(); }

private:
    boost::asio::awaitable<void> run() override { return tree_.run(); }

    Tree tree_;
};

} // namespace arna
