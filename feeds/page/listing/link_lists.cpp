#include "feeds/page/listing/link_lists.hpp"

#include "feeds/page/article/rubbish.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/listing/day_heads.hpp"
#include "feeds/page/listing/rubric_blocks.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace arna {
namespace {

struct Anchor {
    NodeId id;
    std::string address;
};

struct Group {
    std::vector<Anchor> anchors; ///< in page order, each address once
    std::uint32_t letters = 0;
};

class Search {
public:
    Search(const PageView& page, const Rubbish& rubbish, const VisibleDateOptions& dates)
        : page_(page),
          tree_(page.tree()),
          rubbish_(rubbish),
          dates_(dates),
          site_(registrable_domain(url_host(page.url()))) {}

    std::optional<BoxList> find() {
        collect();
        auto lists = read_groups();
        if (lists.empty()) return std::nullopt;
        const auto best = std::ranges::max_element(lists, {}, [](const Read& each) { return each.list.score; });
        BoxList found = std::move(best->list);
        const auto kind = best->kind;
        for (Read& other : lists) {
            if (&other == &*best || other.kind != kind || other.list.items.size() < 3) continue;
            const double own = found.score / double(found.items.size());
            if (other.list.score / double(other.list.items.size()) >= own * 0.7) join(found, other.list);
        }
        add_headings(found);
        sort(found);
        date_by_day_heads(page_, found, dates_);
        if (auto order = rubrics_in_turn(found, known_)) arrange(found, *order);
        return found;
    }

private:
    struct Collected {
        Group group;
        std::unordered_map<std::string, std::size_t> seen; ///< how often each address stands there
    };

    struct Read {
        BoxList list;
        std::uint64_t kind = 0; ///< the path from the part to its link
    };

    [[nodiscard]] bool is_candidate(NodeId id) const {
        if (!tree_.is(id, HtmlTag::a) || !page_.is_shown(id) || rubbish_.holds(id)) return false;
        const auto letters = page_.amount(id).letters;
        return letters == 0 ? holds_picture(id) : letters >= 4;
    }

    [[nodiscard]] bool holds_picture(NodeId id) const {
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            if (tree_.is(NodeId{i}, HtmlTag::img) && tree_.value(NodeId{i}, "alt").size() >= 15) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_own_site(const std::string& address) const {
        return site_.empty() || registrable_domain(url_host(address)) == site_;
    }

    void collect() {
        std::vector<std::uint64_t> path(tree_.size(), 0);
        const auto here = canonical_url(page_.url());
        std::size_t count = 0;
        constexpr std::size_t most = 20'000;
        for (std::uint32_t i = 1; i < tree_.size() && count < most; ++i) {
            const NodeId id{i};
            const NodeId parent = tree_[id].parent;
            path[i] = (path[index_of(parent)] * 1'099'511'628'211ULL) ^ (static_cast<std::uint64_t>(tree_[id].tag) + 1);
            if (!is_candidate(id)) continue;
            auto address = page_address(page_, id);
            if (address.empty() || !is_own_site(address) || canonical_url(address) == here) continue;
            ++count;
            known_.insert(address);
            auto& group = groups_[path[i] ^ std::hash<std::string_view>()(tree_.value(id, "class"))];
            ++group.seen[address];
            if (group.seen[address] == 1) {
                group.group.anchors.push_back({id, std::move(address)});
                group.group.letters += page_.amount(id).letters;
            }
        }
    }

    [[nodiscard]] std::vector<Read> read_groups() {
        std::vector<std::pair<const Group*, std::uint64_t>> order;
        for (auto& [key, group] : groups_) {
            drop_repeated(group);
            if (group.group.anchors.size() >= 3) order.emplace_back(&group.group, key);
        }
        std::ranges::sort(order, [](const auto& a, const auto& b) {
            return std::pair(a.first->letters, b.second) > std::pair(b.first->letters, a.second);
        });
        constexpr std::size_t most_groups = 20;
        if (order.size() > most_groups) order.resize(most_groups);
        std::vector<Read> lists;
        for (const auto& [group, key] : order) {
            if (auto list = read(*group)) lists.push_back(std::move(*list));
        }
        return lists;
    }

    /// A short link that stands at the same place of several parts leads to a rubric, an author, a label.
    void drop_repeated(Collected& group) const {
        constexpr std::uint32_t short_text = 25;
        std::erase_if(group.group.anchors, [&](const Anchor& anchor) {
            return group.seen[anchor.address] > 1 && page_.amount(anchor.id).letters > 0 &&
                   page_.amount(anchor.id).letters < short_text;
        });
    }

    [[nodiscard]] std::size_t depth_of(NodeId id) const {
        std::size_t depth = 0;
        for (NodeId at = tree_[id].parent; at != no_node; at = tree_[at].parent) ++depth;
        return depth;
    }

    /// The child of the lowest common ancestor of both that holds `id`, with its depth.
    [[nodiscard]] std::pair<NodeId, std::size_t> box_between(NodeId id, NodeId other) const {
        NodeId box = id;
        while (tree_[box].parent != no_node && !tree_.is_within(other, tree_[box].parent)) box = tree_[box].parent;
        return {box, depth_of(box)};
    }

    /// The part of the page around an anchor that holds no other of its group.
    [[nodiscard]] NodeId box_of(const std::vector<Anchor>& anchors, std::size_t i, std::size_t size) const {
        std::pair<NodeId, std::size_t> box{no_node, 0};
        if (i > 0) box = box_between(anchors[i].id, anchors[i - 1].id);
        if (i + 1 < size) {
            const auto next = box_between(anchors[i].id, anchors[i + 1].id);
            if (box.first == no_node || next.second > box.second) box = next;
        }
        return box.first;
    }

    /// Where a part ends whose heading and text are siblings: at the next heading; no_node for other parts.
    [[nodiscard]] NodeId end_of(const std::vector<NodeId>& boxes, std::size_t i) const {
        const HtmlTag tag = tree_[boxes[i]].tag;
        const bool is_head = (tag >= HtmlTag::h1 && tag <= HtmlTag::h6) || tag == HtmlTag::dt;
        if (!is_head) return no_node;
        if (i + 1 < boxes.size() && tree_[boxes[i + 1]].parent == tree_[boxes[i]].parent) return boxes[i + 1];
        NodeId end = tree_[boxes[i]].end; // as many siblings as the first part has
        constexpr int most = 4;
        int count = 0;
        for (NodeId at = tree_[boxes[i]].next; at != no_node && count < most && tree_[at].tag != tag;
             at = tree_[at].next) {
            if (tree_[at].kind != NodeKind::element) continue;
            end = tree_[at].end;
            ++count;
        }
        return end;
    }

    std::optional<Read> read(const Group& group) const {
        Read read;
        double letters = 0;
        const auto& anchors = group.anchors;
        const std::size_t size = std::min(anchors.size(), page_limits::items);
        std::vector<NodeId> boxes;
        boxes.reserve(size);
        for (std::size_t i = 0; i < size; ++i) boxes.push_back(box_of(anchors, i, size));
        if (size > 0) read.kind = kind_of(boxes.front(), anchors.front().id);
        for (std::size_t i = 0; i < size; ++i) {
            auto item = read_item_box(page_, boxes[i], anchors[i].id, dates_, end_of(boxes, i));
            if (!item || is_section(item->item.link)) continue;
            read.list.score += score_of_item(*item);
            letters += double(item->title_letters);
            read.list.boxes.push_back(boxes[i]);
            read.list.items.push_back(std::move(*item));
        }
        const auto count = read.list.items.size();
        constexpr double shortest_titles = 15; // letters, on the average: less is a menu
        if (count < 3 || letters / double(count) < shortest_titles) return std::nullopt;
        read.list.shape = path_of(anchors.front().id);
        return read;
    }

    [[nodiscard]] std::uint64_t kind_of(NodeId box, NodeId anchor) const {
        std::uint64_t kind = 0;
        for (NodeId at = anchor; at != no_node; at = tree_[at].parent) {
            kind = kind * 31 + static_cast<std::uint64_t>(tree_[at].tag) + 1;
            if (at == box) break;
        }
        return kind;
    }

    [[nodiscard]] std::string path_of(NodeId id) const {
        std::vector<std::string_view> names;
        for (NodeId at = id; at != no_node && tree_[at].kind == NodeKind::element; at = tree_[at].parent)
            names.push_back(tree_.name(at));
        std::string path;
        constexpr std::size_t longest = 500;
        for (auto name = names.rbegin(); name != names.rend() && path.size() < longest; ++name) {
            if (!path.empty()) path += '/';
            path += *name;
        }
        return path;
    }

    /// An address that several others on the page lie under.
    [[nodiscard]] bool is_section(const std::string& address) const {
        auto folder = address;
        if (const auto at = folder.find('?'); at != std::string::npos) return false;
        if (!folder.ends_with('/')) folder += '/';
        const auto cached = sections_.find(folder);
        if (cached != sections_.end()) return cached->second;
        std::size_t below = 0;
        constexpr std::size_t enough = 2;
        for (auto other = known_.upper_bound(folder);
             other != known_.end() && other->starts_with(folder) && below < enough; ++other)
            ++below;
        return sections_[folder] = below >= enough;
    }

    static void join(BoxList& found, const BoxList& other) {
        std::unordered_set<std::string> links;
        for (const auto& known : found.items) links.insert(known.item.link);
        for (std::size_t i = 0; i < other.items.size() && found.items.size() < page_limits::items; ++i) {
            const auto& link = other.items[i].item.link;
            if (!links.insert(link).second) continue;
            found.boxes.push_back(other.boxes[i]);
            found.items.push_back(other.items[i]);
        }
    }

    /// Headings with links among the parts: the one that leads a page looks different from the others.
    void add_headings(BoxList& found) const {
        NodeId around = found.boxes.front();
        const NodeId last = found.boxes.back();
        while (tree_[around].parent != no_node && !(tree_.is_within(last, around) && around < found.boxes.front()))
            around = tree_[around].parent;
        std::unordered_set<std::string> links;
        for (const auto& item : found.items) links.insert(item.item.link);
        auto boxes = found.boxes; // parts do not overlap: the last that begins before a node is the only one to hold it
        std::ranges::sort(boxes);
        const auto taken = [&](NodeId id) {
            const auto behind = std::ranges::upper_bound(boxes, id);
            return behind != boxes.begin() && tree_.is_within(id, *std::prev(behind));
        };
        constexpr std::size_t most = 30;
        std::size_t added = 0;
        constexpr std::size_t most_readings = 4; // of a node: what is around one heading may hold others
        std::size_t left = most_readings * tree_.size();
        for (std::uint32_t i = index_of(around); i < index_of(tree_[around].end) && added < most; ++i) {
            if (found.items.size() >= page_limits::items) return;
            const NodeId id{i};
            const bool is_heading = tree_[id].tag >= HtmlTag::h1 && tree_[id].tag <= HtmlTag::h4;
            if (!is_heading || !page_.is_shown(id) || rubbish_.holds(id) || page_.amount(id).letters < 15 || taken(id))
                continue;
            const NodeId link_around = page_.ancestor(id, HtmlTag::a);
            const NodeId box = link_around != no_node ? link_around : tree_[id].parent;
            const std::size_t nodes = index_of(tree_[box].end) - index_of(box);
            if (nodes > left) continue;
            left -= nodes;
            auto item = read_item_box(page_, box, link_around, dates_);
            if (!item || !is_own_site(item->item.link) || is_section(item->item.link) || item->title_letters < 15)
                continue;
            if (!links.insert(item->item.link).second) continue;
            found.boxes.push_back(box);
            found.items.push_back(std::move(*item));
            ++added;
        }
    }

    static void sort(BoxList& list) {
        std::vector<std::size_t> order(list.boxes.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::sort(order, {}, [&](std::size_t i) { return list.boxes[i]; });
        arrange(list, order);
    }

    static void arrange(BoxList& list, const std::vector<std::size_t>& order) {
        BoxList sorted{.boxes = {}, .items = {}, .score = list.score, .shape = std::move(list.shape)};
        for (const std::size_t i : order) {
            sorted.boxes.push_back(list.boxes[i]);
            sorted.items.push_back(std::move(list.items[i]));
        }
        list = std::move(sorted);
    }

    const PageView& page_;
    const HtmlTree& tree_;
    const Rubbish& rubbish_;
    const VisibleDateOptions& dates_;
    std::string site_;
    std::unordered_map<std::uint64_t, Collected> groups_;
    std::set<std::string, std::less<>> known_;
    mutable std::unordered_map<std::string, bool> sections_;
};

} // namespace

double score_of_item(const ItemBox& item) {
    constexpr std::size_t short_title = 15;
    constexpr std::size_t long_title = 200;
    double score = item.title_letters >= short_title && item.title_letters <= long_title ? 1 : 0.3;
    if (item.has_heading) score += 0.6;
    if (item.item.published) score += 0.5;
    if (!item.item.image.empty()) score += 0.4;
    if (!item.item.summary.value.empty()) score += 0.3;
    return score;
}

std::optional<BoxList> find_link_list(const PageView& page, const Rubbish& rubbish, const VisibleDateOptions& dates) {
    return Search(page, rubbish, dates).find();
}

} // namespace arna
