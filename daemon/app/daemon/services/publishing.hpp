#pragma once
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/publish/documents.hpp"
#include "daemon/publish/subscribers.hpp"

namespace arna {

/// The published documents, and who may have the private ones. It gives up documents that changed.
class Publishing : public LoopService {
public:
    explicit Publishing(Engine& engine);

    [[nodiscard]] Documents& documents() { return documents_; }
    [[nodiscard]] Subscribers& subscribers() { return subscribers_; }

    void stop() override { changes_.stop(); }
    /// Waits for what is being rendered too.
    boost::asio::awaitable<void> ended() override;

private:
    boost::asio::awaitable<void> run() override;

    ChangesReader changes_;
    Documents documents_;
    Subscribers subscribers_;
};

} // namespace arna
