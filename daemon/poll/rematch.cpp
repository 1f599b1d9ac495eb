#include "daemon/poll/rematch.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/changes/changes.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/reason.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

constexpr std::size_t slice_size = 200;        ///< articles
constexpr std::chrono::seconds store_pause{5}; ///< before a failed store is asked again
constexpr ArticleId whole_history{std::numeric_limits<std::int64_t>::max()};

/// A tag whose present rule was not applied to all articles.
struct TagBehind {
    TagId tag{};
    std::size_t rule = 0;
    ArticleId matched_up_to{};
    bool may_have_members = false;
};

std::vector<TagBehind> tags_behind(const RematchJob& job) {
    std::vector<TagBehind> behind;
    for (std::size_t rule = 0; rule < job.rules.tags.size(); ++rule) {
        const auto record = std::ranges::find(job.tags, job.rules.tags[rule], &TagRecord::id);
        if (record == job.tags.end() || ArticleId{record->matched_up_to} == whole_history) continue;
        behind.push_back({.tag = record->id,
                          .rule = rule,
                          .matched_up_to = ArticleId{record->matched_up_to},
                          .may_have_members = record->state.position > 0});
    }
    return behind;
}

/// What matching a slice says about one tag.
struct TagChanges {
    TagId tag{};
    std::vector<MembershipChange> changes;
};

/// Why an article is in each of the rules' tags; as every source saw it that it appears in.
std::map<std::size_t, std::string> reasons(const StoredArticle& stored, const RematchJob& job) {
    std::map<std::size_t, std::string> found;
    const auto match_as = [&](const std::string& source) {
        const auto labels = job.labels.find(source);
        const auto item = match_item(stored.article.entry, source,
                                     labels == job.labels.end() ? std::vector<std::string>() : labels->second,
                                     stored.article.first_seen);
        for (const auto& match : job.rules.set->match(item))
            found.try_emplace(match.rule, encode_reason(match.because));
    };
    match_as(stored.source);
    for (const auto& other : stored.article.also_in) match_as(other.name);
    return found;
}

std::vector<TagChanges> match_slice(const std::vector<StoredArticle>& slice, const std::vector<TagBehind>& behind,
                                    const RematchJob& job) {
    std::vector<TagChanges> all;
    for (const auto& tag : behind) all.push_back({.tag = tag.tag});
    for (const auto& stored : slice) {
        const auto found = reasons(stored, job);
        for (std::size_t i = 0; i < behind.size(); ++i) {
            if (stored.id <= behind[i].matched_up_to) continue;
            const auto reason = found.find(behind[i].rule);
            if (reason != found.end())
                all[i].changes.push_back({stored.id, true, reason->second});
            else if (behind[i].may_have_members)
                all[i].changes.push_back({stored.id, false, {}});
        }
    }
    return all;
}

/// The work, slice by slice.
class Rematch {
public:
    Rematch(PollServices services, RematchJob job, Changes& changes)
        : services_(std::move(services)),
          job_(std::make_shared<const RematchJob>(std::move(job))),
          changes_(changes),
          behind_(std::make_shared<const std::vector<TagBehind>>(tags_behind(*job_))) {
        if (!behind_->empty())
            done_ =
                std::ranges::min(*behind_, {}, [](const TagBehind& tag) { return tag.matched_up_to; }).matched_up_to;
    }

    asio::awaitable<void> run();

private:
    asio::awaitable<bool> match_next_slice();
    asio::awaitable<void> store(TagChanges changes, ArticleId up_to);
    asio::awaitable<void> pause();
    [[nodiscard]] bool is_cancelled() const { return job_->is_cancelled && job_->is_cancelled(); }

    PollServices services_;
    std::shared_ptr<const RematchJob> job_; ///< the pool reads it too
    Changes& changes_;
    std::shared_ptr<const std::vector<TagBehind>> behind_;
    ArticleId done_{}; ///< up to which every tag is matched
    std::size_t articles_ = 0;
};

asio::awaitable<void> Rematch::run() {
    if (behind_->empty()) co_return;
    co_await services_.store.run([](Store&) {}); // what polls matched by the rules of before is committed now
    for (bool has_more = true; has_more && !is_cancelled();) {
        std::string failure;
        try {
            has_more = co_await match_next_slice();
        } catch (const StoreFailure& e) {
            failure = e.what();
        }
        if (!failure.empty()) co_await pause();
    }
    if (!is_cancelled()) spdlog::info("matched history again tags={} articles={}", behind_->size(), articles_);
}

/// False when there was none any more.
asio::awaitable<bool> Rematch::match_next_slice() {
    auto slice = co_await services_.readers.read(
        services_.pool, [after = done_](StoreReader& reader) { return reader.history(after, slice_size); });
    const bool is_last = slice.size() < slice_size;
    const auto up_to = is_last ? whole_history : slice.back().id;
    articles_ += slice.size();
    auto changes = co_await run_on(services_.pool, [slice = std::move(slice), behind = behind_, job = job_] {
        return match_slice(slice, *behind, *job);
    });
    for (auto& of_tag : changes) {
        if (is_cancelled()) co_return false;
        // Nothing to say is noted at the end alone: a restart in between looks at it again, which changes nothing.
        if (!of_tag.changes.empty() || is_last) co_await store(std::move(of_tag), up_to);
    }
    done_ = up_to;
    co_return !is_last;
}

asio::awaitable<void> Rematch::store(TagChanges changes, ArticleId up_to) {
    auto result =
        co_await services_.store.run([changes = std::move(changes), up_to, now = services_.clock.now()](Store& store) {
            return store.rematch(changes.tag, changes.changes, up_to, now);
        });
    changes_.note(result.changed_tags, result.changed_sources);
}

asio::awaitable<void> Rematch::pause() {
    asio::steady_timer timer(services_.io, store_pause);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

} // namespace

asio::awaitable<void> rematch_history(PollServices services, RematchJob job, Changes& changes) {
    Rematch rematch(std::move(services), std::move(job), changes);
    co_await rematch.run();
}

} // namespace arna
