#include "daemon/store/sqlite/ingest/ingest_reader.hpp"

#include "daemon/store/sqlite/rows/article_codec.hpp"
#include "daemon/store/sqlite/rows/seen_rows.hpp"
#include "feeds/identity/identity.hpp"
#include "feeds/model/entry_id.hpp"
#include "feeds/text/url/url.hpp"

#include <optional>
#include <set>

namespace arna {
namespace {

/// How many items that stand in two documents are asked whether they have a link: one without says that ids are stable.
constexpr std::size_t most_shared = 256;

// A macro, for queries are literals (sqlite.hpp) and two share these columns.
#define ARNA_KNOWN_COLUMNS "a.id, a.ident, a.owner, a.content_hash, a.published, a.updated, a.entry_id"

IngestArticle article_of(const sqlite::Rows& rows) {
    return {.id = rows.id<ArticleId>(0),
            .ident = rows.ident(1),
            .owner = rows.id<SourceId>(2),
            .content_hash = rows.hash(3),
            .published = rows.time(4),
            .updated = rows.time(5),
            .entry_id = rows.text(6)};
}

class KnowledgeReader {
public:
    KnowledgeReader(sqlite::Connection& db, BatchAddresses& addresses) : db_(db), addresses_(addresses) {
        known_.secret = addresses.hash().secret();
    }

    IngestKnowledge read(std::span<const PollRecord> polls) {
        for (std::size_t n = 0; n < polls.size(); ++n) read(polls[n], n);
        return std::move(known_);
    }

private:
    /// The polling source, as far as ids and links of its own matter.
    struct Teller {
        std::string site, site_of_url;
        bool has_articles = false;
    };

    void read(const PollRecord& poll, std::size_t number) {
        if (poll.items.empty()) return;
        const auto& teller = teller_of(poll.source);
        may_be_renumbered_ = false;
        for (std::size_t n = 0; n < poll.items.size(); ++n) {
            const auto& item = poll.items[n].item;
            if (const auto index = find(item.ident)) {
                read_appearances(*index, poll.source, item.content_hash);
                continue;
            }
            if (teller.has_articles && !item.entry.link.empty()) {
                if (const auto index = find_at_link(poll.source, item)) {
                    known_.same_at_link.emplace(std::pair(number, n), *index);
                    continue;
                }
            }
            if (item.entry.link.empty() && !item.entry.id.empty()) may_be_renumbered_ = true;
            read_free_ids(item, teller, {number, n});
        }
        if (teller.has_articles && may_be_renumbered_) read_vanished(poll, number);
    }

    const Teller& teller_of(SourceId source) {
        const auto [found, is_new] = tellers_.try_emplace(source);
        if (is_new) {
            auto rows = db_.query("SELECT site, url, version FROM source WHERE id = ?", source);
            if (rows.next())
                found->second = {.site = rows.text(0),
                                 .site_of_url = site_of(rows.view(1), {}),
                                 .has_articles = rows.integer(2) != 0};
        }
        return found->second;
    }

    std::optional<ArticleIndex> find(const Ident& ident) {
        if (const auto found = known_.by_ident.find(ident); found != known_.by_ident.end()) return found->second;
        std::optional<IngestArticle> article;
        {
            auto rows = db_.query("SELECT " ARNA_KNOWN_COLUMNS " FROM article a WHERE a.ident = ?", ident);
            if (rows.next()) article = article_of(rows);
        }
        return article ? std::optional(keep(std::move(*article))) : std::nullopt;
    }

    ArticleIndex keep(IngestArticle article) {
        const auto known = known_.by_ident.find(article.ident);
        if (known != known_.by_ident.end()) return known->second;
        const auto index = static_cast<ArticleIndex>(known_.articles.size());
        known_.by_ident.emplace(article.ident, index);
        for (auto rows =
                 db_.query("SELECT tag, position, has_left, reason FROM membership WHERE article = ?", article.id);
             rows.next();)
            article.places.push_back({.tag = rows.id<TagId>(0),
                                      .position = rows.integer(1),
                                      .has_left = rows.integer(2) != 0,
                                      .reason = rows.text(3)});
        for (const auto& place : article.places) read_tag(place.tag);
        read_owner(article.owner);
        known_.articles.push_back(std::move(article));
        return index;
    }

    /// Needed where more than the owner's own words come in.
    void read_appearances(ArticleIndex index, SourceId teller, std::uint64_t content_hash) {
        auto& article = known_.articles[std::to_underlying(index)];
        if (article.owner == teller && article.content_hash == content_hash) return;
        if (!with_appearances_.insert(index).second) return;
        for (auto rows = db_.query("SELECT source FROM appearance WHERE article = ?", article.id); rows.next();)
            article.appearances.push_back(rows.id<SourceId>(0));
    }

    void read_tag(TagId tag) {
        if (!tags_.insert(tag).second) return;
        auto rows = db_.query("SELECT is_configured FROM tag WHERE id = ?", tag);
        if (!rows.next() || rows.integer(0) == 0) known_.away_tags.insert(tag);
    }

    void read_owner(SourceId owner) {
        const auto [found, is_new] = known_.sources.try_emplace(owner);
        if (!is_new) return;
        auto rows = db_.query(
            "SELECT s.is_configured, p.is_disabled FROM source s JOIN poll p ON p.source = s.id WHERE s.id = ?", owner);
        found->second.is_gone = !rows.next() || rows.integer(0) == 0 || rows.integer(1) != 0;
    }

    /// An article of this source with this link that says the same.
    std::optional<ArticleIndex> find_at_link(SourceId source, const CleanItem& item) {
        const auto link = addresses_.of(item).link;
        for (const auto hash : {link, published_hash(link)}) {
            std::optional<IngestArticle> same;
            int looked_at = 0;
            for (auto rows =
                     db_.query("SELECT " ARNA_KNOWN_COLUMNS " FROM address d JOIN article a ON a.id = d.article "
                               "WHERE d.hash = ? AND d.source = ? ORDER BY d.article DESC LIMIT ?",
                               hash, source, most_of_one_address);
                 !same && rows.next(); ++looked_at)
                if (rows.id<SourceId>(2) == source && rows.hash(3) == item.content_hash) same = article_of(rows);
            if (same) return keep(std::move(*same));
            if (looked_at >= most_of_one_address) may_be_renumbered_ = true; // all its items link there
        }
        return std::nullopt;
    }

    /// Which of the ids that it might publish are free. The urn is looked at where the own id does not serve, or where
    /// another item of the batch wants the same.
    void read_free_ids(const CleanItem& item, const Teller& teller, std::pair<std::size_t, std::size_t> number) {
        const auto& own = item.entry.id;
        if (is_absolute_iri(own)) {
            if (is_reserved(own, teller))
                known_.reserved_ids.insert(number);
            else if (const auto [first, is_new] = wanted_.try_emplace(own, &item); !is_new)
                read_urn(*first->second);
            else if (!is_published(db_, addresses_.of(item).id, own)) {
                known_.free_ids.insert(own);
                return;
            }
        }
        read_urn(item);
    }

    void read_urn(const CleanItem& item) {
        auto urn = entry_urn(item.ident);
        if (!known_.free_ids.contains(urn) && !is_published(db_, addresses_.hash()(urn), urn))
            known_.free_ids.insert(std::move(urn));
    }

    /// Whether an id belongs to a site that the teller is not of and another configured source is.
    bool is_reserved(std::string_view id, const Teller& teller) {
        const auto site = site_of_id(id);
        if (site.empty() || site == teller.site || site == teller.site_of_url) return false;
        const auto [found, is_new] = reserved_.try_emplace(site, false);
        if (is_new)
            found->second =
                db_.query("SELECT 1 FROM source WHERE site = ? AND is_configured <> 0 LIMIT 1", site).next();
        return found->second;
    }

    void read_vanished(const PollRecord& poll, std::size_t number) {
        if (poll.seen.empty()) return; // its items could only be told apart by each other
        std::unordered_set<Ident, IdentHash> present;
        for (const auto& item : poll.seen) present.insert(item.ident);
        for (const auto& item : poll.items) present.insert(item.item.ident);
        auto& vanished = known_.vanished[number];
        std::size_t shared = 0;
        for (const auto& [_, ident] : read_seen_items(db_, poll.source)) {
            const bool is_present = present.contains(ident);
            if (is_present && (vanished.are_ids_stable || ++shared > most_shared)) continue;
            const auto entry = read_entry(ident, poll.source);
            if (!entry) continue;
            if (is_present) {
                vanished.are_ids_stable = entry->link.empty();
                continue;
            }
            const auto index = *find(ident);
            const auto content_hash = known_.articles[std::to_underlying(index)].content_hash;
            if (entry->link.empty())
                vanished.unlinked.emplace(std::pair(content_hash, entry->published), index);
            else
                vanished.linked.emplace(std::pair(content_hash, canonical_url(entry->link)), index);
        }
    }

    /// What an article of this source says; nothing if there is none.
    std::optional<Entry> read_entry(const Ident& ident, SourceId source) {
        auto rows = db_.query("SELECT entry FROM article WHERE ident = ? AND owner = ?", ident, source);
        return rows.next() ? std::optional(decode_entry(rows.bytes(0))) : std::nullopt;
    }

    sqlite::Connection& db_;
    BatchAddresses& addresses_;
    IngestKnowledge known_;
    std::map<SourceId, Teller> tellers_;
    bool may_be_renumbered_ = false; ///< an item of the present poll may be one of the last document under another id
    std::map<std::string, bool> reserved_;                     ///< sites
    std::unordered_map<std::string, const CleanItem*> wanted_; ///< own ids, and who wanted them first
    std::set<ArticleIndex> with_appearances_;
    std::set<TagId> tags_;
};

} // namespace

IngestKnowledge read_knowledge(sqlite::Connection& db, std::span<const PollRecord> polls, BatchAddresses& addresses) {
    return KnowledgeReader(db, addresses).read(polls);
}

} // namespace arna
