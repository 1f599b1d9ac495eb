#include "feeds/page/field/byline.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/view/phrases.hpp"
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

/// "L-MAG – Das Magazin" of l-mag.de: no name of a person, and it begins with the site's.
bool begins_with_host(std::string_view name, std::string_view host) {
    std::string label;
    for (const char c : host.substr(0, host.find('.'))) {
        if (is_ascii_alphanumeric(c)) label += c;
    }
    if (label.size() < 4 || words_of_name(name) > 0) return false;
    std::string squeezed;
    for_each_word(name, [&](const Word& word) { squeezed += fold(word.text); });
    return squeezed.starts_with(label);
}

/// Folded names of authors that are no people.
constexpr auto nobody_names = std::to_array<const char*>({"admin",
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
                                                          "home"});

} // namespace

bool is_nobody(std::string_view name) {
    static const std::unordered_set<std::string> nobodies(nobody_names.begin(), nobody_names.end());
    return nobodies.contains(fold(name));
}

std::string_view without_byline(std::string_view line) {
    for (int round = 0; round < 2; ++round) {
        const auto found = phrase_of(line);
        if (found.phrase != LinePhrase::byline) break;
        line.remove_prefix(found.end);
    }
    return line;
}

std::size_t words_of_name(std::string_view name) {
    std::size_t words = 0;
    bool is_name = !name.contains("©");
    for_each_word(name, [&](const Word& word) {
        ++words;
        if (word.text.find_first_of("0123456789") != std::string_view::npos) is_name = false;
        if (!begins_upper(word.text) && !is_joint_of_name(word.text)) is_name = false;
    });
    return is_name && words <= 6 && name.size() <= 100 && !is_link_text(name) ? words : 0;
}

std::string trimmed_name(std::string_view name) {
    auto text = collapse_space(name);
    constexpr std::string_view edges = " .,;:|-*\"'()[]/>";
    while (!text.empty() && edges.contains(text.front())) text.erase(0, 1);
    while (!text.empty() && edges.contains(text.back()) &&
           !(text.back() == '.' && text.size() > 2 && text[text.size() - 2] != ' ' &&
             is_ascii_letter(text[text.size() - 2]) && text.size() > 3 && text[text.size() - 3] == ' '))
        text.pop_back();
    return text;
}

bool is_nickname(std::string_view name) {
    constexpr std::size_t longest = 24;
    return name.size() >= 2 && name.size() <= longest && !name.contains(' ') && !name.contains('@') &&
           !name.contains('/') && !name.contains(':') &&
           name.find_first_not_of("0123456789.,-") != std::string_view::npos && !is_link_text(name) &&
           phrase_of(name).phrase == LinePhrase::none;
}

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
        const auto piece = trimmed_name(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + joint));
        const auto phrase = phrase_of(piece).phrase;
        if (phrase == LinePhrase::photo || phrase == LinePhrase::published || phrase == LinePhrase::updated ||
            phrase == LinePhrase::source)
            break;
        if (piece.empty()) continue;
        const auto name = trimmed_name(without_byline(cut_name(piece)));
        const auto words = words_of_name(name);
        const bool is_name = words >= 2 || (words == 1 && is_certain && name.size() > 2);
        if (!is_name) break;
        names.push_back({.name = name});
    }
    return has_marker || is_certain || (names.size() == 1 && rest.empty()) ? names : std::vector<NamedAuthor>();
}

namespace {

/// The name or names that one string holds: "Ann Lee and Bo Li".
std::vector<std::string> names_of(const NamedAuthor& author) {
    const std::string_view written = without_byline(author.name);
    constexpr auto between =
        std::to_array<std::string_view>({";", ",", " and ", " und ", " & ", " et ", " и ", " және "});
    if (std::ranges::any_of(between, [&](std::string_view each) { return written.contains(each); })) {
        const auto parts = names_in_byline(written, true);
        const bool all_are_names =
            std::ranges::all_of(parts, [](const auto& part) { return words_of_name(part.name) >= 2; });
        if (parts.size() > 1 && all_are_names) {
            std::vector<std::string> names;
            for (const auto& part : parts) names.push_back(part.name);
            return names;
        }
    }
    return {std::string(written)};
}

std::string plain_name(const std::string& written) {
    auto name = trimmed_name(plain_line({.value = written}));
    if (const auto at = name.find(" | "); at != std::string::npos) name.erase(at);
    return name;
}

bool may_be_person(std::string_view name) {
    constexpr std::size_t shortest = 2, longest = 80;
    const bool is_address = name.contains("://") || name.contains('@') || name.starts_with("www.") || is_http_url(name);
    return !is_address && code_points(name) >= shortest && code_points(name) <= longest && !is_link_text(name) &&
           !is_nobody(name) && phrase_of(name).phrase != LinePhrase::photo;
}

/// What a site calls itself where it is its own author.
class SiteNames {
public:
    SiteNames(std::string_view title, std::string_view url)
        : title_(fold(title)), host_(fold(registrable_domain(url_host(url)))) {}

    [[nodiscard]] bool holds(const NamedAuthor& author, std::string_view name, std::string_view folded) const {
        const bool is_part = author.is_organization && (title_.contains(folded) || folded.contains(title_));
        if (!title_.empty() && (folded == title_ || is_part)) return true;
        if (!host_.empty() && (folded == host_ || folded == host_.substr(0, host_.find('.')))) return true;
        return begins_with_host(name, host_);
    }

private:
    std::string title_, host_; // folded
};

} // namespace

std::vector<Person> judged_authors(const std::vector<NamedAuthor>& named, std::string_view site, std::string_view url) {
    std::vector<Person> people;
    if (named.empty()) return people;
    const SiteNames site_names(site, url);
    for (const NamedAuthor& author : named) {
        const auto names = names_of(author);
        for (const auto& written : names) {
            if (people.size() >= page_limits::people) return people;
            auto name = plain_name(written);
            const auto folded = fold(name);
            if (!may_be_person(name) || (!author.is_person && site_names.holds(author, name, folded))) continue;
            if (std::ranges::any_of(people, [&](const Person& known) { return fold(known.name) == folded; })) continue;
            people.push_back({.name = std::move(name)});
            if (names.size() > 1 || author.uri.empty()) continue;
            if (auto uri = resolve_url(author.uri, url); is_http_url(uri)) people.back().uri = std::move(uri);
        }
    }
    return people;
}

} // namespace arna
