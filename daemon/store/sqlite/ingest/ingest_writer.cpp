#include "daemon/store/sqlite/ingest/ingest_writer.hpp"

#include "daemon/store/sqlite/ingest/revisions.hpp"
#include "daemon/store/sqlite/rows/event_rows.hpp"
#include "daemon/store/sqlite/rows/poll_rows.hpp"
#include "daemon/store/sqlite/rows/seen_rows.hpp"

#include <utility>

namespace arna {

std::vector<IngestResult> IngestWriter::write(std::span<const PollRecord> polls, IngestPlan plan) {
    articles_ = std::move(plan.articles);
    std::vector<IngestResult> results;
    results.reserve(polls.size());
    for (std::size_t i = 0; i < polls.size(); ++i) results.push_back(write(polls[i], plan.polls[i]));
    versions_.save();
    return results;
}

IngestResult IngestWriter::write(const PollRecord& poll, const PollPlan& plan) {
    source_ = poll.source;
    note_facts(poll);
    for (const auto& telling : plan.tellings) write(poll.items[telling.item].item, telling);
    write_change_of_health(db_, poll.source, poll.poll);
    write_poll(db_, poll.source, poll.poll);
    write_seen_items(poll, plan);
    IngestResult result{.added = plan.added, .revised = plan.revised, .appeared = plan.appeared};
    versions_.report(result);
    return result;
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

void IngestWriter::write(const CleanItem& item, const Telling& telling) {
    auto& article = articles_[std::to_underlying(telling.article)];
    if (telling.text == TextChange::added) add(item, article, telling.updated);
    if (telling.appears) add_appearance(article);
    if (telling.taken_from) take_over(item, article);
    if (telling.text == TextChange::revised || telling.text == TextChange::rewritten) overwrite(item, article, telling);
    for (const auto& change : telling.places) memberships_.apply(article.id, article.published, change);
    for (const auto& [source, effect] : telling.sources) versions_.raise(source, effect);
}

void IngestWriter::add(const CleanItem& item, IngestArticle& article, Time updated) {
    const auto encoded = encode_entry(item.entry);
    db_.run("INSERT INTO article (ident, owner, content_hash, published, updated, first_seen, facts, facts_updated, "
            "entry_id, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            item.ident, source_, item.content_hash, article.published, updated, now_, facts_.id, facts_.updated,
            article.entry_id, sqlite::as_blob(encoded));
    article.id = static_cast<ArticleId>(db_.last_row_id());
    write_body(item, article.id, true);
    const auto& addresses = addresses_.of(item);
    const auto published = article.entry_id == item.entry.id ? addresses.id : addresses_.hash()(article.entry_id);
    add_addresses(db_, article.id, source_, published, addresses);
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
            "entry = ? WHERE id = ?",
            item.content_hash, is_revision, telling.updated, facts_.id, facts_.updated, sqlite::as_blob(encoded),
            article.id);
    write_body(item, article.id, false);
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

/// Under the idents of the articles that they are, less those that another source owns.
void IngestWriter::write_seen_items(const PollRecord& poll, const PollPlan& plan) {
    std::vector<SeenItem> seen;
    seen.reserve(poll.seen.size());
    for (auto item : poll.seen) {
        if (plan.others.contains(item.ident)) continue;
        if (const auto renamed = plan.renamed.find(item.ident); renamed != plan.renamed.end())
            item.ident = renamed->second;
        seen.push_back(item);
    }
    write_seen(db_, poll.source, seen);
}

} // namespace arna
