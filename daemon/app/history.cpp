#include "daemon/app/history.hpp"

#include "daemon/app/wiring/wiring.hpp"
#include "daemon/store/day_number.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/search/item_tokens.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t slice_articles = 500;
constexpr std::size_t first_slice = 32; ///< of a search, which may have enough by then

using Labels = std::map<std::string, std::vector<std::string>>;

/// An article as rules see it in each of the sources that have it, its own first: it is in a tag as soon as one of
/// them brings it in.
std::vector<MatchItem> items_of(const StoredArticle& stored, const Labels& labels) {
    const auto of = [&](const std::string& source) {
        const auto found = labels.find(source);
        return found == labels.end() ? std::vector<std::string>() : found->second;
    };
    std::vector<MatchItem> items{
        match_item(stored.article.entry, stored.source, of(stored.source), stored.article.first_seen)};
    for (const auto& other : stored.article.also_in) {
        auto item = items.front();
        item.source = other.name;
        item.labels = of(other.name);
        items.push_back(std::move(item));
    }
    return items;
}

/// By the first of these that a rule matches, else by the article's own source.
Explanation explain_any(const RuleSet& rules, std::size_t rule, std::span<const MatchItem> items) {
    for (const auto& item : items)
        if (auto why = rules.explain(rule, item); why.matches) return why;
    return rules.explain(rule, items.front());
}

/// The whole history, oldest first, until `visit` says false.
void for_each_article(StoreReader& reader, const std::function<bool(const StoredArticle&)>& visit) {
    for_each_slice(reader,
                   [&](const std::vector<StoredArticle>& articles) { return std::ranges::all_of(articles, visit); });
}

/// What a search must read, the newest published first. What comes meanwhile is above the proposal.
std::vector<ArticleId> candidates(StoreReader& reader, const TokenQuery& needed, std::optional<Time> since) {
    std::optional<SearchProposal> proposal;
    if (needed.kind != TokenQuery::Kind::anything) proposal = reader.propose(needed, token_version());
    auto ids = reader.newest_first(since);
    if (proposal)
        std::erase_if(ids, [&](ArticleId id) {
            return id <= proposal->done && !std::ranges::binary_search(proposal->articles, id);
        });
    return ids;
}

PlannedChange change_of(const StoredArticle& stored, std::string reason) {
    const auto& entry = stored.article.entry;
    return {.title = entry.title,
            .url = entry.link.empty() ? stored.article.entry_id : entry.link,
            .source = stored.source,
            .published = stored.article.published,
            .reason = std::move(reason)};
}

/// Compares what the store has with what the configuration wants, an article at a time.
class Planner {
public:
    Planner(StoreReader& reader, const LoadedConfig& loaded, std::size_t examples, Time now)
        : reader_(reader),
          loaded_(loaded),
          examples_(examples),
          now_(now),
          labels_(source_labels(loaded.config)),
          zone_(loaded.config.daemon.time_zone) {
        for (const auto& tag : loaded.config.tags) plans_.push_back({.tag = tag.name, .kind = TagPlan::Kind::created});
        for (const auto& record : reader.tags()) place(record);
        for (const auto& source : loaded.config.sources)
            if (source.max_per_day > 0) limits_.emplace(source.name, source.max_per_day);
    }

    /// Whether articles must be counted before any is considered.
    [[nodiscard]] bool has_limits() const { return !limits_.empty(); }

    void count(const StoredArticle& stored) {
        if (!limits_.contains(stored.source)) return;
        for (const auto& membership : reader_.memberships(stored.id))
            if (const auto plan = plan_of_.find(membership.tag); plan != plan_of_.end() && membership.follows.empty())
                ++joined_[{plan->second, stored.source, day_of(stored)}];
    }

    void consider(const StoredArticle& stored) {
        const auto items = items_of(stored, labels_);
        std::set<std::size_t> members;
        for (const auto& membership : reader_.memberships(stored.id))
            if (const auto plan = plan_of_.find(membership.tag); plan != plan_of_.end()) members.insert(plan->second);
        std::set<std::size_t> matches;
        for (const auto& item : items)
            for (const auto& match : loaded_.rules->match(item)) matches.insert(match.rule);
        for (const auto index : matches) {
            if (is_dropped(stored, index)) continue; // it leaves, or stays away
            auto& plan = plans_[index];
            if (members.erase(index) > 0)
                ++plan.staying;
            else if (may_join(stored, index) && ++plan.added && plan.additions.size() < examples_)
                plan.additions.push_back(change_of(stored, reason(index, items)));
        }
        for (const auto index : members) {
            auto& plan = plans_[index];
            ++plan.removed;
            if (plan.kind == TagPlan::Kind::dropped || plan.removals.size() >= examples_) continue;
            const bool is_withdrawn = matches.contains(index);
            plan.removals.push_back(change_of(stored, is_withdrawn
                                                          ? "out: its source has withdrawn it, and the tag drops that"
                                                          : reason(index, items)));
        }
    }

    [[nodiscard]] std::vector<TagPlan> take() { return std::move(plans_); }

private:
    void place(const TagRecord& record) {
        if (record.edition_of != TagId{}) return; // what holds for its tag holds for it
        const auto& tags = loaded_.config.tags;
        const auto same = std::ranges::find_if(
            tags, [&](const TagConfig& tag) { return tag.name == record.name || tag.slug == record.slug; });
        if (same != tags.end()) {
            const auto index = static_cast<std::size_t>(same - tags.begin());
            plans_[index].kind = TagPlan::Kind::kept;
            plan_of_.emplace(record.id, index);
            ids_.emplace(index, record.id);
        } else if (record.is_configured) {
            plan_of_.emplace(record.id, plans_.size());
            plans_.push_back({.tag = record.name, .kind = TagPlan::Kind::dropped});
        }
    }

    [[nodiscard]] std::string reason(std::size_t index, std::span<const MatchItem> items) const {
        return explain_any(*loaded_.rules, index, items).summary();
    }

    [[nodiscard]] std::int64_t day_of(const StoredArticle& stored) const {
        return day_number(stored.article.first_seen, zone_);
    }

    [[nodiscard]] bool is_dropped(const StoredArticle& stored, std::size_t index) const {
        return stored.article.withdrawn && loaded_.config.tags[index].withdrawn == TagConfig::Withdrawn::drop;
    }

    [[nodiscard]] bool is_over_limit(ArticleId article, TagId tag) {
        const auto capped = reader_.capped(article);
        return std::ranges::find(capped, tag) != capped.end();
    }

    /// Whether what matches would come in: not what is held, was over the day's limit, or is older than the archive.
    [[nodiscard]] bool may_join(const StoredArticle& stored, std::size_t index) {
        if (stored.article.held) return false;
        if (const auto id = ids_.find(index); id != ids_.end()) {
            if (is_over_limit(stored.id, id->second)) return false;
            const auto& keep = loaded_.config.tags[index].keep;
            if (keep && now_ - stored.article.first_seen > *keep && reader_.tag_state(id->second).floor > 0)
                return false;
        }
        const auto limit = limits_.find(stored.source);
        if (limit == limits_.end()) return true;
        auto& joined = joined_[{index, stored.source, day_of(stored)}];
        return joined < limit->second && ++joined > 0;
    }

    StoreReader& reader_;
    const LoadedConfig& loaded_;
    std::size_t examples_;
    Time now_;
    Labels labels_;
    TimeZone zone_;
    std::vector<TagPlan> plans_; ///< of config.tags, then of the dropped ones
    std::map<TagId, std::size_t> plan_of_;
    std::map<std::size_t, TagId> ids_;           ///< of config.tags that the store knows
    std::map<std::string, std::int64_t> limits_; ///< sources with one, and how many of theirs may join a tag in a day
    std::map<std::tuple<std::size_t, std::string, std::int64_t>, std::int64_t> joined_; ///< tag, source, day
};

} // namespace

std::vector<ExplainedArticle> explain_articles(StoreReader& reader, const LoadedConfig& loaded, const std::string& url,
                                               std::span<const std::size_t> tags, Time now) {
    const auto labels = source_labels(loaded.config);
    std::map<std::string, TagId> ids;
    for (const auto& record : reader.tags()) ids.emplace(record.name, record.id);

    std::map<std::string, std::int64_t> held;
    for (const auto& record : reader.sources()) held.emplace(record.name, record.watch.held);
    std::vector<ExplainedArticle> explained;
    for (auto& stored : reader.find(url)) {
        const auto items = items_of(stored, labels);
        const auto memberships = reader.memberships(stored.id);
        const auto capped = reader.capped(stored.id);
        const auto configured = std::ranges::find(loaded.config.sources, stored.source, &SourceConfig::name);
        const auto limit = configured == loaded.config.sources.end() ? 0 : configured->max_per_day;
        ExplainedArticle article{.article = std::move(stored.article), .page = reader.paged(stored.id)};
        if (article.article.held && !article.article.awaits_page) article.held = held[stored.source];
        for (const auto index : tags) {
            const auto& tag = loaded.config.tags[index];
            const auto& name = tag.name;
            const bool is_old = tag.keep && now - article.article.first_seen > *tag.keep;
            const auto id = ids.find(name);
            const auto membership =
                id == ids.end() ? memberships.end() : std::ranges::find(memberships, id->second, &Membership::tag);
            const bool is_member = membership != memberships.end();
            article.tags.push_back(
                {.tag = name,
                 .why = explain_any(*loaded.rules, index, items),
                 .follows = is_member ? membership->follows : std::string(),
                 .is_capped = id != ids.end() && std::ranges::find(capped, id->second) != capped.end(),
                 .limit = limit,
                 .is_dropped = article.article.withdrawn && tag.withdrawn == TagConfig::Withdrawn::drop,
                 .outlived = is_old ? tag.keep : std::nullopt,
                 .is_member = is_member});
        }
        explained.push_back(std::move(article));
    }
    return explained;
}

void for_each_slice(StoreReader& reader, const std::function<bool(const std::vector<StoredArticle>&)>& visit,
                    ArticleId after) {
    while (true) {
        const auto articles = reader.history(after, slice_articles);
        if (!articles.empty() && !visit(articles)) return;
        if (articles.size() < slice_articles) return;
        after = articles.back().id;
    }
}

void search_history(StoreReader& reader, const Config& config, const RuleSet& rule, const TokenQuery& needed,
                    std::optional<Time> since, Time now,
                    const std::function<bool(const Article&, const RuleMatch&)>& found) {
    const auto labels = source_labels(config);
    const auto visit = [&](const StoredArticle& stored) {
        for (auto& item : items_of(stored, labels)) {
            item.seen = now;
            if (const auto matches = rule.match(item); !matches.empty()) return found(stored.article, matches.front());
        }
        return true;
    };
    const auto ids = candidates(reader, needed, since);
    std::size_t size = first_slice;
    for (std::span<const ArticleId> left = ids; !left.empty();) {
        const auto slice = left.first(std::min(left.size(), size));
        if (!std::ranges::all_of(reader.articles(slice), visit)) return;
        left = left.subspan(slice.size());
        size = std::min(size * 2, slice_articles);
    }
}

std::vector<TagPlan> plan_history(StoreReader& reader, const LoadedConfig& loaded, std::size_t examples, Time now) {
    Planner planner(reader, loaded, examples, now);
    if (planner.has_limits())
        for_each_article(reader, [&](const StoredArticle& stored) {
            planner.count(stored);
            return true;
        });
    for_each_article(reader, [&](const StoredArticle& stored) {
        planner.consider(stored);
        return true;
    });
    return planner.take();
}

} // namespace arna
