#include "daemon/app/command/source/try_page.hpp"

#include "daemon/app/command/library/page_text.hpp"
#include "daemon/app/fetched_robots.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/app/visit.hpp"
#include "daemon/fetch/refusal_text.hpp"
#include "daemon/pages/page_decision.hpp"
#include "daemon/poll/page_wishes.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/source_request.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/json_items.hpp"
#include "feeds/page/ruled/page_selectors.hpp"
#include "feeds/pipeline/page_fill.hpp"
#include "feeds/pipeline/page_part.hpp"
#include "feeds/write/model_json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace arna {
namespace {

using Kind = PollSource::Kind;

PageDocument page_document(const Document& document) {
    return {.bytes = document.bytes,
            .url = document.url,
            .content_type = document.content_type,
            .content_language = document.content_language};
}

/// Rules that do not compile are none: whoever gave them has heard of it.
std::optional<PageSelectors> selectors_of(const PageRules& rules) {
    auto compiled = compile_page_rules(rules);
    return compiled ? std::optional(std::move(*compiled)) : std::nullopt;
}

PageReading read_listing_page(const Document& document, const PollSource& source, bool is_listing, Time now) {
    PageOptions options{.time_zone = source.time_zone, .language = source.language, .is_listing = is_listing};
    if (source.kind == Kind::json) {
        if (!source.rules || !source.rules->items)
            return read_json_items(page_document(document), nullptr, options, now);
        const auto rules = compile_json_rules(*source.rules->items);
        return read_json_items(page_document(document), rules ? &*rules : nullptr, options, now);
    }
    const auto rules = source.rules ? selectors_of(*source.rules) : std::nullopt;
    if (rules && (rules->items || rules->article)) options.rules = &*rules;
    return read_page(page_document(document), options, now);
}

/// The page of an article, or why there is none.
struct TriedArticle {
    std::string url;
    std::string why;
    std::optional<Document> document;
    std::optional<PageReading> reading;
};

/// Why the page of an article is not read, as the daemon decides it; empty: it is.
std::string why_no_page(const std::string& url, const FetchResult& response, Time now) {
    const auto decision = decide_page({.url = url}, response, now);
    if (decision.verdict == PageVerdict::read) return {};
    const bool has_come = decision.status == 0 || decision.status == 200 || decision.status == 203;
    return has_come ? decision.why : refusal_text(decision.status);
}

void read_article(TriedArticle& article, Response& response, const PollSource& source, Time now) {
    article.document = take_document(response);
    const auto rules = source.rules && source.rules->article
                           ? selectors_of({.items = std::nullopt, .article = source.rules->article})
                           : std::nullopt;
    article.reading = read_page(
        page_document(*article.document),
        {.time_zone = source.time_zone, .language = source.language, .rules = rules ? &*rules : nullptr}, now);
}

/// One trial; its methods are the steps of try_page().
class Run {
public:
    Run(PageTrial trial, const FetchOptions& options, Time now)
        : trial_(std::move(trial)),
          source_(trial_.source),
          options_(options),
          now_(now),
          robots_(fetch_once(FetchedRobots::request(trial_.document.url, source_.proxy), options)) {
        const bool is_listing = source_.kind != Kind::feed;
        if (source_.kind != Kind::json)
            source_.kind = is_json(trial_.document.bytes, trial_.document.content_type) ? Kind::json : Kind::page;
        reading_ = read_listing_page(trial_.document, source_, is_listing, now_);
        auto clean = read_document(trial_.document, source_, {}, now_);
        if (clean) items_ = std::move(clean->feed.items);
        read_first();
    }

    [[nodiscard]] bool is_something() const {
        return reading_.kind == PageKind::article || !reading_.items.empty() ||
               (reading_.kind == PageKind::listing && reading_.problems.empty());
    }

    [[nodiscard]] std::string text() const {
        const auto& url = trial_.document.url;
        std::string out = fmt::format("{}\nrobots.txt  {}\n", page_text(reading_), robots_.text(url));
        if (trial_.text_of && !items_.empty()) {
            out += "\nAs the rules see its items:\n";
            for (const auto& item : items_) out += said_of(item.entry);
        }
        if (first_ && first_->reading) {
            out += fmt::format("\nThe first article, {}:\n\n{}", first_->url, page_text(*first_->reading));
            if (trial_.text_of)
                if (const auto filled = filled_first()) out += "\n" + said_of(filled->entry);
        } else if (first_) {
            out += fmt::format("\nThe first article, {}, was not read: {}\n", first_->url, first_->why);
        }
        if (trial_.source.kind == Kind::feed && reading_.kind == PageKind::listing && source_.kind == Kind::page)
            out += fmt::format("\nAs a source: page = \"{}\"\n", url);
        return out;
    }

    /// Two lines: the page, and the first article if it was read.
    [[nodiscard]] std::string json_text() const {
        auto page = boost::json::parse(model_json(reading_)).as_object();
        page["robots"] = robots_.text(trial_.document.url);
        if (auto* items = page.if_contains("items"); items != nullptr && trial_.add_to)
            for (auto& item : items->as_array()) add_decision(item.as_object());
        auto out = boost::json::serialize(page) + '\n';
        if (!first_ || !first_->reading) return out;
        auto article = boost::json::parse(model_json(*first_->reading)).as_object();
        if (trial_.add_to)
            if (const auto filled = filled_first()) trial_.add_to(filled->entry, article);
        return out + boost::json::serialize(article) + '\n';
    }

    /// Keeps what came, for `arna page`. Why not; empty: it did.
    [[nodiscard]] std::string save() const {
        namespace fs = std::filesystem;
        const fs::path directory = trial_.save_to;
        std::error_code error;
        fs::create_directories(directory, error);
        if (error) return fmt::format("{}: {}", directory.string(), error.message());
        const auto write = [](const fs::path& path, std::string_view bytes) -> std::string {
            std::ofstream file(path, std::ios::binary);
            file << bytes;
            file.close();
            return file ? std::string() : fmt::format("{}: cannot be written", path.string());
        };
        auto why = write(directory / (source_.kind == Kind::json ? "page.json" : "page.html"), trial_.document.bytes);
        if (why.empty() && first_ && first_->document) why = write(directory / "article.html", first_->document->bytes);
        return why;
    }

private:
    void read_first() {
        const auto found =
            std::ranges::find_if(reading_.items, [&](const auto& item) { return leads_to_site(item.link, source_); });
        if (reading_.kind == PageKind::article || found == reading_.items.end()) return;
        first_.emplace(found->link);
        first_->why = why_forbidden(first_->url);
        if (!first_->why.empty()) return;
        auto response = fetch_once(page_request(source_, {.url = first_->url}), options_);
        first_->why = why_no_page(first_->url, response, now_);
        // Where a redirect led, robots.txt has a say, too.
        if (first_->why.empty() && response->effective_url != first_->url)
            first_->why = why_forbidden(response->effective_url);
        if (first_->why.empty()) read_article(*first_, *response, source_, now_);
    }

    /// Why robots.txt does not allow to read an article there; empty: it does.
    [[nodiscard]] std::string why_forbidden(const std::string& url) const {
        if (!source_.pages.obeys_robots) return {};
        const auto request = FetchedRobots::request(url, source_.proxy);
        const bool is_same_site = request.url == FetchedRobots::request(trial_.document.url, {}).url;
        const auto robots = is_same_site ? robots_ : FetchedRobots(fetch_once(request, options_));
        return robots.allows(url) ? std::string() : robots.why_not(url);
    }

    [[nodiscard]] const CleanItem* item_at(std::string_view link) const {
        const auto found = std::ranges::find_if(items_, [&](const auto& item) { return item.entry.link == link; });
        return found == items_.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::optional<CleanItem> filled_first() const {
        const auto* item = item_at(first_->url);
        if (item == nullptr || first_->reading->kind != PageKind::article) return std::nullopt;
        auto filled = *item;
        fill(filled, page_part(*first_->reading, source_.language, now_));
        return filled;
    }

    [[nodiscard]] std::string said_of(const Entry& entry) const {
        return fmt::format("{}\n{}", shown_text(entry.title.empty() ? entry.link : entry.title), trial_.text_of(entry));
    }

    void add_decision(boost::json::object& item) const {
        const auto* link = item.if_contains("link");
        const auto* clean = link == nullptr ? nullptr : item_at(link->as_string());
        if (clean != nullptr) trial_.add_to(clean->entry, item);
    }

    PageTrial trial_;
    PollSource source_; ///< what it is after a look
    const FetchOptions& options_;
    Time now_;
    FetchedRobots robots_;
    PageReading reading_;
    CleanItems items_;
    std::optional<TriedArticle> first_;
};

} // namespace

ExitStatus try_page(PageTrial trial, const FetchOptions& options, Time now, bool as_json) {
    const bool is_kept = !trial.save_to.empty();
    const Run run(std::move(trial), options, now);
    if (is_kept) {
        if (const auto why = run.save(); !why.empty()) {
            report("try", why);
            return ExitStatus::cannot;
        }
    }
    const auto written = write_output(as_json ? run.json_text() : run.text());
    if (written != ExitStatus::done) return written;
    return run.is_something() ? ExitStatus::done : ExitStatus::wrong;
}

} // namespace arna
