#pragma once
#include "daemon/publish/documents.hpp"
#include "daemon/publish/subscribers.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "tests/daemon/publish/fake_store.hpp"
#include "tests/support/io_thread.hpp"

#include <boost/asio/thread_pool.hpp>

#include <memory>
#include <string>

namespace arna {

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2026) / 2 / 23) + std::chrono::hours(12);

/// The n-th article of a source, published n minutes after noon.
[[nodiscard]] Article article(int n, const std::string& source = "zakon-kk");

/// Tag 1 "Референдум-2026" and tag 2 "Спорт", sources 1 "zakon-kk", published, and 2 "secret", not published.
[[nodiscard]] PublishOptions publish_options();

/// Documents over a fake store whose tag 1 holds three articles.
class Publisher {
public:
    explicit Publisher(std::size_t capacity = std::size_t{64} << 20, PublishOptions options = publish_options());
    ~Publisher();

    Lookup find(const std::string& path) { return io.run(documents->find(place(path))); }
    /// Where a path leads.
    Destination place(const std::string& path);
    /// The body at a path; throws if there is none.
    std::string body(const std::string& path, Coding coding = Coding::identity);
    void changed(std::vector<TagId> tags, std::vector<SourceId> sources = {});

    std::shared_ptr<FakeContent> content;
    boost::asio::thread_pool pool{2};
    IoThread io;
    std::unique_ptr<StoreThread> store;
    std::unique_ptr<ReaderPool> readers;
    std::unique_ptr<Documents> documents;
    std::unique_ptr<Subscribers> subscribers;
};

} // namespace arna
