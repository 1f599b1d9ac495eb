#include "feeds/page/byline.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/phrases.hpp"
#include "feeds/page/visible_date.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace arna {
namespace {

constexpr auto joints = std::to_array<std::string_view>({",",
                                                         ";",
                                                         "|",
                                                         " and ",
                                                         " und ",
                                                         " & ",
                                                         " et ",
                                                         " и ",
                                                         " және ",
                                                         " y ",
                                                         " e ",
                                                         " en ",
                                                         " och ",
                                                         " i ",
                                                         " AND ",
                                                         " sowie ",
                                                         " im Gespräch mit ",
                                                         "/",
                                                         " with ",
                                                         " mit ",
                                                         "•",
                                                         "·"});

/// Who is nobody: folded.
bool is_nobody(const std::string& folded) {
    static const std::unordered_set<std::string> nobodies = {"admin",
                                                             "administrator",
                                                             "редакция",
                                                             "редактор",
                                                             "әкімші",
                                                             "әкімшілік",
                                                             "editor",
                                                             "editorial team",
                                                             "redaktion",
                                                             "die redaktion",
                                                             "red",
                                                             "staff",
                                                             "author",
                                                             "autor",
                                                             "webmaster",
                                                             "news desk",
                                                             "newsdesk",
                                                             "redakcja",
                                                             "la redaction",
                                                             "redaction",
                                                             "redaccion",
                                                             "redazione",
                                                             "guest",
                                                             "gast",
                                                             "unknown",
                                                             "anonymous",
                                                             "user",
                                                             "root",
                                                             "автор",
                                                             "авторы",
                                                             "test",
                                                             "staff writer",
                                                             "staff reporter",
                                                             "site admin",
                                                             "super user",
                                                             "пресс-служба",
                                                             "about the author",
                                                             "view all posts",
                                                             "all posts",
                                                             "follow",
                                                             "contributor",
                                                             "login",
                                                             "no author",
                                                             "home"};
    return nobodies.contains(folded);
}

/// Words of links that stand in the place of names: "More posts", "Zur Artikelübersicht".
bool is_link_text(std::string_view name) {
    static const std::unordered_set<std::string> words = {
        "posts",     "artikel",    "beiträge",  "artikelübersicht", "articles",    "stories", "view",
        "website",   "webseite",   "profile",   "profil",           "email",       "mail",    "twitter",
        "facebook",  "instagram",  "rss",       "sponsored",        "gesponserte", "inhalte", "статьи",
        "материалы", "публикации", "мақалалар", "comments",         "kommentare",  "share",   "print"};
    bool found = false;
    for_each_word(name, [&](const Word& word) {
        const auto folded = fold(word.text);
        found |= words.contains(folded) || folded == fold("beiträge") || folded == fold("artikelübersicht");
    });
    return found;
}

std::string_view without_byline(std::string_view line) {
    for (int round = 0; round < 2; ++round) {
        const auto found = phrase_of(line);
        if (found.phrase != LinePhrase::byline) break;
        line.remove_prefix(found.end);
    }
    return line;
}

/// Cut where a date, an address, a photographer or a remark begins.
std::string_view cut_name(std::string_view name) {
    for (const std::string_view stop : {" | ", " – ", " — ", " - ", " (", " @", "http", " • ", " · ", " am ", " on "}) {
        if (const auto at = name.find(stop); at != std::string_view::npos) name = name.substr(0, at);
    }
    return name;
}

bool is_joint_of_name(std::string_view word) {
    constexpr auto particles = std::to_array<std::string_view>(
        {"von", "van", "de",  "der", "den", "del", "della", "di",  "da",   "dos", "du",   "la",  "le",   "el",
         "al",  "bin", "ibn", "zu",  "af",  "ter", "und",   "ұлы", "қызы", "dr",  "prof", "dr.", "prof."});
    return (std::ranges::find(particles, word) != particles.end());
}

bool begins_upper(std::string_view word) {
    std::size_t at = 0;
    const auto c = static_cast<UChar32>(next_code_point(word, at));
    return u_isupper(c) || (u_isalpha(c) && !u_islower(c)); // scripts without case
}

/// How much a text looks like the name of a person: the number of its words, 0 if it is none.
std::size_t words_of_name(std::string_view name) {
    std::size_t words = 0;
    bool is_name = true;
    for_each_word(name, [&](const Word& word) {
        ++words;
        if (word.text.find_first_of("0123456789") != std::string_view::npos) is_name = false;
        if (!begins_upper(word.text) && !is_joint_of_name(word.text)) is_name = false;
    });
    return is_name && words <= 6 && name.size() <= 100 && !is_link_text(name) ? words : 0;
}

std::string trimmed(std::string_view name) {
    auto text = collapse_space(name);
    constexpr std::string_view edges = " .,;:|-*\"'()[]/>";
    while (!text.empty() && edges.contains(text.front())) text.erase(0, 1);
    while (!text.empty() && edges.contains(text.back()) &&
           !(text.back() == '.' && text.size() > 2 && text[text.size() - 2] != ' ' &&
             is_ascii_letter(text[text.size() - 2]) && text.size() > 3 && text[text.size() - 3] == ' '))
        text.pop_back();
    return text;
}

} // namespace

std::vector<NamedAuthor> names_in_byline(std::string_view line, bool is_certain) {
    std::vector<NamedAuthor> names;
    constexpr std::size_t longest = 200;
    if (line.size() > longest * 2) return names;
    const auto without = without_byline(line);
    const bool has_marker = without.size() < line.size();
    std::string_view rest = without;
    while (!rest.empty() && names.size() < page_limits::people) {
        std::size_t end = rest.size();
        std::size_t joint = 0;
        for (const std::string_view each : joints) {
            const auto at = rest.find(each);
            if (at < end || (at == end && each.size() > joint)) {
                end = at;
                joint = each.size();
            }
        }
        const auto piece = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + joint));
        const auto phrase = phrase_of(piece).phrase;
        if (phrase == LinePhrase::photo || phrase == LinePhrase::published || phrase == LinePhrase::updated ||
            phrase == LinePhrase::source)
            break;
        if (piece.empty()) continue;
        const auto name = trimmed(without_byline(cut_name(piece)));
        const auto words = words_of_name(name);
        const bool is_name = words >= 2 || (words == 1 && is_certain && name.size() > 2);
        if (!is_name) break;
        names.push_back({.name = name});
    }
    return has_marker || is_certain || (names.size() == 1 && rest.empty()) ? names : std::vector<NamedAuthor>();
}

std::vector<Person> judged_authors(const std::vector<NamedAuthor>& named, std::string_view site, std::string_view url) {
    std::vector<Person> people;
    const auto site_name = fold(site);
    const auto host = fold(registrable_domain(url_host(url)));
    for (const NamedAuthor& author : named) {
        std::vector<std::string> names;
        // Of several people in one string.
        std::string_view rest = without_byline(author.name);
        for (const std::string_view each : {";", ",", " and ", " und ", " & ", " et ", " и ", " және "}) {
            const auto at = rest.find(each);
            if (at == std::string_view::npos) continue;
            const auto parts = names_in_byline(rest, true);
            const bool all = parts.size() > 1 &&
                             std::ranges::all_of(parts, [](const auto& part) { return words_of_name(part.name) >= 2; });
            if (all) {
                for (const auto& part : parts) names.push_back(part.name);
            }
            break;
        }
        if (names.empty()) names.emplace_back(rest);
        for (auto& name : names) {
            name = trimmed(plain_line({.value = name}));
            if (const auto at = name.find(" | "); at != std::string::npos) name.erase(at);
            const auto folded = fold(name);
            const bool is_address =
                name.contains("://") || name.contains('@') || name.starts_with("www.") || is_http_url(name);
            const bool is_site =
                (!site_name.empty() &&
                 (folded == site_name ||
                  (author.is_organization && (site_name.contains(folded) || folded.contains(site_name))))) ||
                (!host.empty() && (folded == host || folded == host.substr(0, host.find('.'))));
            if (name.empty() || is_address || (is_site && !author.is_person) || is_link_text(name) ||
                is_nobody(folded) || code_points(name) > 80 || code_points(name) < 2)
                continue;
            if (phrase_of(name).phrase == LinePhrase::photo || people.size() >= page_limits::people) continue;
            if (std::ranges::any_of(people, [&](const Person& known) { return fold(known.name) == folded; })) continue;
            Person person{.name = name};
            if (names.size() == 1 && !author.uri.empty()) {
                auto uri = resolve_url(author.uri, url);
                if (is_http_url(uri)) person.uri = std::move(uri);
            }
            people.push_back(std::move(person));
        }
    }
    return people;
}

namespace {

class Search {
public:
    explicit Search(const PageSources& sources) : sources_(sources), page_(sources.page), tree_(sources.page.tree()) {}

    FoundAuthors find() {
        if (sources_.json_ld.article && take(sources_.json_ld.article->authors, "json-ld")) return std::move(found_);
        if (take(sources_.microdata.facts.authors, "microdata")) return std::move(found_);
        for (const char* name :
             {"article:author", "dc.creator", "author", "og:article:author", "parsely-author", "dc.creator",
              "dcterms.creator", "citation_author", "sailthru.author", "byl", "article:author_name", "dc.contributor",
              "twitter:data1", "cxenseparse:author", "article_author", "bt:author", "mediator_author", "rnews:author",
              "shareaholic:article_author_name"}) {
            std::vector<NamedAuthor> named;
            if (std::string_view(name) == "twitter:data1" &&
                !contains_lower(sources_.metadata.first({"twitter:label1"}), "written by") &&
                !contains_lower(sources_.metadata.first({"twitter:label1"}), "verfasst von"))
                continue;
            for (auto& value : sources_.metadata.all(name)) named.push_back({.name = std::move(value)});
            if (take(named, "meta")) return std::move(found_);
        }
        if (take(related_links(), "rel-author")) return std::move(found_);
        if (take(named_elements(), "byline")) return std::move(found_);
        if (take(last_lines(), "byline")) return std::move(found_);
        if (take(signature(), "byline")) return std::move(found_);
        return std::move(found_);
    }

private:
    bool take(const std::vector<NamedAuthor>& named, const char* source) {
        found_.people = judged_authors(named, sources_.site, page_.url());
        found_.source = source;
        return !found_.people.empty();
    }

    [[nodiscard]] bool is_own(NodeId id) const {
        return page_.is_shown(id) && tree_.is_within(id, sources_.region) &&
               !sources_.stands_apart(id, NameHints(NameHint::author, NameHint::biography));
    }

    /// A name as people choose it for themselves: "surfguard", "Bo2man".
    [[nodiscard]] static bool is_nickname(std::string_view name) {
        constexpr std::size_t longest = 24;
        return name.size() >= 2 && name.size() <= longest && !name.contains(' ') && !name.contains('@') &&
               !name.contains('/') && !name.contains(':') &&
               name.find_first_not_of("0123456789.,-") != std::string_view::npos && !is_link_text(name) &&
               phrase_of(name).phrase == LinePhrase::none;
    }

    [[nodiscard]] std::vector<NamedAuthor> related_links() const {
        std::vector<NamedAuthor> named;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end); ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::a)) continue;
            const auto rel = tree_.value(id, "rel");
            if (rel.empty() || !(" " + std::string(rel) + " ").contains(" author ") || !is_own(id)) continue;
            auto name = page_.line(id, 200);
            const bool is_name = words_of_name(name) > 0 || is_nickname(name);
            if (!is_name || (std::ranges::find(named, name, &NamedAuthor::name) != named.end())) continue;
            named.push_back({.name = std::move(name), .uri = page_.address(id, "href")});
            if (named.size() > 4) break;
        }
        return named;
    }

    /// Elements that are called author or byline, then links to pages of authors: the first that names somebody, and
    /// others of the same line.
    [[nodiscard]] std::vector<NamedAuthor> named_elements() const {
        for (const bool by_address : {false, true}) {
            std::size_t looked = 0;
            constexpr std::size_t most = 100;
            for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && looked < most;
                 ++i) {
                const NodeId id{i};
                if (tree_[id].kind != NodeKind::element) continue;
                const bool is_author = by_address ? leads_to_author(id) : page_.hints(id).has(NameHint::author);
                const auto letters = page_.amount(id).letters;
                if (!is_author || letters < 2 || letters > 250 || !is_own(id)) continue;
                ++looked;
                auto names = names_of(id);
                if (!names.empty()) return names;
            }
        }
        return {};
    }

    [[nodiscard]] bool leads_to_author(NodeId id) const {
        const auto href = tree_.value(id, "href");
        return href.contains("/author/") || href.contains("/autor/") || href.contains("/avtor") ||
               href.contains("/autoren/") || href.contains("/authors/");
    }

    /// The one link that an author's element consists of, beside "By": then any name will do.
    [[nodiscard]] std::vector<NamedAuthor> only_link(NodeId id) const {
        NodeId link = no_node;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end); ++i) {
            if (!tree_.is(NodeId{i}, HtmlTag::a) || page_.amount(NodeId{i}).letters == 0) continue;
            if (link != no_node) return {};
            link = NodeId{i};
        }
        if (link == no_node) return {};
        const auto name = trimmed(page_.line(link, 200));
        const auto line = trimmed(without_byline(page_.line(id, 300)));
        if (line != name || !is_nickname(name) || is_nobody(fold(name))) return {};
        return {{.name = name, .uri = page_.address(link, "href")}};
    }

    /// Links in it that are names; else its line.
    [[nodiscard]] std::vector<NamedAuthor> names_of(NodeId id) const {
        std::vector<NamedAuthor> named;
        for (std::uint32_t i = index_of(id); i < index_of(tree_[id].end) && named.size() < page_limits::people; ++i) {
            const NodeId link{i};
            if (!tree_.is(link, HtmlTag::a) || !page_.is_shown(link)) continue;
            const auto name = trimmed(page_.line(link, 200));
            if (words_of_name(name) >= 2 && words_of_name(name) <= 4)
                named.push_back({.name = name, .uri = page_.address(link, "href")});
        }
        if (named.empty()) named = only_link(id);
        if (!named.empty()) return named;
        const auto line = page_.line(id, 400);
        // What stands in parts of its own, a name first, then a place or a post.
        for (std::uint32_t i = index_of(id) + 1; i < index_of(tree_[id].end); ++i) {
            const NodeId part{i};
            if (tree_[part].kind != NodeKind::element || !page_.is_shown(part) || tree_[part].first_child == no_node)
                continue;
            const auto own = page_.line(part, 300);
            auto names = names_in_byline(own, false);
            if (!names.empty() && words_of_name(names.front().name) >= 2) return names;
        }
        if (auto names = names_in_byline(line, true); !names.empty() && words_of_name(names.front().name) >= 2)
            return names;
        return {};
    }

    /// "Автор: …" in a short line by the title, or at the end of the text, or alone there.
    [[nodiscard]] std::vector<NamedAuthor> last_lines() const {
        std::size_t looked = 0;
        constexpr std::size_t most = 400;
        std::vector<NamedAuthor> last;
        for (std::uint32_t i = index_of(sources_.region); i < index_of(tree_[sources_.region].end) && looked < most;
             ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || !page_.is_shown(id)) continue;
            const auto text = trim_html_space(tree_[id].text);
            if (text.size() < 5 || text.size() > 300) continue;
            const NodeId parent = tree_[id].parent;
            if (page_.amount(parent).letters > 200 && tree_[parent].tag != HtmlTag::div &&
                tree_[parent].tag != HtmlTag::td)
                continue;
            ++looked;
            const auto line = page_.amount(parent).letters <= 200 ? page_.line(parent, 400) : collapse_space(text);
            for (std::size_t at = 0; at < line.size();) { // "24 февраля 2026, 14:03 · Автор: Мария Иванова"
                const auto part = std::string_view(line).substr(at);
                const auto found = phrase_of(part);
                if (found.phrase == LinePhrase::byline && is_own(id)) {
                    // "Posted by Olga", "06.11.2023 13:30 von Olga": one word will do.
                    constexpr std::size_t short_marker = 5;
                    const bool is_strong =
                        part.size() < 60 &&
                        (found.end > short_marker + 1 ||
                         (at > 0 && find_date(line, {.now = Time(std::chrono::days(20000)), .needs_year = true})));
                    auto names = names_in_byline(part, is_strong);
                    if (!names.empty() && (is_strong || words_of_name(names.front().name) >= 2)) return names;
                }
                std::size_t next = std::string_view::npos;
                for (const std::string_view sign : {" · ", " | ", " • ", ", ", " – ", " / ", " - ", " von ", " by "}) {
                    if (const auto found_at = line.find(sign, at); found_at != std::string::npos)
                        next = std::min(next, found_at + (sign == " von " || sign == " by " ? 1 : sign.size()));
                }
                if (next == std::string_view::npos) break;
                at = next;
            }
        }
        return last;
    }

    /// A name that stands alone, in bold or italics, in one of the last lines of the text.
    [[nodiscard]] std::vector<NamedAuthor> signature() const {
        if (sources_.article.parts.empty()) return {};
        const NodeId part = sources_.article.parts.back();
        std::size_t looked = 0;
        constexpr std::size_t most = 4; // lines from the end
        for (std::uint32_t i = index_of(tree_[part].end) - 1; i > index_of(part) && looked < most; --i) {
            const NodeId id{i};
            if (tree_[id].tag != HtmlTag::p || !page_.is_shown(id) || page_.amount(id).letters == 0) continue;
            ++looked;
            constexpr std::uint32_t longest = 40;
            const NodeId child = tree_[id].first_child;
            const HtmlTag tag = child == no_node ? HtmlTag::none : tree_[child].tag;
            const bool is_marked =
                tag == HtmlTag::strong || tag == HtmlTag::b || tag == HtmlTag::em || tag == HtmlTag::i;
            if (!is_marked || page_.amount(id).letters > longest ||
                page_.amount(child).letters != page_.amount(id).letters)
                continue;
            const auto name = page_.line(id, 200);
            const auto words = words_of_name(name);
            const bool is_plain = name.find_first_of(".,:;!?\"()0123456789") == std::string::npos;
            if (is_plain && (words == 2 || words == 3)) return {{.name = trimmed(name)}};
        }
        return {};
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    FoundAuthors found_;
};

} // namespace

FoundAuthors find_authors(const PageSources& sources) { return Search(sources).find(); }

} // namespace arna
