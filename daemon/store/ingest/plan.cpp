#include "daemon/store/ingest/plan.hpp"

#include "daemon/store/ingest/burst.hpp"
#include "daemon/store/ingest/joining.hpp"
#include "daemon/store/ingest/renumbered_items.hpp"
#include "daemon/store/ingest/story_planner.hpp"
#include "daemon/store/ingest/withdrawals.hpp"
#include "feeds/identity/ident.hpp"
#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <numeric>

namespace arna {
namespace {

/// The highest byte is the version of what a content hash is made from (feeds/identity/content_hash.hpp).
bool are_comparable(std::uint64_t a, std::uint64_t b) { return (a ^ b) >> 56 == 0; }

/// Decides item by item, and knows at each what the ones before it have changed.
class Planner {
public:
    Planner(std::span<const PollRecord> polls, IngestKnowledge knowledge, Time now)
        : polls_(polls), known_(std::move(knowledge)), now_(now), stories_(known_, now), renumbered_(known_) {}

    IngestPlan plan() {
        IngestPlan plan;
        plan.polls.reserve(polls_.size());
        for (poll_index_ = 0; poll_index_ < polls_.size(); ++poll_index_) plan.polls.push_back(plan_poll());
        decide_joining(known_, polls_, plan.polls);
        plan.articles = std::move(known_.articles);
        plan.stories = std::move(known_.stories);
        return plan;
    }

private:
    PollPlan plan_poll() {
        poll_ = {};
        const auto& items = polls_[poll_index_].items;
        poll_.tellings.reserve(items.size());
        has_burst_ = find_burst();
        poll_.has_gap = !has_burst_ && is_gap();
        for (const auto i : oldest_first(items)) take(items[i], i);
        if (!has_burst_) withdraw();
        return std::move(poll_);
    }

    [[nodiscard]] SourceId source() const { return polls_[poll_index_].source; }
    [[nodiscard]] IngestArticle& at(ArticleIndex index) { return known_.articles[std::to_underlying(index)]; }
    [[nodiscard]] Time published(const CleanItem& item) const { return date_of(item).value_or(now_); }

    /// Of a sitemap's page only the last change is known before it is read.
    [[nodiscard]] static std::optional<Time> date_of(const CleanItem& item) {
        return item.entry.published ? item.entry.published : item.entry.updated;
    }

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
        const auto same = renumbered_.find(source(), given.item, {poll_index_, item});
        if (!same && known_.buried.contains({poll_index_, item})) return poll_.buried.push_back(item);
        if (!same) return add(given, item);
        poll_.renamed.emplace(ident, at(*same).ident);
        tell(given, item, *same);
    }

    void add(const IngestItem& given, std::size_t item) {
        const auto index = static_cast<ArticleIndex>(known_.articles.size());
        const auto first_published = published(given.item);
        auto& article =
            known_.articles.emplace_back(IngestArticle{.ident = given.item.ident,
                                                       .owner = source(),
                                                       .content_hash = given.item.content_hash,
                                                       .exact_hash = given.item.exact_hash,
                                                       .published = first_published,
                                                       .updated = given.item.entry.updated.value_or(first_published),
                                                       .entry_id = choose_entry_id(given.item, item)});
        known_.by_ident.emplace(article.ident, index);
        renumbered_.note_told(source(), given.item, index);
        Telling telling{.item = item, .article = index, .text = TextChange::added, .updated = article.updated};
        const bool is_of_burst = has_burst_ && is_old(given.item);
        article.awaits_page = telling.awaits_page = !is_of_burst && given.page && given.page->holds;
        article.is_held = telling.is_held = is_of_burst || article.awaits_page;
        if (!article.awaits_page) // else when its text is known
            telling.story = stories_.find_or_begin(article, index, given, {poll_index_, item});
        if (is_of_burst) {
            ++poll_.held;
        } else if (article.awaits_page) {
            ++poll_.awaiting;
        } else {
            telling.places = change_places(article.places, given.tags, {}, [](TagId) { return false; });
            telling.sources = {{source(), Effect::news}};
        }
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
        if (is_owner && std::exchange(article.is_withdrawn, false)) {
            telling.returns = true;
            shown = Effect::aside;
        }
        if (is_owner && says_otherwise(article, given)) {
            const auto effect = tell_anew(article, given.item, telling);
            shown = std::max(shown.value_or(effect), effect);
            renumbered_.note_told(source(), given.item, index);
        }
        if (is_owner && article.awaits_page && polls_[poll_index_].releases) {
            release(article, index, given, telling);
            shown = Effect::news;
        }
        if (article.is_held) shown.reset();
        if (shown) show_in_sources(article, *shown, telling);
        // Only who owned it before says what it is no longer in.
        const bool may_leave = is_owner && !telling.taken_from;
        telling.places = change_places(
            article.places, given.tags, shown,
            [&](TagId tag) {
                return may_leave && !known_.away_tags.contains(tag); // nobody asks a tag that is not configured
            },
            [&](TagId tag) {
                return article.is_held || std::ranges::find(article.capped, tag) != article.capped.end() ||
                       (article.is_withdrawn && known_.drop_tags.contains(tag));
            },
            [&](TagId tag) { return known_.collapse_tags.contains(tag); });
        poll_.tellings.push_back(std::move(telling));
    }

    [[nodiscard]] bool says_otherwise(const IngestArticle& article, const IngestItem& given) const {
        const auto& item = given.item;
        // What the source said last is not lost for what the page gave besides.
        const bool is_whole = given.told != nullptr || polls_[poll_index_].is_page;
        if (!is_whole && article.told_hash == item.content_hash) return false;
        return article.content_hash != item.content_hash || article.exact_hash != item.exact_hash;
    }

    /// Its page was read, or is waited for no longer: it comes as a new article does, for nobody has seen it yet.
    void release(IngestArticle& article, ArticleIndex index, const IngestItem& given, Telling& telling) {
        article.is_held = article.awaits_page = false;
        article.published = given.item.entry.published.value_or(article.published);
        article.updated = telling.updated = given.item.entry.updated.value_or(article.published);
        telling.is_released = true;
        if (!article.story) telling.story = stories_.find_or_begin(article, index, given, {poll_index_, telling.item});
    }

    /// Another source has it too. False if that was known.
    bool appear(IngestArticle& article, Telling& telling) {
        if (std::ranges::find(article.appearances, source()) != article.appearances.end()) return false;
        article.appearances.push_back(source());
        telling.appears = true;
        if (!article.is_held) telling.sources.emplace_back(source(), Effect::news);
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
        const bool is_revision = article.content_hash != item.content_hash && !article.awaits_page &&
                                 are_comparable(article.content_hash, item.content_hash);
        article.content_hash = item.content_hash;
        article.exact_hash = item.exact_hash;
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

    [[nodiscard]] bool is_unknown(std::size_t item) const {
        return !known_.by_ident.contains(polls_[poll_index_].items[item].item.ident) &&
               !known_.same_at_link.contains({poll_index_, item}) && !known_.buried.contains({poll_index_, item});
    }

    [[nodiscard]] bool is_old(const CleanItem& item) const {
        return is_old_news(item, polls_[poll_index_].last_success, known_.bursts.at(poll_index_));
    }

    /// Whether the source brings its archive as if it were new.
    [[nodiscard]] bool find_burst() const {
        if (!known_.bursts.contains(poll_index_)) return false;
        const auto& poll = polls_[poll_index_];
        std::size_t old = 0;
        for (std::size_t i = 0; i < poll.items.size(); ++i)
            if (is_unknown(i) && is_old(poll.items[i].item)) ++old;
        return old >= least_burst && old * 2 > std::max(poll.seen.size(), poll.items.size());
    }

    /// Whether something may have come and gone between the last document and this one.
    [[nodiscard]] bool is_gap() const {
        const auto newest = known_.last_newest.find(poll_index_);
        if (newest == known_.last_newest.end()) return false;
        const auto& items = polls_[poll_index_].items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!is_unknown(i)) return false;
            const auto date = date_of(items[i].item);
            if (date && *date <= newest->second) return false;
        }
        return true;
    }

    /// What stood in the source's last document and was taken out of this one.
    void withdraw() {
        const auto last = known_.last_documents.find(poll_index_);
        if (last == known_.last_documents.end()) return;
        std::vector<Ident> present;
        for (const auto& item : polls_[poll_index_].seen) {
            const auto renamed = poll_.renamed.find(item.ident);
            present.push_back(renamed == poll_.renamed.end() ? item.ident : renamed->second);
        }
        auto judged = judge_withdrawals(last->second, present);
        poll_.undecided = std::move(judged.undecided);
        for (const auto& ident : judged.withdrawn) {
            const auto found = known_.by_ident.find(ident);
            if (found == known_.by_ident.end()) continue;
            auto& article = at(found->second);
            if (article.owner != source() || article.is_withdrawn || article.is_held) continue;
            article.is_withdrawn = true;
            Withdrawal withdrawal{.article = found->second};
            withdrawal.places =
                withdraw_places(article.places, [&](TagId tag) { return known_.drop_tags.contains(tag); });
            withdrawal.sources = {{article.owner, Effect::aside}};
            for (const auto other : article.appearances) withdrawal.sources.emplace_back(other, Effect::aside);
            poll_.withdrawals.push_back(std::move(withdrawal));
        }
    }

    std::span<const PollRecord> polls_;
    IngestKnowledge known_;
    Time now_;
    StoryPlanner stories_;
    RenumberedItems renumbered_;
    std::size_t poll_index_ = 0;
    bool has_burst_ = false; ///< the present poll brings old articles
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
