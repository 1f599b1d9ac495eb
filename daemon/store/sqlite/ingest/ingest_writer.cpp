#include "daemon/store/sqlite/ingest/ingest_writer.hpp"

#include "daemon/store/sqlite/ingest/revisions.hpp"
#include "daemon/store/sqlite/rows/articles/search_rows.hpp"
#include "daemon/store/sqlite/rows/articles/seen_rows.hpp"
#include "daemon/store/sqlite/rows/articles/story_rows.hpp"
#include "daemon/store/sqlite/rows/sources/cap_rows.hpp"
#include "daemon/store/sqlite/rows/sources/event_rows.hpp"
#include "daemon/store/sqlite/rows/sources/page_rows.hpp"
#include "daemon/store/sqlite/rows/sources/poll_rows.hpp"
#include "daemon/store/sqlite/rows/sources/watch_rows.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace arna {

std::vector<IngestResult> IngestWriter::write(std::span<const PollRecord> polls, IngestPlan plan) {
    articles_ = std::move(plan.articles);
    stories_ = std::move(plan.stories);
    std::vector<IngestResult> results;
    results.reserve(polls.size());
    for (std::size_t i = 0; i < polls.size(); ++i) results.push_back(write(polls[i], plan.polls[i]));
    apply_last();
    if (!results.empty()) versions_.report(results.back());
    versions_.save();
    return results;
}

IngestResult IngestWriter::write(const PollRecord& poll, const PollPlan& plan) {
    source_ = poll.source;
    is_page_ = poll.is_page;
    note_facts(poll);
    for (const auto& telling : plan.tellings) write(poll.items[telling.item], telling);
    for (const auto& withdrawal : plan.withdrawals) write(withdrawal);
    write_limits(poll, plan);
    if (!poll.is_page) write_visit(poll, plan);
    IngestResult result{.added = plan.added,
                        .revised = plan.revised,
                        .appeared = plan.appeared,
                        .withdrawn = plan.withdrawals.size(),
                        .held = plan.held,
                        .awaiting = plan.awaiting,
                        .buried = plan.buried.size(),
                        .has_gap = plan.has_gap,
                        .gap_interval = plan.has_gap ? interval_without_gap(poll, plan) : std::chrono::minutes{}};
    versions_.report(result);
    return result;
}

/// What the source itself is known by.
void IngestWriter::write_visit(const PollRecord& poll, const PollPlan& plan) {
    write_change_of_health(db_, poll.source, poll.poll);
    write_poll(db_, poll.source, poll.poll);
    note_watch(poll, plan);
    write_seen_items(poll, plan);
    if (!poll.listing.empty())
        db_.run("INSERT OR REPLACE INTO listing (source, shape) VALUES (?, ?)", poll.source, poll.listing);
}

void IngestWriter::note_facts(const PollRecord& poll) {
    facts_ = {};
    if (!poll.facts) {
        if (!poll.items.empty()) facts_ = latest_facts(db_, poll.source);
        return;
    }
    const auto noted = store_facts(db_, poll.source, *poll.facts);
    if (noted.is_new) versions_.raise(poll.source, Effect::aside);
    facts_ = noted.facts;
}

void IngestWriter::write(const IngestItem& given, const Telling& telling) {
    const auto& item = given.item;
    auto& article = articles_[std::to_underlying(telling.article)];
    if (telling.text == TextChange::added) add(given, article, telling);
    if (telling.appears) add_appearance(article);
    if (telling.taken_from) take_over(item, article);
    if (telling.text == TextChange::revised || telling.text == TextChange::rewritten) overwrite(item, article, telling);
    if (telling.is_released) release(given, article, telling);
    write_page(given, article, telling);
    if (telling.returns) db_.run("UPDATE article SET withdrawn = NULL WHERE id = ?", article.id);
    apply(article, telling.places);
    for (const auto& [source, effect] : telling.sources) versions_.raise(source, effect);
}

void IngestWriter::apply(const IngestArticle& article, const std::vector<PlaceChange>& changes) {
    for (const auto& change : changes)
        if (change.is_last)
            last_.emplace_back(&article, change);
        else
            memberships_.apply(article.id, article.published, change);
}

void IngestWriter::apply_last() {
    for (const auto& [article, change] : last_) memberships_.apply(article->id, article->published, change);
    last_.clear();
}

void IngestWriter::write(const Withdrawal& withdrawal) {
    const auto& article = articles_[std::to_underlying(withdrawal.article)];
    db_.run("UPDATE article SET withdrawn = ? WHERE id = ?", now_, article.id);
    apply(article, withdrawal.places);
    for (const auto& [source, effect] : withdrawal.sources) versions_.raise(source, effect);
}

/// The number of a story, which is begun if need be.
std::int64_t IngestWriter::story_of(StoryIndex index) {
    auto& story = stories_[std::to_underlying(index)];
    if (story.id != 0) return story.id;
    story.id = add_story(db_, story.first_seen);
    const auto first = story.added ? articles_[std::to_underlying(*story.added)].id : story.first;
    db_.run("UPDATE article SET story = ? WHERE id = ?", story.id, first);
    return story.id;
}

void IngestWriter::add(const IngestItem& given, IngestArticle& article, const Telling& telling) {
    const auto& item = given.item;
    const auto story = telling.story ? std::optional(story_of(*telling.story)) : std::nullopt;
    const auto encoded = encode_entry(item.entry);
    db_.run("INSERT INTO article (ident, owner, content_hash, published, updated, first_seen, facts, facts_updated, "
            "entry_id, entry, exact_hash, story, held, awaits_page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            item.ident, source_, item.content_hash, article.published, telling.updated, now_, facts_.id, facts_.updated,
            article.entry_id, sqlite::as_blob(encoded), item.exact_hash, story,
            telling.is_held ? std::optional(now_) : std::nullopt, telling.awaits_page);
    article.id = static_cast<ArticleId>(db_.last_row_id());
    write_body(item, article.id, true);
    if (given.sketch && !story && !telling.awaits_page)
        add_story_keys(db_, article.id, now_, story_keys(*given.sketch));
    const auto& addresses = addresses_.of(item);
    const auto published = article.entry_id == item.entry.id ? addresses.id : addresses_.hash()(article.entry_id);
    add_addresses(db_, article.id, source_, published, addresses);
}

void IngestWriter::release(const IngestItem& given, const IngestArticle& article, const Telling& telling) {
    db_.run("UPDATE article SET held = NULL, awaits_page = 0, published = ?, updated = ? WHERE id = ?",
            article.published, telling.updated, article.id);
    db_.run("UPDATE appearance SET published = ? WHERE article = ?", article.published, article.id);
    if (telling.story)
        db_.run("UPDATE article SET story = ? WHERE id = ?", story_of(*telling.story), article.id);
    else if (given.sketch)
        add_story_keys(db_, article.id, now_, story_keys(*given.sketch));
}

/// What is remembered for its page, of an article that the source owns.
void IngestWriter::write_page(const IngestItem& given, const IngestArticle& article, const Telling& telling) {
    const bool is_of_burst = telling.is_held && !telling.awaits_page;
    if (is_page_ || article.owner != source_ || is_of_burst) return;
    const auto told = given.told ? Told{given.told->entry, given.told->content_hash}
                                 : Told{given.item.entry, given.item.content_hash};
    if (given.page)
        write_wish(db_, codec_, article.id, source_, *given.page, told);
    else if (article.told_hash && (given.told || telling.text != TextChange::none))
        write_told(db_, codec_, article.id, told);
}

void IngestWriter::add_appearance(const IngestArticle& article) {
    db_.run("INSERT OR IGNORE INTO appearance (article, source, published, seen, facts, facts_updated) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            article.id, source_, article.published, now_, facts_.id, facts_.updated);
}

void IngestWriter::take_over(const CleanItem& item, const IngestArticle& article) {
    db_.run("INSERT OR IGNORE INTO appearance (article, source, published, seen, facts, facts_updated) "
            "SELECT id, owner, published, first_seen, facts, facts_updated FROM article WHERE id = ?",
            article.id);
    db_.run("DELETE FROM appearance WHERE article = ? AND source = ?", article.id, source_);
    db_.run("UPDATE article SET owner = ?, facts = ?, facts_updated = ? WHERE id = ?", source_, facts_.id,
            facts_.updated, article.id);
    for (const auto address : {addresses_.of(item).id, addresses_.of(item).link})
        if (address != 0) add_address(db_, address, source_, article.id);
}

void IngestWriter::overwrite(const CleanItem& item, const IngestArticle& article, const Telling& telling) {
    const bool is_revision = telling.text == TextChange::revised;
    if (is_revision) keep_revision(db_, article.id, now_, item.entry, addresses_.hash());
    const auto encoded = encode_entry(item.entry);
    db_.run("UPDATE article SET content_hash = ?, revision = revision + ?, updated = ?, facts = ?, facts_updated = ?, "
            "entry = ?, exact_hash = ? WHERE id = ?",
            item.content_hash, is_revision, telling.updated, facts_.id, facts_.updated, sqlite::as_blob(encoded),
            item.exact_hash, article.id);
    write_body(item, article.id, false);
    note_unindexed(db_, article.id);
    const auto published = addresses_.hash()(article.entry_id);
    for (const auto address : {addresses_.of(item).id, addresses_.of(item).link})
        if (address != 0 && address != published) add_address(db_, address, source_, article.id);
}

void IngestWriter::write_body(const CleanItem& item, ArticleId article, bool is_new) {
    const auto data = codec_.encode(item.entry);
    if (!data.empty())
        db_.run("INSERT OR REPLACE INTO body (article, sanitizer, data) VALUES (?, ?, ?)", article, sanitizer_version_,
                sqlite::as_blob(data));
    else if (!is_new)
        db_.run("DELETE FROM body WHERE article = ?", article);
}

void IngestWriter::write_limits(const PollRecord& poll, const PollPlan& plan) {
    for (const auto tag : plan.joined) note_joined(db_, tag, poll.source, poll.day);
    for (const auto& [article, tag] : plan.capped) note_capped(db_, articles_[std::to_underlying(article)].id, tag);
    for (const auto item : plan.buried) {
        const auto& met = poll.items[item].item;
        db_.run("UPDATE tombstone SET met = ?1 WHERE ident = ?2 OR (link = ?3 AND link <> 0 AND content_hash = ?4)",
                now_, met.ident, addresses_.of(met).link, met.content_hash);
    }
}

std::chrono::minutes IngestWriter::interval_without_gap(const PollRecord& poll, const PollPlan& plan) const {
    const auto since = std::chrono::floor<std::chrono::minutes>(now_ - poll.last_success);
    const auto kept = static_cast<std::int64_t>(poll.seen.size());
    const auto added = std::max<std::int64_t>(static_cast<std::int64_t>(plan.added), 1);
    return std::max(since * kept / added, std::chrono::minutes(1));
}

void IngestWriter::note_watch(const PollRecord& poll, const PollPlan& plan) {
    if (plan.has_gap) note_gap(db_, poll.source, now_, interval_without_gap(poll, plan));
    if (plan.held > 0) note_burst(db_, poll.source, now_, plan.held);
    if (plan.added > plan.held) // what waits for its page is news too
        note_news(db_, poll.source, now_);
    else if (poll.poll.failures == 0)
        note_silence(db_, poll.source, now_);
}

/// Under the idents of the articles that they are. Those that another source owns are read each time, for it may go;
/// and so is what stands there only to be judged.
void IngestWriter::write_seen_items(const PollRecord& poll, const PollPlan& plan) {
    std::vector<SeenItem> seen;
    std::set<Ident> buried;
    for (const auto item : plan.buried) buried.insert(poll.items[item].item.ident);
    seen.reserve(plan.undecided.size() + poll.seen.size());
    for (const auto& ident : plan.undecided) seen.push_back({.ident = ident});
    for (auto item : poll.seen) {
        if (plan.others.contains(item.ident) || buried.contains(item.ident)) item.raw_hash = 0;
        if (const auto renamed = plan.renamed.find(item.ident); renamed != plan.renamed.end())
            item.ident = renamed->second;
        seen.push_back(item);
    }
    write_seen(db_, poll.source, seen, !poll.is_told_apart);
}

} // namespace arna
