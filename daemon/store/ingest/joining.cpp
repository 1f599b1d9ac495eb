#include "daemon/store/ingest/joining.hpp"

#include "daemon/store/ingest/places.hpp"

#include <algorithm>
#include <ranges>
#include <vector>

namespace arna {
namespace {

class Joining {
public:
    Joining(IngestKnowledge& known, std::span<const PollRecord> polls, std::span<PollPlan> plans)
        : known_(known), polls_(polls), plans_(plans) {}

    void decide() {
        for (std::size_t poll = 0; poll < plans_.size(); ++poll)
            for (auto& telling : std::views::reverse(plans_[poll].tellings)) collect(poll, telling);
        choose_entries(joiners_, [this](std::size_t n) { return may_enter(n); });
        for (std::size_t poll = 0; poll < plans_.size(); ++poll)
            if (known_.max_per_day.contains(polls_[poll].source))
                for (auto& telling : plans_[poll].tellings) take_back(plans_[poll], telling);
    }

private:
    [[nodiscard]] IngestArticle& at(ArticleIndex index) { return known_.articles[std::to_underlying(index)]; }

    void collect(std::size_t poll, Telling& telling) {
        const auto& article = at(telling.article);
        for (auto& change : telling.places) {
            if (change.kind != PlaceChange::Kind::join) continue;
            Joiner joiner{
                .change = &change, .priority = known_.priorities[polls_[poll].source], .published = article.published};
            if (article.story && known_.collapse_tags.contains(change.tag))
                joiner.story = static_cast<std::int64_t>(std::to_underlying(*article.story));
            joiners_.push_back(joiner);
            poll_of_.push_back(poll);
        }
    }

    [[nodiscard]] bool may_enter(std::size_t n) {
        const auto& poll = polls_[poll_of_[n]];
        const auto limit = known_.max_per_day.find(poll.source);
        if (limit == known_.max_per_day.end()) return true;
        const auto& [change, story, priority, published] = joiners_[n];
        const bool follows = story && known_.stories[static_cast<std::size_t>(*story)].led_in.contains(change->tag);
        if (follows) return true;
        auto& joined = known_.joined[{poll.source, change->tag, poll.day}];
        if (joined >= limit->second) return false;
        ++joined;
        plans_[poll_of_[n]].joined.push_back(change->tag);
        return true;
    }

    void take_back(PollPlan& plan, Telling& telling) {
        auto& article = at(telling.article);
        for (const auto& change : telling.places) {
            if (!change.is_capped) continue;
            plan.capped.emplace_back(telling.article, change.tag);
            article.capped.push_back(change.tag);
            std::erase_if(article.places, [&](const KnownPlace& place) { return place.tag == change.tag; });
        }
        std::erase_if(telling.places, [](const PlaceChange& change) { return change.is_capped; });
    }

    IngestKnowledge& known_;
    std::span<const PollRecord> polls_;
    std::span<PollPlan> plans_;
    std::vector<Joiner> joiners_;
    std::vector<std::size_t> poll_of_; ///< of each joiner
};

} // namespace

void decide_joining(IngestKnowledge& known, std::span<const PollRecord> polls, std::span<PollPlan> plans) {
    Joining(known, polls, plans).decide();
}

} // namespace arna
