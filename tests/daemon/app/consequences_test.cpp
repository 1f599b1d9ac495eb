// Every key of the configuration has a row in the option table; what the row says of a change is what a reload does.
#include "config/difference.hpp"
#include "config/option/option_table.hpp"
#include "daemon/app/wiring/wiring.hpp"
#include "daemon/poll/reading.hpp"
#include "tests/config/config_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

using namespace arna;

namespace {

/// One change of one key that shows everything the change of that key can do.
struct Example {
    std::string_view table, key;
    std::string_view before, after; ///< lines of the table
};

const auto examples = std::to_array<Example>({
    {"[daemon]", "listen", "", "listen = [\"127.0.0.1:9000\"]"},
    {"[daemon]", "admin", "", "admin = [\"127.0.0.1:9001\"]"},
    {"[daemon]", "base_url", "base_url = \"https://a.kz\"\nauthority = \"a.kz\"\ntitle = \"A\"",
     "base_url = \"https://a.kz/feeds\"\nauthority = \"a.kz\"\ntitle = \"A\""},
    {"[daemon]", "base_url", "base_url = \"https://a.kz/x\"", "base_url = \"https://b.kz/x\""},
    {"[daemon]", "authority", "", "authority = \"ids.kz\""},
    {"[daemon]", "title", "", "title = \"Арна\""},
    {"[daemon]", "state", "", "state = \"/elsewhere\""},
    {"[daemon]", "log.level", "", "log = { level = \"debug\" }"},
    {"[daemon]", "log.format", "", "log.format = \"json\""},
    {"[daemon]", "trusted_proxies", "", "trusted_proxies = [\"127.0.0.1\"]"},
    {"[daemon]", "time_zone", "", "time_zone = \"Asia/Almaty\""},
    {"[daemon]", "language", "", "language = \"kk\""},
    {"[store]", "url", "", "url = \"sqlite:\""},
    {"[store]", "keep", "", "keep = \"30d\""},
    {"[store]", "backup", "", "backup = \"1d\""},
    {"[store]", "backup_keep", "", "backup_keep = 3"},
    {"[store]", "backup_directory", "", "backup_directory = \"/backups\""},
    {"[fetch]", "user_agent", "", "user_agent = \"x\""},
    {"[fetch]", "timeout", "", "timeout = \"5s\""},
    {"[fetch]", "max_body", "", "max_body = \"1MiB\""},
    {"[fetch]", "memory", "", "memory = \"20MiB\""},
    {"[fetch]", "concurrency", "", "concurrency = 5"},
    {"[fetch]", "per_host", "", "per_host = 5"},
    {"[fetch]", "allow", "", "allow = [\"10.0.0.0/8\"]"},
    {"[publish]", "directory", "", "directory = \"/www\""},
    {"[publish]", "delta", "", "delta = true"},
    {"[publish]", "security_txt", "", "security_txt = \"security.txt\""},
    {"[[source]]", "name", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nname = \"b\""},
    {"[[source]]", "url", "name = \"s\"\nurl = \"https://a.kz/\"", "name = \"s\"\nurl = \"https://u:p@b.kz/\""},
    {"[[source]]", "page", "name = \"s\"\npage = \"https://a.kz/\"", "name = \"s\"\npage = \"https://u:p@b.kz/\""},
    {"[[source]]", "json", "name = \"s\"\njson = \"https://a.kz/\"\nitems.each = \"\"",
     "name = \"s\"\njson = \"https://u:p@b.kz/\"\nitems.each = \"\""},
    {"[[source]]", "path", "name = \"s\"\npath = \"/a.xml\"", "name = \"s\"\npath = \"/b.xml\""},
    {"[[source]]", "title", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\ntitle = \"A\""},
    {"[[source]]", "enabled", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nenabled = false"},
    {"[[source]]", "interval", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\ninterval = \"2h\""},
    {"[[source]]", "language", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nlanguage = \"kk\""},
    {"[[source]]", "time_zone", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\ntime_zone = \"Asia/Almaty\""},
    {"[[source]]", "labels", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nlabels = [\"kz\"]"},
    {"[[source]]", "headers", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nheaders = { Cookie = \"a\" }"},
    {"[[source]]", "username", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nusername = \"a\""},
    {"[[source]]", "password", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\npassword = \"a\""},
    {"[[source]]", "proxy", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nproxy = \"http://p.kz:1\""},
    {"[[source]]", "freshness", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nfreshness = \"ignore\""},
    {"[[source]]", "priority", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\npriority = 1"},
    {"[[source]]", "keep", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nkeep = \"30d\""},
    {"[[source]]", "keep_items", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nkeep_items = 5"},
    {"[[source]]", "max_per_day", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nmax_per_day = 5"},
    {"[[source]]", "site", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\nsite = \"b.kz\""},
    {"[[source]]", "content", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\ncontent = \"none\""},
    {"[[source]]", "items", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nitems.each = \"p\""},
    {"[[source]]", "article", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\narticle = \"always\""},
    {"[[source]]", "article_limit", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\narticle_limit = 5"},
    {"[[source]]", "article_gap", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\narticle_gap = \"5s\""},
    {"[[source]]", "article_hosts", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\narticle_hosts = [\"b.kz\"]"},
    {"[[source]]", "revisit", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nrevisit = \"6h\""},
    {"[[source]]", "robots", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nrobots = \"ignore\""},
    {"[[source]]", "link_match", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nlink_match = \"/news/\""},
    {"[[source]]", "keep_pages", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nkeep_pages = \"0s\""},
    {"[[source]]", "sitemap_limit", "page = \"https://a.kz/\"", "page = \"https://a.kz/\"\nsitemap_limit = 5"},
    {"[[source]]", "publish", "url = \"https://a.kz/\"", "url = \"https://a.kz/\"\npublish = false"},
    {"[[tag]]", "name", "name = \"a\"", "name = \"b\""},
    {"[[tag]]", "slug", "name = \"a\"", "name = \"a\"\nslug = \"b\""},
    {"[[tag]]", "title", "name = \"a\"", "name = \"a\"\ntitle = \"A\""},
    {"[[tag]]", "description", "name = \"a\"", "name = \"a\"\ndescription = \"A\""},
    {"[[tag]]", "language", "name = \"a\"", "name = \"a\"\nlanguage = \"kk\""},
    {"[[tag]]", "match", "name = \"a\"", "name = \"a\"\nmatch = \"b\""},
    {"[[tag]]", "aliases", "name = \"a\"", "name = \"a\"\naliases = [\"b\"]"},
    {"[[tag]]", "sources", "name = \"a\"", "name = \"a\"\nsources = [\"other\"]"},
    {"[[tag]]", "limit", "name = \"a\"", "name = \"a\"\nlimit = 5"},
    {"[[tag]]", "duplicates", "name = \"a\"", "name = \"a\"\nduplicates = \"collapse\""},
    {"[[tag]]", "content", "name = \"a\"", "name = \"a\"\ncontent = \"none\""},
    {"[[tag]]", "withdrawn", "name = \"a\"", "name = \"a\"\nwithdrawn = \"drop\""},
    {"[[tag]]", "keep", "name = \"a\"", "name = \"a\"\nkeep = \"30d\""},
    {"[[tag]]", "private", "name = \"a\"", "name = \"a\"\nprivate = true"},
    {"[[tag]]", "languages", "name = \"a\"", "name = \"a\"\nlanguages = [\"kk\"]"},
    {"[[tag]]", "digest", "name = \"a\"", "name = \"a\"\ndigest = [\"daily\"]"},
    {"[[tag]]", "loose", "name = \"a\"", "name = \"a\"\nloose = true"},
    {"[[tag]]", "former_slugs", "name = \"a\"", "name = \"a\"\nformer_slugs = [\"b\"]"},
    {"[[tag]]", "test", "name = \"a\"", "name = \"a\"\n[[tag.test]]\ntitle = \"b\"\nexpect = \"out\""},
    {"[[list]]", "name", "name = \"l\"\nwords = [\"a\"]",
     "name = \"l\"\nwords = [\"a\"]\n[[list]]\nname = \"m\"\nwords = [\"a\"]"},
    {"[[list]]", "words", "name = \"l\"\nwords = [\"a\"]\n[[tag]]\nname = \"u\"\nmatch = \"list:l\"",
     "name = \"l\"\nwords = [\"b\"]\n[[tag]]\nname = \"u\"\nmatch = \"list:l\""},
    {"[[list]]", "file", "name = \"l\"\nwords = [\"a\"]\n[[tag]]\nname = \"u\"\nmatch = \"list:l\"",
     "name = \"l\"\nwords = [\"a\"]\nfile = \"terms.txt\"\n[[tag]]\nname = \"u\"\nmatch = \"list:l\""},
});

/// "tag" of "[[tag]]", "store" of "[store]".
std::string_view bare_name(std::string_view title) {
    const auto begin = title.find_first_not_of('[');
    return title.substr(begin, title.find(']') - begin);
}

/// A configuration with the lines in their table, another source and a tag whose rule asks for a label.
Config config_with(std::string_view table, std::string_view lines) {
    const ConfigFolder folder;
    folder.write("terms.txt", "b\n");
    folder.write("security.txt", "Contact: mailto:a@a.kz\nExpires: 2030-01-01T00:00:00Z\n");
    folder.write("arna.toml", fmt::format("[[source]]\nname = \"other\"\nurl = \"https://other.kz/\"\n"
                                          "[[tag]]\nname = \"labelled\"\nmatch = \"label:kz\"\n{}\n{}\n",
                                          table, lines));
    auto loaded = folder.load();
    REQUIRE(loaded);
    return std::move(loaded->config);
}

/// What the parts of the daemon are told, as texts that differ where it does.
struct Told {
    std::string polling, reading, membership, publishing;
};

Told told(const Config& config) {
    Told told;
    std::vector<SourceRecord> sources;
    std::vector<TagRecord> tags;
    for (const SourceConfig& source : config.sources)
        sources.push_back({.id = SourceId{std::int64_t(sources.size())}, .name = source.name, .site = "site.kz"});
    const auto rules = std::make_shared<const RuleSet>(RuleSet::compile(tag_rules(config), term_lists(config)).value());
    for (const TagSetup& tag : tag_setups({.config = config, .rules = rules, .warnings = {}})) {
        told.membership += tag.rule;
        tags.push_back({.id = TagId{std::int64_t(tags.size())}, .name = tag.name, .slug = tag.slug, .state = {}});
    }
    for (const PollSource& source : poll_sources(config, sources)) {
        told.reading += fmt::format("{} ", reading_of(source));
        told.polling += fmt::format("{} {} {} {} {} {} {} {} {} ", source.url, source.path, source.interval.count(),
                                    source.is_interval_learnt, source.freshness == Freshness::obey, source.username,
                                    source.password, source.proxy, source.is_enabled);
        for (const HeaderField& header : source.headers) told.polling += header.name + header.value;
        const PageSettings& pages = source.pages;
        told.polling +=
            fmt::format("{} {} {} {} {} {} {} {} ", source.sitemap_limit,
                        static_cast<int>(pages.articles.value_or(PageSettings::Articles::none)), pages.limit,
                        pages.gap.count(), fmt::join(pages.hosts, ","), pages.revisit ? pages.revisit->count() : -1,
                        pages.keep.count(), pages.obeys_robots);
    }
    const auto published = publish_options(config, sources, tags, {});
    told.publishing = fmt::format("{} {} {} {} {} {} {}", published.base_url, published.authority, published.title,
                                  published.has_deltas, published.security_text, published.time_zone.name(),
                                  language_code(published.language));
    for (const PublishedTag& tag : published.tags) {
        for (const DigestKind kind : tag.digests) told.publishing += digest_name(kind);
        told.publishing += fmt::format(" {} {} {} {} {} {} {} {} {}", fmt::join(tag.aliases, ","), tag.slug,
                                       fmt::join(tag.former_slugs, ","), tag.title, tag.description, tag.language,
                                       tag.limit, static_cast<int>(tag.content), tag.is_private);
    }
    for (const PublishedSource& source : published.sources) {
        told.publishing += fmt::format(" {} {} {} {} {}", source.title, source.url, source.limit,
                                       static_cast<int>(source.content), source.is_published);
    }
    return told;
}

/// The consequences that a change has, seen from outside of the table.
std::string observed(const Config& before, const Config& after) {
    const ConfigDifference change = difference(before, after);
    if (!change.added_sources.empty() || !change.added_tags.empty()) return "identity";
    Config next = after;
    keep_until_restart(next, before);
    if (difference(before, next) != change) return "restart";
    const Told was = told(before), is = told(next);
    std::vector<std::string_view> consequences;
    if (was.polling != is.polling) consequences.emplace_back("polling");
    if (was.reading != is.reading) consequences.emplace_back("reading");
    if (was.membership != is.membership) consequences.emplace_back("membership");
    if (was.publishing != is.publishing) consequences.emplace_back("publishing");
    return fmt::format("{}", fmt::join(consequences, ", "));
}

} // namespace

TEST_CASE("What a key's row says of a change is what a change does", "[app][config][consequences]") {
    for (const Example& example : examples) {
        CAPTURE(example.table, example.key, example.after);
        const Config before = config_with(example.table, example.before);
        const Config after = config_with(example.table, example.after);
        const ConfigDifference change = difference(before, after);
        const std::string consequences = observed(before, after);
        if (consequences == "identity") continue;
        if (consequences.empty() && change.keys.empty()) continue; // the value is the default in other words
        REQUIRE(change.keys.size() == 1);
        CHECK(change.keys.front().table == bare_name(example.table));
        CHECK(change.keys.front().key == example.key);
        CHECK(text_of(change.keys.front().consequences) == consequences);
    }
}

TEST_CASE("Every key of the configuration has a row whose consequences are tried out", "[app][config][consequences]") {
    std::set<std::pair<std::string, std::string>> rows, tried;
    for (const OptionRow& row : option_rows()) rows.emplace(row.table, row.key);
    for (const Example& example : examples) tried.emplace(example.table, example.key);
    CHECK(rows == tried);
}
