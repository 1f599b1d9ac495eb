#include "daemon/store/ingest/plan.hpp"

#include "feeds/identity/ident.hpp"
#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <numeric>

namespace arna {
namespace {

/// The highest byte is the version of what a content hash is made from (feeds/identity/content_hash.hpp).
bool are_comparable(std::uint64_t a, std::uint64_t b) { return (a ^ b) >> 56 == 0; }

/// How many articles of one content under different links are compared: a content hash holds the link, so more are
/// forged.
constexpr std::size_t most_of_one_content = 8;

/// Decides item by item, and knows at each what the ones before it have changed.
class Planner {
public:
    Planner(std::span<const PollRecord> polls, IngestKnowledge knowledge, Time now)
        : polls_(polls), known_(std::move(knowledge)), now_(now) {}

    IngestPlan plan() {
        IngestPlan plan;
        plan.polls.reserve(polls_.size());
        for (poll_index_ = 0; poll_index_ < polls_.size(); ++poll_index_) plan.polls.push_back(plan_poll());
        plan.articles = std::move(known_.articles);
        return plan;
    }

private:
    PollPlan plan_poll() {
        poll_ = {};
        const auto& items = polls_[poll_index_].items;
        poll_.tellings.reserve(items.size());
        for (const auto i : oldest_first(items)) take(items[i], i);
        return std::move(poll_);
    }

    [[nodiscard]] SourceId source() const { return polls_[poll_index_].source; }
    [[nodiscard]] IngestArticle& at(ArticleIndex index) { return known_.articles[std::to_underlying(index)]; }
    [[nodiscard]] Time published(const CleanItem& item) const { return item.entry.published.value_or(now_); }

    /// Order of positions: oldest first. Feeds list the newest first, so of equal dates the document's last is the
    /// oldest.
    std::vector<std::size_t> oldest_first(const std::vector<IngestItem>& items) const {
        std::vector<std::size_t> order(items.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {},
                          [&](std::size_t i) { return std::pair(published(items[i].item), items.size() - i); });
        return order;
    }

    void take(const IngestItem& given, std::size_t item) {
        const auto& ident = given.item.ident;
        if (const auto found = known_.by_ident.find(ident); found != known_.by_ident.end())
            return tell(given, item, found->second);
        auto same = same_at_link(given.item, item);
        if (!same) same = renumbered(given.item);
        if (!same) return add(given, item);
        poll_.renamed.emplace(ident, at(*same).ident);
        tell(given, item, *same);
    }

    /// Some feeds give an item a new id in every answer: what this source told word for word, with the same link, is
    /// not told again.
    std::optional<ArticleIndex> same_at_link(const CleanItem& item, std::size_t number) {
        if (item.entry.link.empty()) return std::nullopt;
        // An earlier poll of the batch may have changed it.
        const auto is_same = [&](ArticleIndex index) {
            return at(index).owner == source() && at(index).content_hash == item.content_hash;
        };
        if (const auto told = told_.find({source(), item.content_hash}); told != told_.end())
            for (const auto& [index, link] : told->second)
                if (is_same(index) && canonical_url(*link) == canonical_url(item.entry.link)) return index;
        const auto found = known_.same_at_link.find({poll_index_, number});
        if (found == known_.same_at_link.end() || !is_same(found->second)) return std::nullopt;
        return found->second;
    }

    /// The same among the articles of the last document that are not in this one. Without a link an article is claimed
    /// once, for two items may agree in everything and be two.
    std::optional<ArticleIndex> renumbered(const CleanItem& item) {
        const auto vanished = known_.vanished.find(poll_index_);
        if (vanished == known_.vanished.end()) return std::nullopt;
        auto& [linked, unlinked, are_ids_stable] = vanished->second;
        if (!item.entry.link.empty()) {
            const auto found = linked.find({item.content_hash, canonical_url(item.entry.link)});
            return found == linked.end() ? std::nullopt : std::optional(found->second);
        }
        const auto found = unlinked.find({item.content_hash, item.entry.published});
        if (are_ids_stable || found == unlinked.end()) return std::nullopt;
        const auto index = found->second;
        unlinked.erase(found);
        return index;
    }

    void add(const IngestItem& given, std::size_t item) {
        const auto index = static_cast<ArticleIndex>(known_.articles.size());
        const auto first_published = published(given.item);
        auto& article =
            known_.articles.emplace_back(IngestArticle{.ident = given.item.ident,
                                                       .owner = source(),
                                                       .content_hash = given.item.content_hash,
                                                       .published = first_published,
                                                       .updated = given.item.entry.updated.value_or(first_published),
                                                       .entry_id = choose_entry_id(given.item, item)});
        known_.by_ident.emplace(article.ident, index);
        note_told(given.item, index);
        Telling telling{.item = item, .article = index, .text = TextChange::added, .updated = article.updated};
        telling.places = change_places(article.places, given.tags, {}, [](TagId) { return false; });
        telling.sources = {{source(), Effect::news}};
        poll_.tellings.push_back(std::move(telling));
        ++poll_.added;
    }

    /// PRODUCT.md, "Ids". Neither of the first two is free where a hostile source foretold it.
    std::string choose_entry_id(const CleanItem& item, std::size_t number) {
        const auto& own = item.entry.id;
        const bool may_publish = is_absolute_iri(own) && !known_.reserved_ids.contains({poll_index_, number});
        if (may_publish && known_.free_ids.erase(own) > 0) return own;
        if (auto urn = entry_urn(item.ident); known_.free_ids.erase(urn) > 0) return urn;
        return secret_entry_id(known_.secret, item.ident);
    }

    /// A telling of an article that there is already.
    void tell(const IngestItem& given, std::size_t item, ArticleIndex index) {
        auto& article = at(index);
        Telling telling{.item = item, .article = index};
        std::optional<Effect> shown;
        if (article.owner != source()) {
            if (is_gone(article.owner)) {
                take_over(article, telling);
                shown = Effect::aside;
            } else {
                poll_.others.insert(given.item.ident);
                if (appear(article, telling)) shown = Effect::aside;
            }
        }
        const bool is_owner = article.owner == source();
        if (is_owner && article.content_hash != given.item.content_hash) {
            const auto effect = tell_anew(article, given.item, telling);
            shown = std::max(shown.value_or(effect), effect);
            note_told(given.item, index);
        }
        if (shown) show_in_sources(article, *shown, telling);
        // Only who owned it before says what it is no longer in.
        const bool may_leave = is_owner && !telling.taken_from;
        telling.places = change_places(article.places, given.tags, shown, [&](TagId tag) {
            return may_leave && !known_.away_tags.contains(tag); // nobody asks a tag that is not configured
        });
        poll_.tellings.push_back(std::move(telling));
    }

    /// Another source has it too. False if that was known.
    bool appear(IngestArticle& article, Telling& telling) {
        if (std::ranges::find(article.appearances, source()) != article.appearances.end()) return false;
        article.appearances.push_back(source());
        telling.appears = true;
        telling.sources.emplace_back(source(), Effect::news);
        ++poll_.appeared;
        return true;
    }

    /// The owner is gone, so the next source that has the article owns it; the old owner stays as one it appeared in.
    void take_over(IngestArticle& article, Telling& telling) {
        telling.taken_from = article.owner;
        std::erase(article.appearances, source());
        if (std::ranges::find(article.appearances, article.owner) == article.appearances.end())
            article.appearances.push_back(article.owner);
        article.owner = source();
    }

    Effect tell_anew(IngestArticle& article, const CleanItem& item, Telling& telling) {
        const bool is_revision = are_comparable(article.content_hash, item.content_hash);
        article.content_hash = item.content_hash;
        if (is_revision) {
            article.updated = std::max({article.updated, item.entry.updated.value_or(Time{}), now_});
            ++poll_.revised;
        }
        telling.text = is_revision ? TextChange::revised : TextChange::rewritten;
        telling.updated = article.updated;
        return is_revision ? Effect::news : Effect::aside;
    }

    static void show_in_sources(const IngestArticle& article, Effect effect, Telling& telling) {
        telling.sources.emplace_back(article.owner, effect);
        for (const auto other : article.appearances) telling.sources.emplace_back(other, effect);
    }

    [[nodiscard]] bool is_gone(SourceId owner) const {
        const auto found = known_.sources.find(owner);
        return found != known_.sources.end() && found->second.is_gone;
    }

    /// For same_at_link(), within the batch.
    void note_told(const CleanItem& item, ArticleIndex index) {
        if (item.entry.link.empty()) return;
        auto& told = told_[{source(), item.content_hash}];
        if (told.size() < most_of_one_content) told.emplace_back(index, &item.entry.link);
    }

    std::span<const PollRecord> polls_;
    IngestKnowledge known_;
    Time now_;
    /// By owner and content, in this batch: articles, and the link that they were told with.
    std::map<std::pair<SourceId, std::uint64_t>, std::vector<std::pair<ArticleIndex, const std::string*>>> told_;
    std::size_t poll_index_ = 0;
    PollPlan poll_;
};

} // namespace

IngestPlan plan_ingest(std::span<const PollRecord> polls, IngestKnowledge knowledge, Time now) {
    return Planner(polls, std::move(knowledge), now).plan();
}

std::string secret_entry_id(std::string_view secret, const Ident& ident) {
    const std::string_view bytes(reinterpret_cast<const char*>(ident.data()), ident.size());
    return entry_urn(IdentMaker()(secret, IdentKind::id, bytes));
}

} // namespace arna
