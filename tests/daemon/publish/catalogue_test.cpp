#include "daemon/publish/catalogue.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

Catalogue catalogue() {
    PublishOptions options{
        .base_url = "https://feeds.example.kz", .authority = "feeds.example.kz", .language = PageLanguage::ru};
    options.tags = {{.id = TagId{1},
                     .name = "Референдум-2026",
                     .aliases = {"Referendum 2026"},
                     .slug = "referendum-2026",
                     .former_slugs = {"referendum", "sport"},
                     .digests = {DigestKind::daily},
                     .former_digests = {DigestKind::weekly}},
                    {.id = TagId{2}, .name = "Спорт", .slug = "sport", .language = "kk-KZ"},
                    {.id = TagId{3}, .name = "Ескі", .slug = "eski", .is_gone = true},
                    {.id = TagId{4}, .name = "Йога", .slug = "ioga"}};
    options.sources = {{.id = SourceId{1}, .name = "zakon-kk", .is_published = true},
                       {.id = SourceId{2}, .name = "secret"},
                       {.id = SourceId{3}, .name = "left", .is_gone = true}};
    return Catalogue(std::move(options));
}

std::string described(const Destination& route) {
    constexpr std::array formats = {"atom", "rss", "json", "html", "opml"};
    constexpr std::array kinds = {"index", "opml", "tag", "archive", "source", "daily", "weekly"};
    switch (route.kind) {
    case Destination::Kind::moved: return "-> " + route.location;
    case Destination::Kind::gone: return "gone";
    case Destination::Kind::not_found: return "not found";
    case Destination::Kind::document: break;
    }
    std::string text = kinds.at(static_cast<std::size_t>(route.subject.kind));
    if (route.subject.id > 0) text += " " + std::to_string(route.subject.id);
    if (route.subject.page > 0) text += " page " + std::to_string(route.subject.page);
    text += std::string(" ") + formats.at(static_cast<std::size_t>(route.format));
    if (!route.subject.form) return text;
    text += std::string(" ") + std::string(language_code(route.subject.form->language));
    return text + (route.subject.form->is_prefixed ? "" : " usually");
}

} // namespace

TEST_CASE("Every path leads to what is published there", "[publish][catalogue]") {
    struct Case {
        const char* path;
        const char* leads_to;
    };
    const auto one = GENERATE(values<Case>({
        {"/", "index html ru usually"},
        {"/kk", "-> kk/"},
        {"/ru", "-> ru/"},
        {"/kk/", "index html kk"},
        {"/kk/tags/referendum-2026", "tag 1 html kk"},
        {"/en/tags/sport", "tag 2 html en"},
        {"/ru/sources/zakon-kk", "source 1 html ru"},
        {"/kk/tags/Референдум-2026", "-> referendum-2026"},
        {"/ru/tags/referendum", "-> referendum-2026"},
        {"/en/tags/eski", "gone"},
        {"/tags/sport", "tag 2 html kk usually"},
        {"/feeds.opml", "opml opml"},
        {"/tags/referendum-2026", "tag 1 html ru usually"},
        {"/tags/referendum-2026.atom", "tag 1 atom"},
        {"/tags/referendum-2026.rss", "tag 1 rss"},
        {"/tags/referendum-2026.json", "tag 1 json"},
        {"/tags/referendum%2D2026.json", "tag 1 json"},
        {"/tags/referendum-2026/archive/1.atom", "archive 1 page 1 atom"},
        {"/tags/referendum-2026/archive/123.atom", "archive 1 page 123 atom"},
        {"/tags/referendum-2026/daily.atom", "daily 1 atom"},
        {"/tags/referendum-2026/daily.json", "daily 1 json"},
        {"/tags/referendum-2026/daily", "daily 1 html ru usually"},
        {"/kk/tags/referendum-2026/daily", "daily 1 html kk"},
        {"/tags/Референдум-2026/daily.rss", "-> ../referendum-2026/daily.rss"},
        {"/en/tags/referendum/daily", "-> ../referendum-2026/daily"},
        {"/tags/referendum-2026/weekly.atom", "gone"},
        {"/tags/referendum/weekly", "gone"},
        {"/sources/zakon-kk.atom", "source 1 atom"},
        {"/sources/zakon-kk", "source 1 html ru usually"},
        // A slug in use comes before a former one.
        {"/tags/sport.atom", "tag 2 atom"},
        // Names and former slugs
        {"/tags/referendum", "-> referendum-2026"},
        {"/tags/referendum.rss", "-> referendum-2026.rss"},
        {"/tags/Референдум-2026.atom", "-> referendum-2026.atom"},
        {"/tags/%D0%A0%D0%B5%D1%84%D0%B5%D1%80%D0%B5%D0%BD%D0%B4%D1%83%D0%BC-2026", "-> referendum-2026"},
        {"/tags/#Референдум_2026.json", "-> referendum-2026.json"},
        {"/tags/РЕФЕРЕНДУМ 2026", "-> referendum-2026"},
        {"/tags/Referendum-2026.atom", "-> referendum-2026.atom"},
        {"/tags/Йога", "-> ioga"},                                     // NFC
        {"/tags/\xD0\x98\xCC\x86\xD0\xBE\xD0\xB3\xD0\xB0", "-> ioga"}, // NFD: И and a breve
        {"/tags/Спорт.rss", "-> sport.rss"},
        {"/tags/Референдум-2026/archive/7.atom", "-> ../../referendum-2026/archive/7.atom"},
        // What is gone
        {"/tags/eski", "gone"},
        {"/tags/eski.atom", "gone"},
        {"/tags/Ескі.atom", "gone"},
        {"/tags/eski/archive/1.atom", "gone"},
        {"/sources/left.atom", "gone"},
        // What is not there
        // Feeds, archives and lists have no language in their address, and there are no other languages.
        {"/kk/tags/referendum-2026.atom", "not found"},
        {"/kk/tags/Референдум-2026.atom", "not found"},
        {"/kk/tags/referendum-2026/archive/1.atom", "not found"},
        {"/kk/tags/eski.atom", "not found"},
        {"/ru/feeds.opml", "not found"},
        {"/kk/kk/", "not found"},
        {"/kk//", "not found"},
        {"/kkk/", "not found"},
        {"/KK/", "not found"},
        {"/de/", "not found"},
        {"/kz/tags/sport", "not found"},
        {"/kk/tags/nothing", "not found"},
        {"kk/", "not found"},
        {"/tags/nothing", "not found"},
        {"/tags/", "not found"},
        {"/tags", "not found"},
        {"/tags/referendum-2026/", "not found"},
        {"/tags/referendum-2026.xml", "not found"},
        {"/tags/referendum-2026/archive/0.atom", "not found"},
        {"/tags/referendum-2026/archive/01.atom", "not found"},
        {"/tags/referendum-2026/archive/-1.atom", "not found"},
        {"/tags/referendum-2026/archive/1.rss", "not found"},
        {"/tags/referendum-2026/archive/1e3.atom", "not found"},
        {"/tags/referendum-2026/archive/99999999999999999999.atom", "not found"},
        {"/tags/referendum-2026/archive/1.atom/", "not found"},
        {"/tags/referendum-2026/archive/1.atom/x", "not found"},
        {"/tags/referendum-2026/other/1.atom", "not found"},
        {"/tags/referendum-2026/other.atom", "not found"},
        {"/tags/referendum-2026/Daily.atom", "not found"},
        {"/tags/referendum-2026/daily.opml", "not found"},
        {"/tags/referendum-2026/daily/", "not found"},
        {"/tags/referendum-2026//daily", "not found"},
        {"/kk/tags/referendum-2026/daily.atom", "not found"},
        {"/tags/sport/daily.atom", "not found"},
        {"/tags/Спорт/daily", "not found"},
        {"/sources/secret.atom", "not found"},
        {"/sources/nobody.atom", "not found"},
        {"/sources/ZAKON-KK.atom", "not found"},
        {"/feeds.opml/", "not found"},
        {"", "not found"},
        {"//", "not found"},
        {"//tags/sport", "not found"},
        {"/tags//sport", "not found"},
        {"/../etc/passwd", "not found"},
        {"/tags/../tags/sport", "not found"},
        {"/tags/%2e%2e/sport", "not found"},
        {"/tags/..%2fsport", "not found"},
        {"/tags/%2e%2e%5csport", "not found"},
        {"/tags/spo\\rt", "not found"},
        {"/tags/sport%00", "not found"},
        {"/tags/sport%0a", "not found"},
        {"/tags/sport%", "not found"},
        {"/tags/sport%4", "not found"},
        {"/tags/sport%zz", "not found"},
        {"/tags/%C0%AF", "not found"},
        {"/tags/%FF", "not found"},
        {"/tags/%ED%A0%80", "not found"},
        {"/tags/...", "not found"},
        {"/tags/.atom", "not found"},
        {"/tags/%", "not found"},
    }));
    CAPTURE(one.path);
    static const Catalogue paths = catalogue();
    CHECK(described(paths.resolve(one.path)) == one.leads_to);
}

TEST_CASE("A path of ten thousand segments or of a long name leads nowhere", "[publish][catalogue]") {
    std::string segments;
    for (int i = 0; i < 10'000; ++i) segments += "/a";
    CHECK(described(catalogue().resolve(segments)) == "not found");
    CHECK(described(catalogue().resolve("/tags/" + std::string(100'000, 'a'))) == "not found");
}

TEST_CASE("Whatever stands below a private tag asks for its token", "[publish][catalogue]") {
    PublishOptions options{.base_url = "https://feeds.example.kz", .authority = "feeds.example.kz"};
    options.tags = {{.id = TagId{1}, .name = "Кеңсе", .slug = "kense", .former_slugs = {"old"}, .is_private = true},
                    {.id = TagId{2}, .name = "Ашық", .slug = "ashyq"}};
    const Catalogue paths(std::move(options));
    for (const char* path :
         {"/tags/kense", "/tags/kense.atom", "/tags/kense.de.atom", "/kk/tags/kense.de", "/tags/kense/weekly.rss",
          "/tags/kense/archive/0.atom", "/tags/kense/archive/1.atom", "/tags/kense/other",
          "/tags/kense.de/archive/1.atom", "/tags/old.de.atom", "/tags/Кеңсе"}) {
        CAPTURE(path);
        const auto found = paths.resolve(path);
        CHECK(found.is_private);
        CHECK(found.tag == TagId{1});
    }
    for (const char* path : {"/tags/ashyq.de.atom", "/tags/kens.atom", "/tags/kense-2/daily", "/sources/kense"}) {
        CAPTURE(path);
        CHECK_FALSE(paths.resolve(path).is_private);
        CHECK(paths.resolve(path).tag == TagId{});
    }
}
