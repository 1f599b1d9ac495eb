#include "feeds/page/read_page.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/html/tree/tree.hpp"
#include "feeds/page/article/article_cleaner.hpp"
#include "feeds/page/article/article_place.hpp"
#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/date/page_dates.hpp"
#include "feeds/page/field/page_authors.hpp"
#include "feeds/page/field/page_labels.hpp"
#include "feeds/page/field/page_picture.hpp"
#include "feeds/page/field/page_title.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/listing/listing.hpp"
#include "feeds/page/page_kind.hpp"
#include "feeds/page/page_sources.hpp"
#include "feeds/page/page_text.hpp"
#include "feeds/page/ruled/ruled_page.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/language.hpp"
#include "feeds/text/words/language_name.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace arna {
namespace {

std::string language_tag(std::string_view text) {
    auto tag = std::string(trim_html_space(text.substr(0, text.find_first_of(",;"))));
    std::ranges::replace(tag, '_', '-');
    constexpr std::size_t longest = 35;
    return tag.size() <= longest && is_known_language(tag) ? tag : std::string();
}

class Reader {
public:
    Reader(const PageDocument& document, const PageOptions& options, Time now, const HtmlTree& tree)
        : document_(document),
          options_(options),
          now_(now),
          view_(tree, document.url),
          sources_{.page = view_,
                   .metadata = Metadata(view_),
                   .json_ld = {},
                   .microdata = {},
                   .article = {},
                   .rubbish = Rubbish(view_, no_node, false),
                   .site = {}} {
        if (options.rules != nullptr)
            rules_.emplace(view_, *options.rules, date_options(view_, sources_.metadata, options.time_zone, now),
                           sources_.metadata.title());
    }

    PageReading read() {
        look();
        read_text();
        read_fields();
        if (rules_) rules_->read_article(reading_);
        judge_kind();
        if (rules_) rules_->finish(reading_);
        return std::move(reading_);
    }

private:
    void look() {
        sources_.json_ld = read_json_ld(sources_.metadata.json_ld(), document_.url);
        sources_.microdata = read_microdata(view_);
        sources_.title = find_title_heading(view_, sources_.metadata);
        if (rules_) sources_.title = rules_->title().value_or(sources_.title);
        sources_.rubbish = Rubbish(view_, sources_.title, true);
        sources_.article = find_article(view_, {.title = sources_.title, .body = sources_.microdata.body});
        if (rules_) take_ruled_content();
        if (sources_.title == no_node) sources_.title = heading_before(view_, sources_.article);
        sources_.region = region_of(view_, sources_.title, sources_.article);
        sources_.site = find_site_name(view_, sources_.metadata, sources_.json_ld, sources_.microdata);
        const auto title = find_title(sources_);
        set(reading_.title, title.value, "title", title.source);
    }

    /// Where a rule says what the text is, the block that reads best is not asked for.
    void take_ruled_content() {
        auto parts = rules_->content();
        has_ruled_content_ = !parts.empty();
        if (!has_ruled_content_) return;
        sources_.article = {.parts = std::move(parts)};
        for (const NodeId part : sources_.article.parts) {
            const auto amount = view_.amount(part);
            sources_.article.letters += amount.letters - amount.link_letters;
        }
    }

    void set(std::string& place, std::string_view value, const char* member, std::string_view source) {
        if (value.empty()) return;
        place = utf8_beginning(value, page_limits::field_bytes);
        tell(member, source);
    }

    void tell(const char* member, std::string_view source) {
        reading_.evidence.emplace_back(member, std::string(source));
    }

    void read_text() {
        ArticleCleaner cleaner(view_, sources_.article, reading_.title);
        if (rules_) std::ranges::for_each(rules_->removed(), [&](NodeId id) { cleaner.drop(id); });
        reading_.content = sanitize(cleaner.markup(), {.base = view_.base(), .drop_relative = true});
        reading_.text = plain_text(reading_.content.str());
        std::string source = has_ruled_content_ ? "rule" : "content";
        if (const auto& article = sources_.json_ld.article; article && !article->body.empty() && !has_ruled_content_) {
            auto told = sanitize(body_markup(article->body), {.base = view_.base(), .drop_relative = true});
            auto text = plain_text(told.str());
            if (reading_.text.size() * 2 < text.size()) {
                reading_.content = std::move(told);
                reading_.text = std::move(text);
                source = "json-ld";
                text_is_told_ = reading_.text.size() > 100;
            }
        }
        if (!reading_.text.empty()) tell("text", source);
    }

    /// A text without markup as paragraphs.
    static std::string body_markup(const std::string& body) {
        if (body.contains("</p>") || body.contains("<br")) return body;
        std::string html = "<p>";
        for (const char c : body) html += c == '\n' ? "<p>" : std::string(1, c);
        return html;
    }

    void read_fields() {
        read_link();
        if (!sources_.site.empty()) set(reading_.site, sources_.site, "site", "meta");
        read_summary();
        auto authors = find_authors(sources_);
        reading_.authors = std::move(authors.people);
        if (!reading_.authors.empty()) tell("authors", authors.source);
        auto dates = find_dates(sources_, options_.time_zone, now_);
        reading_.published = dates.published;
        if (dates.published) tell("published", dates.published_source);
        reading_.updated = dates.updated;
        if (dates.updated) tell("updated", dates.updated_source);
        std::ranges::move(dates.problems, std::back_inserter(reading_.problems));
        const auto section = find_section(sources_);
        set(reading_.section, section.value, "section", section.source);
        reading_.categories = find_labels(sources_);
        if (!reading_.categories.empty())
            tell("categories", std::string_view(reading_.categories.front().scheme).substr(5));
        auto picture = find_picture(sources_);
        reading_.image = std::move(picture.picture);
        if (!reading_.image.url.empty()) tell("image", picture.source);
        if (!reading_.image.credit.empty()) tell("credit", picture.credit_source);
        read_language();
        if (sources_.json_ld.article) reading_.is_free = sources_.json_ld.article->is_free;
        if (!reading_.is_free) reading_.is_free = sources_.microdata.facts.is_free;
        reading_.feeds = sources_.metadata.feeds();
        reading_.next = sources_.metadata.next();
        if (sources_.json_ld.is_broken)
            reading_.problems.push_back({"json-ld-damaged", "JSON-LD of the page is broken or too large", 0});
    }

    void read_link() {
        reading_.link = document_.url;
        const auto site = registrable_domain(url_host(document_.url));
        const auto is_own = [&](std::string_view url) {
            return is_http_url(url) && (site.empty() || registrable_domain(url_host(url)) == site);
        };
        const auto absolute = [&](const std::string& url) {
            return url.empty() ? url : resolve_url(url, view_.base());
        };
        const auto& article = sources_.json_ld.article;
        const std::pair<std::string, const char*> candidates[] = {
            {sources_.metadata.canonical(), "canonical"},
            {absolute(sources_.metadata.first({"og:url"})), "meta"},
            {article ? absolute(article->url) : std::string(), "json-ld"}};
        for (const auto& [url, source] : candidates) {
            if (url.empty() || !is_own(url)) continue;
            reading_.link = url;
            tell("link", source);
            break;
        }
        if (!is_http_url(reading_.link)) reading_.link.clear();
    }

    void read_summary() {
        if (sources_.json_ld.article)
            set(reading_.summary, sources_.json_ld.article->description, "summary", "json-ld");
        if (reading_.summary.empty())
            set(reading_.summary,
                sources_.metadata.first({"og:description", "description", "twitter:description", "dc.description"}),
                "summary", "meta");
    }

    void read_language() {
        if (!options_.language.empty()) return set(reading_.lang, language_tag(options_.language), "lang", "source");
        constexpr std::size_t looked_at = 4096;
        if (auto detected = detect_language(utf8_beginning(reading_.text, looked_at)); !detected.empty())
            return set(reading_.lang, detected, "lang", "text");
        const auto ld = sources_.json_ld.article ? sources_.json_ld.article->lang : std::string();
        const std::pair<std::string, const char*> candidates[] = {
            {sources_.metadata.language(), "html"},
            {sources_.metadata.first({"og:locale"}), "meta"},
            {ld, "json-ld"},
            {sources_.metadata.first({"content-language", "dc.language", "language"}), "meta"},
            {document_.content_language, "header"}};
        for (const auto& [said, source] : candidates) {
            if (auto tag = language_tag(said); !tag.empty()) return set(reading_.lang, tag, "lang", source);
        }
        const auto guess = guess_language(utf8_beginning(reading_.text, looked_at));
        if (!guess.language.empty() && reading_.text.size() > 200) set(reading_.lang, guess.language, "lang", "text");
    }

    void judge_kind() {
        constexpr std::size_t least_letters = 40;
        const auto letters = code_points(reading_.text);
        const auto none = no_page(sources_, reading_.text, reading_.published.has_value());
        if (rules_ && rules_->has_items()) return read_ruled_items(none);
        if (none && none->calls_itself_so) return reject(*none);
        reading_.kind = letters >= least_letters ? PageKind::article : PageKind::other;
        const bool is_article = is_surely_article(letters) || (has_ruled_content_ && letters >= least_letters);
        if (!none && !options_.is_listing && is_article) return;
        const auto dates = date_options(view_, sources_.metadata, options_.time_zone, now_);
        auto listing = find_listing(sources_, dates);
        const bool takes_any = options_.is_listing && (!none || is_shell(*none));
        if (takes_any ? listing.items.empty() : !outweighs(listing, letters)) {
            if (none) reject(*none);
            return;
        }
        reading_.kind = PageKind::listing;
        reading_.items = std::move(listing.items);
        mark_rough_dates(reading_.items, dates);
        reading_.shape = listing.source + " " + listing.shape;
        tell("items", listing.source);
        forget_article();
    }

    /// Whether there is nothing to see without its scripts.
    static bool is_shell(const NoPage& none) { return none.code == "page-is-empty" || none.code == "page-is-script"; }

    /// A page that has the items is what it should be, whatever else it looks like. On a wall none of them is: that is
    /// what is wrong then.
    void read_ruled_items(const std::optional<NoPage>& none) {
        const bool has_list = rules_->read_items(reading_);
        if (has_list || !none) return forget_article();
        if (!is_shell(*none)) rules_->forget_misses();
        reject(*none);
    }

    /// What was read as an article is what the list says of its items.
    void forget_article() {
        reading_.content = {};
        reading_.text.clear();
        reading_.authors.clear();
        std::erase_if(reading_.evidence,
                      [](const auto& each) { return each.first == "text" || each.first == "authors"; });
    }

    void reject(const NoPage& none) {
        reading_.problems.push_back({none.code, none.message, 0});
        reading_.kind = PageKind::other;
        if (none.code == "page-is-empty") return; // its head may tell of the article all the same
        // What stands on such a page is of no article.
        reading_.content = {};
        reading_.text.clear();
        reading_.authors.clear();
        reading_.published.reset();
        reading_.updated.reset();
        reading_.section.clear();
        reading_.categories.clear();
        reading_.image = {};
        std::erase_if(reading_.evidence, [](const auto& each) {
            return each.first != "title" && each.first != "link" && each.first != "site" && each.first != "lang";
        });
    }

    /// Whether the page itself says that it is one article, and has its text.
    [[nodiscard]] bool is_surely_article(std::size_t letters) const {
        constexpr std::size_t whole_text = 600;
        if (text_is_told_) return true;
        const auto& article = sources_.json_ld.article;
        const auto path = split_url(document_.url).path;
        if (path.empty() || path == "/") return false;
        const bool is_said = (article && !article->headline.empty() && !article->published.empty()) ||
                             sources_.metadata.first({"og:type"}) == "article" ||
                             !sources_.metadata.first({"article:published_time"}).empty();
        return is_said && letters > whole_text;
    }

    /// Whether a page lists articles rather than is one: three items or more, and little text outside of them.
    [[nodiscard]] bool outweighs(const FoundListing& listing, std::size_t letters) const {
        constexpr std::size_t least_items = 3;
        if (listing.items.size() < least_items) return false;
        std::size_t inside = 0;
        for (const NodeId part : sources_.article.parts) {
            for (const NodeId box : listing.boxes) {
                const bool is_own = sources_.title != no_node && view_.tree().is_within(sources_.title, box);
                if (is_own) continue; // the page's article, beside cards of others
                if (view_.tree().is_within(box, part))
                    inside += view_.amount(box).letters;
                else if (view_.tree().is_within(part, box))
                    inside += view_.amount(part).letters;
            }
        }
        const std::size_t outside = letters > inside ? letters - inside : 0;
        std::size_t titles = 0;
        for (const RawItem& item : listing.items) titles += code_points(item.title.value);
        constexpr std::size_t short_text = 250;
        return outside < short_text || (outside < titles && listing.item_score > 1.4);
    }

    const PageDocument& document_;
    const PageOptions& options_;
    Time now_;
    PageView view_;
    PageSources sources_;
    std::optional<RuledPage> rules_;
    bool has_ruled_content_ = false;
    PageReading reading_;
    bool text_is_told_ = false; ///< by JSON-LD, which is of this article alone
};

} // namespace

PageReading read_page(PageDocument page, const PageOptions& options, Time now) {
    const auto decoded = decode_page(std::move(page.bytes), page.content_type);
    const HtmlTree tree = build_html_tree(decoded.text);
    auto reading = Reader(page, options, now, tree).read();
    reading.problems.insert(reading.problems.begin(), decoded.problems.begin(), decoded.problems.end());
    return reading;
}

} // namespace arna
