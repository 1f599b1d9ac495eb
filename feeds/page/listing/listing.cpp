#include "feeds/page/listing/listing.hpp"

#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/listing/link_lists.hpp"
#include "feeds/page/listing/state_json.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t least_items = 3;

class Search {
public:
    Search(const PageSources& sources, const VisibleDateOptions& dates)
        : page_(sources.page),
          tree_(sources.page.tree()),
          metadata_(sources.metadata),
          json_ld_(sources.json_ld),
          microdata_(sources.microdata),
          rubbish_(sources.rubbish),
          dates_(dates) {}

    FoundListing find() {
        if (auto list = of_json_ld(); list.items.size() >= least_items) return list;
        auto links = of_links();
        for (auto list : {of_entries(microdata_.entries, "microdata"), of_entries(articles(), "article")}) {
            constexpr std::size_t many_more = 3; // so many more elsewhere: these few are not the list
            if (list.items.size() >= least_items && links.items.size() < many_more * list.items.size()) return list;
        }
        if (links.items.size() >= least_items) return links;
        auto scripts = metadata_.states();
        std::ranges::copy(assigned_states(page_), std::back_inserter(scripts));
        return {.items = items_of_state(page_, scripts, dates_),
                .source = "state",
                .shape = "state",
                .item_score = 2,
                .boxes = {}};
    }

private:
    FoundListing of_json_ld() {
        FoundListing found{.items = {}, .source = "json-ld", .shape = "json-ld", .item_score = 2, .boxes = {}};
        std::unordered_set<std::string> links;
        for (const ArticleFacts& facts : json_ld_.items) {
            RawItem item;
            item.link = resolve_url(facts.url, page_.base());
            if (const auto at = item.link.find('#'); at != std::string::npos) item.link.erase(at);
            if (!is_http_url(item.link) || links.contains(item.link)) continue;
            item.title.value = facts.headline;
            item.summary.value = facts.description;
            if (const auto date = read_machine_date(facts.published)) item.published = moment_of(*date, dates_);
            if (const auto date = read_machine_date(facts.modified)) item.updated = moment_of(*date, dates_);
            if (auto image = resolve_url(facts.image, page_.base()); is_http_url(image)) item.image = std::move(image);
            for (const auto& section : facts.sections)
                item.categories.push_back({.term = section, .scheme = "page:section"});
            for (const auto& author : facts.authors) {
                if (!author.is_organization) item.authors.push_back({.name = author.name});
            }
            complete(item);
            if (item.title.value.empty()) continue;
            links.insert(item.link);
            found.items.push_back(std::move(item));
        }
        return found;
    }

    /// Takes from the page itself what its JSON-LD leaves out.
    void complete(RawItem& item) {
        if (!item.title.value.empty() && !item.image.empty() && item.published) return;
        if (anchors_.empty()) {
            for (std::uint32_t i = 0; i < tree_.size(); ++i) {
                if (tree_.is(NodeId{i}, HtmlTag::a))
                    anchors_.try_emplace(canonical_url(page_address(page_, NodeId{i})), NodeId{i});
            }
        }
        const auto anchor = anchors_.find(canonical_url(item.link));
        if (anchor == anchors_.end()) return;
        NodeId box = anchor->second;
        constexpr int most_levels = 4;
        for (int level = 0;
             level < most_levels && tree_[box].parent != no_node && leads_to_one(tree_[box].parent, item.link); ++level)
            box = tree_[box].parent;
        auto read = read_item_box(page_, box, anchor->second, dates_);
        if (!read) return;
        if (item.title.value.empty()) item.title = std::move(read->item.title);
        if (item.image.empty()) item.image = std::move(read->item.image);
        if (!item.published) item.published = read->item.published;
        if (item.summary.value.empty()) item.summary = std::move(read->item.summary);
    }

    [[nodiscard]] bool leads_to_one(NodeId id, const std::string& address) const {
        constexpr std::uint32_t most_nodes = 300;
        if (index_of(tree_[id].end) - index_of(id) > most_nodes) return false;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            if (!tree_.is(NodeId{i}, HtmlTag::a)) continue;
            const auto other = page_address(page_, NodeId{i});
            if (!other.empty() && canonical_url(other) != canonical_url(address)) return false;
        }
        return true;
    }

    [[nodiscard]] std::vector<NodeId> articles() const {
        std::vector<NodeId> found;
        for (std::uint32_t i = 0; i < tree_.size();) {
            const NodeId id{i};
            const bool is_article = tree_.is(id, HtmlTag::article) && page_.is_shown(id) && !rubbish_.holds(id);
            if (is_article) found.push_back(id);
            i = is_article ? index_of(tree_[id].end) : i + 1;
        }
        return found;
    }

    FoundListing of_entries(const std::vector<NodeId>& entries, const char* source) const {
        FoundListing found{.items = {}, .source = source, .shape = source, .item_score = 0, .boxes = {}};
        std::unordered_set<std::string> links;
        const auto here = canonical_url(page_.url());
        constexpr std::size_t most_readings = 4; // of a node: entries may lie within each other
        std::size_t left = most_readings * tree_.size();
        for (const NodeId entry : entries) {
            if (rubbish_.holds(entry) || found.items.size() >= page_limits::items) continue;
            const std::size_t nodes = index_of(tree_[entry].end) - index_of(entry);
            if (nodes > left) continue;
            left -= nodes;
            auto item = read_item_box(page_, entry, no_node, dates_);
            if (!item || canonical_url(item->item.link) == here || !links.insert(item->item.link).second) continue;
            found.item_score += score_of_item(*item);
            found.items.push_back(std::move(item->item));
            found.boxes.push_back(entry);
        }
        if (!found.items.empty()) found.item_score /= double(found.items.size());
        return found;
    }

    FoundListing of_links() const {
        FoundListing found{.items = {}, .source = "links", .shape = {}, .item_score = 0, .boxes = {}};
        auto list = find_link_list(page_, rubbish_, dates_);
        if (!list) return found;
        for (auto& item : list->items) {
            found.item_score += score_of_item(item) / double(list->items.size());
            found.items.push_back(std::move(item.item));
        }
        found.boxes = std::move(list->boxes);
        found.shape = std::move(list->shape);
        return found;
    }

    const PageView& page_;
    const HtmlTree& tree_;
    const Metadata& metadata_;
    const JsonLd& json_ld_;
    const Microdata& microdata_;
    const Rubbish& rubbish_;
    const VisibleDateOptions& dates_;
    std::unordered_map<std::string, NodeId> anchors_; ///< by canonical address
};

} // namespace

FoundListing find_listing(const PageSources& sources, const VisibleDateOptions& dates) {
    return Search(sources, dates).find();
}

} // namespace arna
