#include "daemon/app/history.hpp"

#include "daemon/app/wiring.hpp"
#include "feeds/rules/item/match_item.hpp"
#include "feeds/rules/search/item_tokens.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t slice_articles = 500;

using Labels = std::map<std::string, std::vector<std::string>>;

MatchItem item_of(const StoredArticle& stored, const Labels& labels) {
    const auto own = labels.find(stored.source);
    static const std::vector<std::string> none;
    return match_item(stored.article.entry, stored.source, own == labels.end() ? none : own->second,
                      stored.article.first_seen);
}

/// The whole history, oldest first, until `visit` says false.
void for_each_article(StoreReader& reader, const std::function<bool(const StoredArticle&)>& visit) {
    for_each_slice(reader,
                   [&](const std::vector<StoredArticle>& articles) { return std::ranges::all_of(articles, visit); });
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
    Planner(StoreReader& reader, const LoadedConfig& loaded, std::size_t examples)
        : reader_(reader), loaded_(loaded), examples_(examples), labels_(source_labels(loaded.config)) {
        for (const auto& tag : loaded.config.tags) plans_.push_back({.tag = tag.name, .kind = TagPlan::Kind::created});
        for (const auto& record : reader.tags()) place(record);
    }

    void consider(const StoredArticle& stored) {
        const auto item = item_of(stored, labels_);
        std::set<std::size_t> members;
        for (const auto& membership : reader_.memberships(stored.id))
            if (const auto plan = plan_of_.find(membership.tag); plan != plan_of_.end()) members.insert(plan->second);
        for (const auto& match : loaded_.rules->match(item)) {
            auto& plan = plans_[match.rule];
            if (members.erase(match.rule) > 0)
                ++plan.staying;
            else if (++plan.added; plan.additions.size() < examples_)
                plan.additions.push_back(change_of(stored, loaded_.rules->explain(match.rule, item).summary()));
        }
        for (const auto index : members) {
            auto& plan = plans_[index];
            ++plan.removed;
            if (plan.kind == TagPlan::Kind::dropped || plan.removals.size() >= examples_) continue;
            plan.removals.push_back(change_of(stored, loaded_.rules->explain(index, item).summary()));
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
        } else if (record.is_configured) {
            plan_of_.emplace(record.id, plans_.size());
            plans_.push_back({.tag = record.name, .kind = TagPlan::Kind::dropped});
        }
    }

    StoreReader& reader_;
    const LoadedConfig& loaded_;
    std::size_t examples_;
    Labels labels_;
    std::vector<TagPlan> plans_; ///< of config.tags, then of the dropped ones
    std::map<TagId, std::size_t> plan_of_;
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
        const auto item = item_of(stored, labels);
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
                 .why = loaded.rules->explain(index, item),
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

void search_history(StoreReader& reader, const Config& config, const RuleSet& rule, const TokenQuery& needed, Time now,
                    const std::function<bool(const Article&, const RuleMatch&)>& found) {
    const auto labels = source_labels(config);
    const auto visit = [&](const StoredArticle& stored) {
        auto item = item_of(stored, labels);
        item.seen = now;
        const auto matches = rule.match(item);
        return matches.empty() || found(stored.article, matches.front());
    };
    const auto visit_all = [&](const std::vector<StoredArticle>& articles) {
        return std::ranges::all_of(articles, visit);
    };
    ArticleId done{};
    std::optional<SearchProposal> proposal;
    if (needed.kind != TokenQuery::Kind::anything) proposal = reader.propose(needed, token_version());
    if (proposal) {
        done = proposal->done;
        for (std::span<const ArticleId> left = proposal->articles; !left.empty();) {
            const auto slice = left.first(std::min(left.size(), slice_articles));
            if (!visit_all(reader.articles(slice))) return;
            left = left.subspan(slice.size());
        }
    }
    for_each_slice(reader, visit_all, done);
}

std::vector<TagPlan> plan_history(StoreReader& reader, const LoadedConfig& loaded, std::size_t examples) {
    Planner planner(reader, loaded, examples);
    for_each_article(reader, [&](const StoredArticle& stored) {
        planner.consider(stored);
        return true;
    });
    return planner.take();
}

} // namespace arna
