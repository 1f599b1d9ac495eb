#pragma once
#include "config/load.hpp"
#include "daemon/app/daemon/matching.hpp"
#include "daemon/app/engine/engine.hpp"
#include "daemon/app/engine/service.hpp"
#include "daemon/async/task.hpp"
#include "daemon/poll/scheduler.hpp"
#include "daemon/publish/documents.hpp"

#include <string>

namespace arna {

/// The configuration that the daemon works by, and its reload. A new one is built aside and swapped whole; on an error the
/// old one goes on. Lives on the io thread.
class ConfigurationInForce : public Service {
public:
    /// Who gets a new configuration.
    struct Followers {
        Scheduler& scheduler;
        Matching& matching;
        Documents& documents;
    };
    ConfigurationInForce(Engine& engine, Followers followers, LoadedConfig loaded, LoadRequest request);

    /// Takes over the configuration it was made with. Throws StoreFailure.
    boost::asio::awaitable<void> take_over_first();

    /// Loads the configuration again and takes it over. One reload at a time: what is asked meanwhile is one more at its end.
    void reload();

    [[nodiscard]] bool is_loaded() const { return is_loaded_; }
    /// "12 sources, 3 tags"
    [[nodiscard]] std::string summary() const;

    Result<void> start(ServiceFailed failed) override;
    void stop() override { is_stopping_ = true; }
    boost::asio::awaitable<void> ended() override { return reloading_.ended(); }

private:
    boost::asio::awaitable<void> reload_while_asked();
    boost::asio::awaitable<void> reload_once();
    boost::asio::awaitable<void> take_over(LoadedConfig loaded);

    Engine& engine_;
    Followers followers_;
    LoadRequest request_;
    LoadedConfig loaded_;
    ServiceFailed failed_;
    Task reloading_;
    bool is_asked_ = false;
    bool is_loaded_ = false;
    bool is_stopping_ = false;
};

} // namespace arna
