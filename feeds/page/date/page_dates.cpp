#include "feeds/page/date/page_dates.hpp"

#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace arna {
namespace {

/// Of meta elements, the surest first.
constexpr auto published_names = std::to_array<const char*>({"article:published_time",
                                                             "og:article:published_time",
                                                             "datepublished",
                                                             "date_published",
                                                             "article:published",
                                                             "publishdate",
                                                             "publish-date",
                                                             "publish_date",
                                                             "pubdate",
                                                             "publication_date",
                                                             "publicationdate",
                                                             "og:published_time",
                                                             "parsely-pub-date",
                                                             "sailthru.date",
                                                             "dc.date.issued",
                                                             "dcterms.issued",
                                                             "citation_publication_date",
                                                             "citation_online_date",
                                                             "citation_date",
                                                             "article_date_original",
                                                             "originalpublicationdate",
                                                             "cxenseparse:recs:publishtime",
                                                             "cxenseparse:publishtime",
                                                             "bt:pubdate",
                                                             "rnews:datepublished",
                                                             "shareaholic:article_published_time",
                                                             "eomportal-firstpublished",
                                                             "article.published",
                                                             "dateposted",
                                                             "pdate",
                                                             "published_time",
                                                             "published-date",
                                                             "blogger_date"});

/// Of meta elements that may speak of the page rather than of the article.
constexpr auto vague_names =
    std::to_array<const char*>({"dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date", "displaydate",
                                "created", "article.created", "published", "timestamp", "release_date"});

constexpr auto updated_names = std::to_array<const char*>(
    {"article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated", "datemodified",
     "dcterms.modified", "dc.date.modified", "last-modified", "lastmodified", "modified_time", "modificationdate",
     "revision_date", "updated_time", "article.updated", "shareaholic:article_modified_time", "lastmod",
     "date_modified"});

/// The moment of a date at the beginning of its day, told apart from one of midnight.
struct Told {
    PageDate date;
    std::string source;
};

class Reader {
public:
    Reader(const PageSources& sources, std::string_view time_zone, Time now)
        : sources_(sources),
          page_(sources.page),
          tree_(sources.page.tree()),
          options_(date_options(sources.page, sources.metadata, time_zone, now)),
          now_(now),
          zone_is_set_(!time_zone.empty()) {}

    PageDates read() {
        auto told = told_by_machines();
        auto updated = told_updates();
        if (!zone_is_set_) take_offset(told ? &told->date : nullptr, updated ? &updated->date : nullptr);
        const bool needs_visible =
            !told || !told->date.has_clock || told->date.civil.offset == 0 || !moment_of(told->date);
        const auto seen = needs_visible ? visible() : std::nullopt;
        settle(told, seen);
        found_.published = told ? moment_of(told->date) : std::nullopt;
        if (found_.published) {
            found_.published_source = told->source;
        } else if (seen && moment_of(seen->date)) {
            found_.published = moment_of(seen->date);
            found_.published_source = seen->source;
        } else if (const auto told_by_script = scripted(); told_by_script && moment_of(told_by_script->date)) {
            found_.published = moment_of(told_by_script->date);
            found_.published_source = told_by_script->source;
        } else if (const auto day = date_in_address(page_.url()); day && moment_of(*day)) {
            found_.published = moment_of(*day);
            found_.published_source = "address";
        }
        if (!updated) updated = visible_update_;
        if (updated) {
            if (const auto moment = lied(updated->date) ? local(updated->date) : moment_of(updated->date);
                moment && (!found_.published || *moment >= *found_.published)) {
                found_.updated = moment;
                found_.updated_source = updated->source;
            }
        }
        if (!found_.published && found_.updated) {
            found_.published = found_.updated;
            found_.published_source = found_.updated_source;
        }
        return std::move(found_);
    }

private:
    /// Nothing for a date before 1990, or over a day ahead.
    [[nodiscard]] std::optional<Time> moment_of(const PageDate& date) const {
        const auto moment = options_.zone.moment_of(date.civil);
        return moment && *moment <= now_ + std::chrono::days(1) ? moment : std::nullopt;
    }

    [[nodiscard]] std::optional<Time> local(const PageDate& date) const {
        auto civil = date.civil;
        civil.offset.reset();
        return options_.zone.moment_of(civil);
    }

    /// A moment "in UTC" that lies after the visit is of the local clock.
    [[nodiscard]] bool lied(const PageDate& date) const {
        if (date.civil.offset != 0) return false;
        const auto moment = options_.zone.moment_of(date.civil);
        return contradicts_ || (moment && *moment > now_ && local(date) && *local(date) <= now_);
    }

    std::optional<Told> machine(std::string_view text, const char* source) {
        // Of 10/05/2022 the page's language says which is the month.
        const bool is_ambiguous = text.size() < 40 && text.find('/') < 3;
        auto date = is_ambiguous ? find_date(text, year_needed()) : std::nullopt;
        if (!date) date = read_machine_date(text);
        if (!date) date = find_date(text, year_needed());
        if (!date || !plausible(*date)) return std::nullopt;
        return Told{*date, source};
    }

    [[nodiscard]] bool plausible(const PageDate& date) const {
        const auto moment = options_.zone.moment_of(date.civil);
        return moment && *moment <= now_ + std::chrono::days(2);
    }

    [[nodiscard]] VisibleDateOptions year_needed() const {
        auto options = options_;
        options.needs_year = true;
        return options;
    }

    std::optional<Told> told_by_machines() {
        if (const auto& article = sources_.json_ld.article) {
            if (auto told = machine(article->published, "json-ld")) return told;
        }
        for (const char* name : published_names) {
            if (auto told = machine(sources_.metadata.first({name}), "meta")) return told;
        }
        if (auto told = machine(sources_.microdata.facts.published, "microdata")) return told;
        for (const char* name : vague_names) {
            if (auto told = machine(sources_.metadata.first({name}), "meta")) return told;
        }
        return time_element();
    }

    std::optional<Told> told_updates() {
        if (const auto& article = sources_.json_ld.article) {
            if (auto told = machine(article->modified, "json-ld")) return told;
        }
        for (const char* name : updated_names) {
            if (auto told = machine(sources_.metadata.first({name}), "meta")) return told;
        }
        if (auto told = machine(sources_.microdata.facts.modified, "microdata")) return told;
        return std::nullopt;
    }

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
    std::optional<Told> time_element() {
        constexpr int most = 100;
        int seen = 0;
        std::optional<Told> best;
        int best_rank = 100;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && seen < most;
             ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::time) || !is_own(id)) continue;
            ++seen;
            const auto when = tree_.value(id, "datetime");
            auto told = machine(when.empty() ? tree_.value(id, "content") : when, "time");
            if (!told && page_.is_shown(id)) {
                if (const auto date = find_date(page_.line(id, 100), options_); date && plausible(*date))
                    told = Told{*date, "time"};
            }
            if (!told) continue;
            if (says_updated(id)) {
                if (!visible_update_) visible_update_ = told;
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
        return best;
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
    std::optional<Told> visible() {
        std::optional<Told> best;
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
            const auto date = find_date(line, options_);
            if (!date || !plausible(*date) || !is_own(id)) continue;
            if (phrase_of(line).phrase == LinePhrase::copyright) continue;
            if (says_updated(std::string_view(line).substr(0, date->begin)) || says_updated(parent)) {
                if (!visible_update_) visible_update_ = Told{*date, "visible"};
                continue;
            }
            if (!visible_update_) visible_update_ = update_behind(line, *date);
            const int rank = rank_of_line(id, line, *date);
            if (rank < best_rank) {
                best_rank = rank;
                best = Told{*date, "visible"};
            }
        }
        constexpr int worst = 18; // a date in the midst of a sentence of the story is none of its own
        return best_rank <= worst ? best : std::nullopt;
    }

    /// "… 10:55 (обновлено 12:30)", "…; updated 2 March": the date that a line tells behind its first one.
    [[nodiscard]] std::optional<Told> update_behind(const std::string& line, const PageDate& first) const {
        for (std::size_t at = first.end; at < line.size(); ++at) {
            const bool begins_word = static_cast<unsigned char>(line[at]) >= 0x40 &&
                                     (line[at - 1] == ' ' || line[at - 1] == '(' || line[at - 1] == '|');
            if (!begins_word) continue;
            const auto found = phrase_of(std::string_view(line).substr(at));
            if (found.phrase != LinePhrase::updated) continue;
            const auto rest = std::string_view(line).substr(at + found.end);
            auto date = find_date(rest, options_);
            if (!date) { // a clock alone is of the same day
                const auto day =
                    fmt::format("{:04}-{:02}-{:02} {}", first.civil.year, first.civil.month, first.civil.day, rest);
                date = find_date(day, options_);
                if (date && !date->has_clock) date.reset();
            }
            if (date && plausible(*date)) return Told{*date, "visible"};
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

    /// `"datePublished": "…"` in a script that is no JSON-LD.
    std::optional<Told> scripted() {
        constexpr std::size_t most_bytes = 2 << 20;
        std::size_t read = 0;
        for (std::uint32_t i = 0; i < tree_.size() && read < most_bytes; ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::script) || tree_[id].first_child == no_node) continue;
            const auto text = tree_[tree_[id].first_child].text;
            read += text.size();
            for (const std::string_view name :
                 {"\"datePublished\"", "\"publishedDate\"", "\"publishDate\"", "\"pubDate\"", "\"dateCreated\""}) {
                const auto at = text.find(name);
                if (at == std::string_view::npos) continue;
                const auto begin = text.find('"', at + name.size());
                if (begin == std::string_view::npos || begin > at + name.size() + 4) continue;
                const auto end = text.find('"', begin + 1);
                if (end == std::string_view::npos || end - begin > 64) continue;
                if (auto told = machine(text.substr(begin + 1, end - begin - 1), "script")) return told;
            }
        }
        return std::nullopt;
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

    /// The page's own offset, for clocks that name none.
    void take_offset(const PageDate* a, const PageDate* b) {
        for (const PageDate* date : {a, b}) {
            if (date == nullptr || !date->civil.offset || *date->civil.offset == 0) continue;
            options_.zone = {.name = {}, .offset = date->civil.offset};
            return;
        }
    }

    static bool same_day(const CivilTime& a, const CivilTime& b) {
        return a.year == b.year && a.month == b.month && a.day == b.day;
    }

    /// Lets the date for readers mend the one for programs.
    void settle(std::optional<Told>& told, const std::optional<Told>& seen) {
        if (!told) return;
        auto& date = told->date;
        if (!date.has_clock && seen && seen->date.has_clock && same_day(date.civil, seen->date.civil)) {
            date = seen->date;
            return;
        }
        const bool same_digits = seen && seen->date.has_clock && !seen->date.civil.offset &&
                                 same_day(date.civil, seen->date.civil) && date.civil.hour == seen->date.civil.hour &&
                                 date.civil.minute == seen->date.civil.minute;
        const auto as_utc = options_.zone.moment_of(date.civil);
        const bool is_ahead = as_utc && *as_utc > now_;
        if (date.civil.offset != 0 || !date.has_clock || !(same_digits || is_ahead)) return;
        const auto as_local = local(date);
        if (!as_local || *as_local == as_utc) return;
        contradicts_ = true;
        date.civil.offset.reset();
        found_.problems.push_back(
            {"date-contradicts", fmt::format("{} says UTC, but it is the local clock", told->source), 0});
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    VisibleDateOptions options_;
    Time now_;
    bool zone_is_set_;
    bool contradicts_ = false;
    std::optional<Told> visible_update_;
    PageDates found_;
};

} // namespace

PageDates find_dates(const PageSources& sources, std::string_view time_zone, Time now) {
    return Reader(sources, time_zone, now).read();
}

} // namespace arna
