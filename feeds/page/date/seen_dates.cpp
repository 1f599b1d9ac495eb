#include "feeds/page/date/seen_dates.hpp"

#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace arna {
namespace {

class Search {
public:
    Search(const PageSources& sources, const DateReader& reader)
        : sources_(sources), page_(sources.page), tree_(sources.page.tree()), reader_(reader) {}

    /// Whether the element, or what stands before it in its line, says that the date is of an update.
    [[nodiscard]] bool says_updated(NodeId id) const {
        for (const std::string_view attribute : {"class", "itemprop"}) {
            const auto value = tree_.value(id, attribute);
            if (contains_lower(value, "updated") && !contains_lower(value, "published")) return true;
            if (contains_lower(value, "modif")) return true;
        }
        const NodeId parent = tree_[id].parent;
        if (parent == no_node || page_.amount(parent).letters > 120) return false;
        const auto before = page_.line(parent, 200);
        const auto own = page_.line(id, 100);
        const auto at = before.find(own);
        if (at == std::string::npos) return false;
        return says_updated(std::string_view(before).substr(0, at));
    }

    [[nodiscard]] static bool says_updated(std::string_view before) {
        // The words right before the date decide: "Published 1.1., updated 2.1."
        for (std::size_t at = before.size() > 60 ? before.size() - 60 : 0; at < before.size();) {
            if (at == 0 || before[at - 1] == ' ' || before[at - 1] == '(' || before[at - 1] == ',') {
                const auto found = phrase_of(before.substr(at));
                if (found.phrase == LinePhrase::updated) return !before.substr(at).contains(". ");
            }
            ++at;
        }
        return false;
    }

    /// <time> of the article, the first by the title.
    SeenDates of_time_elements() {
        constexpr int most = 100;
        int seen = 0;
        std::optional<ToldDate> best;
        int best_rank = 100;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && seen < most;
             ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::time) || !is_own(id)) continue;
            ++seen;
            const auto when = tree_.value(id, "datetime");
            auto told = reader_.told(when.empty() ? tree_.value(id, "content") : when, "time");
            if (!told && page_.is_shown(id)) {
                if (const auto date = find_date(page_.line(id, 100), reader_.options());
                    date && reader_.is_plausible(*date))
                    told = ToldDate{*date, "time"};
            }
            if (!told) continue;
            if (says_updated(id)) {
                if (!found_.updated) found_.updated = told;
                continue;
            }
            const int rank =
                rank_of(id) +
                (tree_.attribute(id, "pubdate") || contains_lower(tree_.value(id, "class"), "publish") ? -2 : 0);
            if (rank < best_rank) {
                best_rank = rank;
                best = told;
            }
        }
        found_.published = std::move(best);
        return std::move(found_);
    }

    /// Where a date stands: by the title best, in the text worst.
    [[nodiscard]] int rank_of(NodeId id) const {
        const NodeId title = sources_.title;
        const auto& parts = sources_.article.parts;
        const bool in_text = std::ranges::any_of(parts, [&](NodeId part) { return tree_.is_within(id, part); });
        const auto before_text =
            parts.empty() ? 0U : page_.amount_between(parts.front(), std::max(parts.front(), id)).letters;
        if (title != no_node && id > title) {
            const auto between = page_.amount_between(tree_[title].end, std::max(tree_[title].end, id)).letters;
            if (between < 200) return 0;
            if (between < 600 && (!in_text || before_text < 100)) return 1;
        }
        if (title != no_node && id < title && page_.amount_between(id, title).letters < 200) return 1;
        if (!parts.empty() && id < parts.front()) return 2;
        if (!in_text && !parts.empty() && id > parts.back()) return 3;
        return in_text && before_text > 300 ? 5 : 4;
    }

    [[nodiscard]] bool is_own(NodeId id) const {
        return !sources_.stands_apart(id, NameHints(NameHint::date, NameHint::meta));
    }

    /// A date that readers see: in elements called date, then in short lines.
    SeenDates of_lines() {
        std::optional<ToldDate> best;
        int best_rank = 100;
        int looked = 0;
        constexpr int most = 2000;
        const NodeId body = tree_.body() == no_node ? tree_.root() : tree_.body();
        for (std::uint32_t i = index_of(body); i < index_of(tree_[body].end) && looked < most; ++i) {
            const NodeId id{i};
            if (!page_.is_shown(id) || tree_[id].kind != NodeKind::text) continue;
            const auto text = trim_html_space(tree_[id].text);
            if (text.size() < 3) continue;
            ++looked;
            const NodeId parent = tree_[id].parent;
            const auto line = line_of(parent, text);
            if (line.empty() || line.contains("©")) continue;
            const auto date = find_date(line, reader_.options());
            if (!date || !reader_.is_plausible(*date) || !is_own(id)) continue;
            if (phrase_of(line).phrase == LinePhrase::copyright) continue;
            if (says_updated(std::string_view(line).substr(0, date->begin)) || says_updated(parent)) {
                if (!found_.updated) found_.updated = ToldDate{*date, "visible"};
                continue;
            }
            if (!found_.updated) found_.updated = update_behind(line, *date);
            const int rank = rank_of_line(id, line, *date);
            if (rank < best_rank) {
                best_rank = rank;
                best = ToldDate{*date, "visible"};
            }
        }
        constexpr int worst = 18; // a date in the midst of a sentence of the story is none of its own
        if (best_rank <= worst) found_.published = std::move(best);
        return std::move(found_);
    }

    /// "… 10:55 (обновлено 12:30)", "…; updated 2 March": the date that a line tells behind its first one.
    [[nodiscard]] std::optional<ToldDate> update_behind(const std::string& line, const PageDate& first) const {
        for (std::size_t at = first.end; at < line.size(); ++at) {
            const bool begins_word = static_cast<unsigned char>(line[at]) >= 0x40 &&
                                     (line[at - 1] == ' ' || line[at - 1] == '(' || line[at - 1] == '|');
            if (!begins_word) continue;
            const auto found = phrase_of(std::string_view(line).substr(at));
            if (found.phrase != LinePhrase::updated) continue;
            const auto rest = std::string_view(line).substr(at + found.end);
            auto date = find_date(rest, reader_.options());
            if (!date) { // a clock alone is of the same day
                const auto day =
                    fmt::format("{:04}-{:02}-{:02} {}", first.civil.year, first.civil.month, first.civil.day, rest);
                date = find_date(day, reader_.options());
                if (date && !date->has_clock) date.reset();
            }
            if (date && reader_.is_plausible(*date)) return ToldDate{*date, "visible"};
        }
        return std::nullopt;
    }

    /// The line that a text stands in, if that is short ("23 ақпан <b>2026</b>"), else the text, else its beginning.
    [[nodiscard]] std::string line_of(NodeId parent, std::string_view text) const {
        constexpr std::uint32_t longest = 160;
        constexpr std::size_t beginning = 30; // "27.1.2022 - The city …"
        if (page_.amount(parent).letters <= longest) return page_.line(parent, 600);
        return std::string(text.size() <= 2 * longest ? text : utf8_beginning(text, beginning));
    }

    /// How unlikely the date of a line is the article's.
    [[nodiscard]] int rank_of_line(NodeId id, const std::string& line, const PageDate& date) const {
        const NodeId parent = tree_[id].parent;
        const auto outside = line.size() - (date.end - date.begin);
        const bool is_called = is_called_date(parent);
        int rank = 4 * rank_of(id);
        if (!tree_.is_within(id, sources_.region)) rank += is_called ? 6 : 9;
        if (is_called) rank -= 3;
        if (outside > 40) rank += 3;
        if (outside > 90) rank += 8;
        if (!date.has_year && outside > 15 && !is_called) rank += 12;
        if (phrase_of(line).phrase == LinePhrase::published) rank -= 4;
        if (!date.has_clock) ++rank;
        return rank;
    }

    /// Whether an element around a date, or what stands before it in a list of terms, is called date.
    [[nodiscard]] bool is_called_date(NodeId id) const {
        constexpr int most_levels = 3;
        constexpr std::uint32_t longest = 120;
        for (int level = 0; level < most_levels && id != no_node && page_.amount(id).letters < longest;
             ++level, id = tree_[id].parent) {
            if (page_.hints(id).any(level == 0 ? NameHints(NameHint::date) : NameHints(NameHint::date, NameHint::meta)))
                return true;
            NodeId before = tree_[id].previous;
            while (before != no_node && page_.amount(before).letters == 0) before = tree_[before].previous;
            constexpr std::uint32_t longest_label = 30;
            if (before == no_node || page_.amount(before).letters > longest_label) continue;
            if (phrase_of(page_.line(before, 100)).phrase == LinePhrase::published) return true;
        }
        return false;
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    const DateReader& reader_;
    SeenDates found_;
};

} // namespace

SeenDates time_elements(const PageSources& sources, const DateReader& reader) {
    return Search(sources, reader).of_time_elements();
}

SeenDates visible_dates(const PageSources& sources, const DateReader& reader) {
    return Search(sources, reader).of_lines();
}

} // namespace arna
