#pragma once
#include "daemon/store/store.hpp"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace arna {

/// What a fake store holds; shared by the test and the readers on other threads.
class FakeContent {
public:
    std::map<std::int64_t, ArticlePage> live;
    std::map<std::pair<std::int64_t, std::int64_t>, ArticlePage> archive; ///< by tag and page
    std::map<std::pair<std::int64_t, std::int64_t>, ArticlePage> since;   ///< by tag and version
    std::map<std::int64_t, ArticlePage> sources;
    std::map<std::pair<std::int64_t, DigestKind>, DigestPage> digests;
    std::vector<TagRecord> tags;
    std::vector<SourceRecord> source_records;
    bool fails = false;

    /// Changes what is held.
    template <class Change>
    void change(Change change) {
        const std::lock_guard lock(mutex_);
        change(*this);
    }
    /// Reads wait from now on, until release().
    void hold();
    void release();
    /// Waits until that many reads are held.
    void wait_for_held(std::size_t count);
    [[nodiscard]] std::size_t reads();

    /// For the readers: counts, waits while held, throws if it fails, then gives what `get` takes out.
    template <class Get>
    auto read(Get get) {
        std::unique_lock lock(mutex_);
        arrive(lock);
        return get(*this);
    }

private:
    void arrive(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_held_ = false;
    std::size_t waiting_ = 0;
    std::size_t reads_ = 0;
};

/// A store that only hands out readers of `content`.
[[nodiscard]] std::unique_ptr<Store> fake_store(std::shared_ptr<FakeContent> content);

} // namespace arna
