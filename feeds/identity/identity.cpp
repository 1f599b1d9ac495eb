#include "feeds/identity/identity.hpp"

#include "feeds/identity/content_hash.hpp"
#include "feeds/identity/ident.hpp"
#include "feeds/model/ident_hash.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace arna {
namespace {

std::string content_key(const CleanItem& item) {
    std::string key;
    auto add = [&key](std::string_view part) {
        key.append(fmt::format_int(part.size()).c_str()).append(":").append(part);
    };
    add(item.entry.title);
    add(item.entry.content.empty() ? item.plain.summary : item.plain.content);
    for (const auto& enclosure : item.entry.enclosures) add(enclosure.url);
    return key;
}

/// Walks the items of one document down the ladder id, link, content.
class Identification {
public:
    Identification(CleanFeed& feed, const IdentityScope& scope)
        : items_(feed.items), unchanged_(feed.unchanged.begin(), feed.unchanged.end()), scope_(scope) {
        links_.reserve(items_.size());
        is_repeated_.resize(items_.size());
        for (auto& item : items_) {
            links_.push_back(item.entry.link.empty() ? std::string() : canonical_url(item.entry.link));
            item.content_hash = content_hash(item.entry, item.plain, links_.back());
            item.exact_hash = exact_hash(item.entry);
        }
    }

    void run() {
        std::vector<std::size_t> undecided(items_.size());
        for (std::size_t i = 0; i < undecided.size(); ++i) undecided[i] = i;
        for (const auto kind : {IdentKind::id, IdentKind::link, IdentKind::content})
            undecided = decide(kind, undecided);
    }

    /// Whether an item would be called as one that was identified before.
    [[nodiscard]] bool meets_unchanged() const { return meets_unchanged_; }

    /// Whether items are known by each other, and so no item by itself.
    [[nodiscard]] bool has_told_apart() const { return has_told_apart_; }

    /// What identifies the items of the next document: of all items, the repeated ones too.
    [[nodiscard]] std::vector<SeenItem> seen() const {
        std::vector<SeenItem> seen;
        seen.reserve(items_.size());
        for (const auto& item : items_) seen.push_back({has_told_apart_ ? 0 : item.raw_hash, item.ident});
        return seen;
    }

    /// Gives back how many items were dropped.
    std::size_t drop_repeated() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (is_repeated_[i]) continue;
            if (kept != i) items_[kept] = std::move(items_[i]);
            ++kept;
        }
        const auto dropped = items_.size() - kept;
        items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(kept), items_.end());
        return dropped;
    }

private:
    using Group = std::vector<std::size_t>; ///< indices of items with equal idents, in the document's order

    /// Identifies by `kind` what can be; gives back the items that the next kind must tell apart, in order.
    std::vector<std::size_t> decide(IdentKind kind, const std::vector<std::size_t>& undecided) {
        std::unordered_map<Ident, Group, IdentHash> groups;
        std::vector<bool> is_left(items_.size());
        for (const auto i : undecided) {
            if (!has(kind, i)) {
                is_left[i] = true;
                continue;
            }
            items_[i].ident = ident(kind, i);
            groups[items_[i].ident].push_back(i);
            meets_unchanged_ = meets_unchanged_ || unchanged_.contains(items_[i].ident);
        }
        for (const auto& [_, group] : groups) {
            const bool is_one = kind == IdentKind::content || is_one_article(group);
            has_told_apart_ = has_told_apart_ || !is_one;
            for (std::size_t n = 0; n < group.size(); ++n)
                (is_one ? is_repeated_ : is_left)[group[n]] = !is_one || n > 0;
        }
        std::vector<std::size_t> left;
        for (const auto i : undecided)
            if (is_left[i]) left.push_back(i);
        return left;
    }

    [[nodiscard]] bool has(IdentKind kind, std::size_t i) const {
        switch (kind) {
        case IdentKind::id: return !items_[i].entry.id.empty();
        case IdentKind::link: return !links_[i].empty();
        case IdentKind::content: return true;
        }
        return true;
    }

    [[nodiscard]] Ident ident(IdentKind kind, std::size_t i) {
        const auto& entry = items_[i].entry;
        switch (kind) {
        case IdentKind::id:
            if (!is_absolute_iri(entry.id)) return make_ident_(scope_.source, kind, entry.id);
            return make_ident_(scope_.site, kind, is_http_url(entry.id) ? canonical_url(entry.id) : entry.id);
        case IdentKind::link: return make_ident_(scope_.site, kind, links_[i]);
        case IdentKind::content: break;
        }
        return make_ident_(scope_.source, IdentKind::content, content_key(items_[i]));
    }

    /// Whether items of one ident are the same article told several times: word for word, or under the same title with
    /// the same link.
    [[nodiscard]] bool is_one_article(const Group& group) const {
        const auto& first = items_[group.front()];
        for (const auto i : group) {
            const auto& item = items_[i];
            if (item.content_hash == first.content_hash) continue;
            if (item.entry.title.empty() || item.entry.title != first.entry.title || links_[i] != links_[group.front()])
                return false;
        }
        return true;
    }

    CleanItems& items_;
    std::unordered_set<Ident, IdentHash> unchanged_;
    const IdentityScope& scope_;
    std::vector<std::string> links_; ///< canonical, by item
    std::vector<bool> is_repeated_;
    bool meets_unchanged_ = false;
    bool has_told_apart_ = false;
    IdentMaker make_ident_;
};

} // namespace

bool identify(CleanFeed& feed, const IdentityScope& scope) {
    Identification identification(feed, scope);
    identification.run();
    if (identification.meets_unchanged()) return false;
    feed.seen = identification.seen();
    feed.is_told_apart = identification.has_told_apart();
    if (const auto dropped = identification.drop_repeated(); dropped > 0)
        feed.problems.push_back({"item-repeated", fmt::format("{} items repeat another one of the document", dropped)});
    return true;
}

} // namespace arna
