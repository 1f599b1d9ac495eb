#include "config_folder.hpp"
#include <catch2/catch.hpp>
#include <unistd.h>

using namespace arna;

namespace {

using Messages = std::vector<std::string>;

/// A configuration and everything that is said of it.
struct Case {
    const char* toml;
    Messages messages;
};

void check(const Case& example) {
    CAPTURE(example.toml);
    const ConfigFolder folder;
    folder.write("arna.toml", example.toml);
    CHECK(folder.messages() == example.messages);
}

} // namespace

TEST_CASE("An empty rule is an error, and a rule of another type is told once", "[config][messages]") {
    check(GENERATE(values<Case>({
        {"[[tag]]\nname = \"a\"\nmatch = \"\"\n",
         {"arna.toml:3:9: rule: the rule is empty; write what an item should contain, or leave 'match' out for #name"}},
        {"[[tag]]\nname = \"a\"\nmatch = 5\n", {"arna.toml:3:9: 'match' is a whole number; write a string"}},
    })));
}

TEST_CASE("A key that is none is an error with what was probably meant", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\nurl = \"https://a.kz/rss\"\nintervall = \"1h\"\n",
         {"arna.toml:3:1: unknown key 'intervall'; did you mean 'interval'?"}},
        {"[[source]]\nurl = \"https://a.kz/rss\"\npasword_file = \"x\"\n",
         {"arna.toml:3:1: unknown key 'pasword_file'; did you mean 'password_file'?"}},
        {"[fetch]\ninterval = \"1h\"\n",
         {"arna.toml:2:1: unknown key 'interval' in [fetch]; it belongs to [[source]]"}},
        {"[fetch]\n\"сәлем\" = 1\n", {"arna.toml:2:1: unknown key 'сәлем' in [fetch]; no key is like it, remove it"}},
        {"[daemon]\nlog = { levle = \"info\" }\n",
         {"arna.toml:2:9: unknown key 'log.levle'; did you mean 'log.level'?"}},
        {"[daemonn]\n", {"arna.toml:1:2: unknown key 'daemonn'; did you mean 'daemon'?"}},
        {"listen = []\n", {"arna.toml:1:1: unknown key 'listen' outside of a table; it belongs to [daemon]"}},
        {"[defaults.sources]\n",
         {"arna.toml:1:11: unknown key 'sources' in [defaults]; there are [defaults.source] and [defaults.tag]"}},
        {"[defaults.source]\nurl = \"https://a.kz\"\n",
         {"arna.toml:2:1: 'url' is no default; write it in each [[source]]"}},
        {"[[tag]]\nname = \"a\"\n[[tag.test]]\ntitel = \"x\"\nexpect = \"in\"\n",
         {"arna.toml:4:1: unknown key 'titel' in [[tag.test]]; did you mean 'title'?"}},
    }));
    check(example);
}

TEST_CASE("A value of the wrong type is an error that says which is wanted", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[fetch]\ntimeout = 30\n", {"arna.toml:2:11: 'timeout' is a whole number; write a duration, like \"30s\""}},
        {"[fetch]\nmax_body = 1.5\n",
         {"arna.toml:2:12: 'max_body' is a number with a fraction; write a size, like \"10MiB\""}},
        {"[fetch]\nallow = \"10.0.0.0/8\"\n",
         {"arna.toml:2:9: 'allow' is a string; write a list of strings, like [\"a\", \"b\"]"}},
        {"[fetch]\nallow = [1]\n", {"arna.toml:2:10: 'allow' has a whole number in its list; write strings"}},
        {"[fetch]\nper_host = true\n", {"arna.toml:2:12: 'per_host' is true or false; write a number, 1 to 100"}},
        {"[daemon]\ntitle = 2026-01-01\n", {"arna.toml:2:9: 'title' is a date; write a string"}},
        {"[daemon]\nlog = \"info\"\n", {"arna.toml:2:7: 'log' is a string; write a table"}},
        {"[[source]]\nurl = \"https://a.kz\"\nenabled = \"yes\"\n",
         {"arna.toml:3:11: 'enabled' is a string; write true or false"}},
        {"[[source]]\nurl = \"https://a.kz\"\nheaders = [\"A: b\"]\n",
         {"arna.toml:3:11: 'headers' is a list; write a table, like { \"Accept-Language\" = \"kk\" }"}},
        {"[source]\nurl = \"https://a.kz\"\n",
         {"arna.toml:1:2: 'source' is a table; write [[source]], in double brackets"}},
        {"fetch = 1\n", {"arna.toml:1:1: 'fetch' is a whole number; write [fetch] and its keys below"}},
    }));
    check(example);
}

TEST_CASE("A value that cannot be is an error that says what can", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[defaults.source]\ninterval = \"0s\"\n",
         {"arna.toml:2:12: 'interval' is \"0s\"; write \"1s\" to \"30d\", or \"auto\""}},
        {"[defaults.source]\ninterval = \"31d\"\n",
         {"arna.toml:2:12: 'interval' is \"31d\"; write \"1s\" to \"30d\", or \"auto\""}},
        {"[defaults.source]\ninterval = \"-5m\"\n",
         {"arna.toml:2:12: 'interval' is \"-5m\", no duration; write a number and s, m, h or d, like \"15m\""}},
        {"[fetch]\nmax_body = \"10MB\"\n",
         {"arna.toml:2:12: 'max_body' is \"10MB\", no size; write a number and B, KiB, MiB or GiB, like \"10MiB\""}},
        {"[defaults.tag]\nlimit = 1001\n", {"arna.toml:2:9: 'limit' is 1001; write 1 to 1000"}},
        {"[defaults.tag]\nlimit = 0\n", {"arna.toml:2:9: 'limit' is 0; write 1 to 1000"}},
        {"[defaults.tag]\ncontent = \"some\"\n",
         {"arna.toml:2:11: 'content' is \"some\"; write \"full\", \"summary\" or \"none\""}},
        {"[daemon]\nlisten = [\"8411\"]\n",
         {"arna.toml:2:11: 'listen' has \"8411\", no address with a port; write one like \"127.0.0.1:8411\", \"[::1]:8411\" or "
          "\"*:8411\""}},
        {"[daemon]\nbase_url = \"feeds.example.kz\"\n",
         {"arna.toml:2:12: 'base_url' is \"feeds.example.kz\", no base of addresses; write one like https://feeds.example.kz"}},
        {"[daemon]\nbase_url = \"https://feeds.example.kz/?a=1\"\n",
         {"arna.toml:2:12: 'base_url' is \"https://feeds.example.kz/?a=1\", an address to which no path can be added; leave out "
          "'?' or '#' and what follows"}},
        {"[store]\nurl = \"postgresql://db\"\n",
         {"arna.toml:2:7: 'url' is \"postgresql://db\", not supported yet; write \"sqlite:\""}},
        {"[fetch]\nallow = [\"10.0.0.0/33\"]\n",
         {"arna.toml:2:10: 'allow' has \"10.0.0.0/33\", no network; write one like \"10.0.0.0/8\" or \"fd00::/8\""}},
        {"[fetch]\nuser_agent = \"x {versoin}\"\n",
         {"arna.toml:2:14: 'user_agent' is \"x {versoin}\", a user agent with an unknown placeholder; {version} and {base_url} are "
          "known"}},
        {"[defaults.source]\ntime_zone = \"Asia/Almata\"\n",
         {"arna.toml:2:13: 'time_zone' is \"Asia/Almata\", no time zone that this system knows; write one like \"Asia/Almaty\""}},
        {"[[source]]\nname = \"Zakon KZ\"\nurl = \"https://a.kz\"\n",
         {"arna.toml:2:8: 'name' is \"Zakon KZ\", no name of a source; write a-z, 0-9 and hyphens only"}},
        {"[[source]]\nurl = \"https://a.kz\"\nheaders = { Host = \"b.kz\" }\n",
         {"arna.toml:3:13: 'headers' has \"Host\", a header field that arna fills itself; remove it"}},
        {"[fetch]\nmax_body = \"100MiB\"\n",
         {"arna.toml:2:1: fetch.memory is less than fetch.max_body; a large document could never be fetched"}},
        {"[[sources]]\nurl = \"https://a.kz/\"\n", {"arna.toml:1:3: unknown key 'sources'; did you mean 'source'?"}},
        {"[daemon]\ntime_zone = \"Mars/Olympus\"\n",
         {"arna.toml:2:13: 'time_zone' is \"Mars/Olympus\", no time zone that this system knows; write one like "
          "\"Asia/Almaty\""}},
        {"[[tag]]\nname = \"a\"\nlanguages = [\"xx\"]\n",
         {"arna.toml:3:14: 'languages' has \"xx\", no code of a language in lower case; write one like \"kk\""}},
        {"[[tag]]\nname = \"a\"\nlanguages = [\"kk-KZ\"]\n",
         {"arna.toml:3:14: 'languages' has \"kk-KZ\", no code of a language in lower case; write one like \"kk\""}},
        {"[[tag]]\nname = \"a\"\nlanguages = [\"kk\", \"ru\", \"kk\"]\n",
         {"arna.toml:1:1: 'languages' of tag \"a\" names 'kk' twice; remove one"}},
        {"[defaults.tag]\ndigest = [\"dayly\"]\n",
         {"arna.toml:2:11: 'digest' has \"dayly\", no digest; write \"daily\" or \"weekly\"; did you mean 'daily'?"}},
        {"[[tag]]\nname = \"a\"\ndigest = [\"weekly\", \"weekly\"]\n",
         {"arna.toml:1:1: 'digest' of tag \"a\" names 'weekly' twice; remove one"}},
        {"[daemon]\ntime_zone = \"\"\n",
         {"arna.toml:2:13: 'time_zone' is \"\", nothing; write something, or remove the key"}},
        {"[daemon]\nlanguage = \"de\"\n", {"arna.toml:2:12: 'language' is \"de\"; write \"kk\", \"ru\" or \"en\""}},
        {"[daemon]\nstate = \"/s/state\"\n[publish]\ndirectory = \"/s/./state/../state/www/\"\n",
         {"arna.toml:4:1: publish.directory is /s/state/www/, and the state directory is /s/state; neither may be the "
          "other or lie in it"}},
        {"[daemon]\nstate = \"/s/state\"\n[publish]\ndirectory = \"/s\"\n",
         {"arna.toml:4:1: publish.directory is /s, and the state directory is /s/state; neither may be the other or lie in it"}},
    }));
    check(example);
}

TEST_CASE("One wrong value is one finding", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[fetch]\nmemory = \"x\"\nmax_body = \"500MiB\"\n",
         {"arna.toml:2:10: 'memory' is \"x\", no size; write a number and B, KiB, MiB or GiB, like \"10MiB\""}},
        {"[[tag]]\nname = \"a\"\nslug = \"Ы\"\n[[tag]]\nname = \"b\"\nslug = \"Я\"\n",
         {"arna.toml:3:8: 'slug' is \"Ы\", no slug; write a-z, 0-9 and hyphens only",
          "arna.toml:6:8: 'slug' is \"Я\", no slug; write a-z, 0-9 and hyphens only"}},
        {"[[source]]\nname = \"a\"\nurl = \"file:///etc/passwd\"\n",
         {"arna.toml:3:7: 'url' is no http or https address; write one like https://example.kz/rss"}},
        {"[[source]]\nurl = \"hunter2\"\n",
         {"arna.toml:2:7: 'url' is no http or https address; write one like https://example.kz/rss"}},
        {"[[source]]\nurl_file = \"none\"\n",
         {"arna.toml:2:12: 'url_file' names none, which cannot be read: No such file or directory"}},
        {"[[source]]\npath = 5\n", {"arna.toml:2:8: 'path' is a whole number; write a path"}},
        {"[[source]]\npath = \"\"\n", {"arna.toml:2:8: 'path' is \"\", nothing; write something, or remove the key"}},
        {"[[tag]]\nname = \"!\"\n",
         {"arna.toml:2:8: 'name' is \"!\", no name of a tag; write at least one letter or digit"}},
        {"[[source]]\nurl = \"ftp://a.kz\"\n[[tag]]\nname = \"t\"\nsources = [\"a-kz\"]\n",
         {"arna.toml:2:7: 'url' is no http or https address; write one like https://example.kz/rss"}},
        {"[[source]]\nurl = \"https://a.kz\"\nlabels = \"kz\"\n[[tag]]\nname = \"t\"\nmatch = \"label:kz\"\n",
         {"arna.toml:3:10: 'labels' is a string; write a list of strings, like [\"a\", \"b\"]"}},
        {"[store]\nkeep = 30\n",
         {"arna.toml:2:8: 'keep' is a whole number; write a duration, like \"7d\", or \"forever\""}},
    }));
    const ConfigFolder folder;
    CAPTURE(example.toml);
    folder.write("arna.toml", example.toml, std::filesystem::perms(0644));
    CHECK(folder.messages() == example.messages);
}

TEST_CASE("Many findings are counted", "[config][messages]") {
    using Severity = Diagnostic::Severity;
    std::vector<Diagnostic> found;
    CHECK(count_text(found).empty());
    found.push_back({.severity = Severity::warning});
    CHECK(count_text(found) == "1 warning");
    for (int i = 0; i < 24; ++i) found.push_back({.severity = Severity::error});
    CHECK(count_text(found) == "24 errors, 1 warning");
    found.erase(found.begin());
    CHECK(count_text(found) == "24 errors");
}

TEST_CASE("What a terminal would obey does not come through a message", "[config][messages]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "[fetch]\n\"a\\u001b[2J\\u009b\\u202e\" = 1\n");
    CHECK(folder.messages() ==
          Messages{"arna.toml:2:1: unknown key 'a\\x1b[2J\\x9b\\x202e' in [fetch]; no key is like it, "
                   "remove it"});
    folder.write("arna.toml", "[fetch]\n\"" + std::string(100'000, 'k') + "\" = 1\n");
    CHECK(folder.messages().front().size() < 200);
}

TEST_CASE("What is missing is said at the table", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\ntitle = \"A\"\n",
         {"arna.toml:1:1: a [[source]] without address; give it a 'url', 'page', 'json' or 'path'"}},
        {"[[source]]\nurl = \"https://a.kz\"\npath = \"a.xml\"\n",
         {"arna.toml:1:1: a [[source]] with both 'url' and 'path'; remove one"}},
        {"\n[[tag]]\nmatch = \"a\"\n", {"arna.toml:2:1: a [[tag]] without 'name'; give it one"}},
        {"[[tag]]\nname = \"a\"\n[[tag.test]]\ntitle = \"b\"\n",
         {"arna.toml:3:1: a test without 'expect'; add expect = \"in\" or \"out\""}},
    }));
    check(example);
}

TEST_CASE("What the tables of rules cannot hold is said at its place", "[config][messages][pages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\nurl = \"https://a.kz\"\n[source.items]\neach = \"div\"\n",
         {"arna.toml:3:9: [source.items] is for a 'page' or 'json'; feeds and sitemaps need no rules for items"}},
        {"[[source]]\nurl = \"https://a.kz\"\n[source.article]\ncontents = \".a\"\nremove = \".b\"\nwhen = 3\n",
         {"arna.toml:4:1: unknown key 'contents' in [source.article]; did you mean 'content'?",
          "arna.toml:5:10: 'article.remove' is a string; write a list of strings, like [\".share\", \".banner\"]",
          "arna.toml:6:8: 'article.when' is something else; write \"never\", \"missing\" or \"always\""}},
        {"[defaults.source]\narticle = { title = \"h1\" }\n",
         {"arna.toml:2:1: rules are no default; write [source.article] below each [[source]]"}},
        {"[defaults.source]\narticle = \"allways\"\n",
         {"arna.toml:2:11: 'article' is \"allways\"; write \"never\", \"missing\" or \"always\""}},
        {"[defaults.source]\nitems = { each = \"p\" }\n",
         {"arna.toml:2:1: 'items' is no default; write it in each [[source]]"}},
        {"[[source]]\nurl = \"https://a.kz\"\nlink_match = \"(\"\n",
         {"arna.toml:3:14: 'link_match' is \"(\", the regular expression cannot be read: missing ): ("}},
        {"[[source]]\nurl = \"https://a.kz\"\narticle_hosts = [\"https://b.kz/\"]\n",
         {"arna.toml:3:18: 'article_hosts' has \"https://b.kz/\", no host; write one like \"example.kz\", without "
          "scheme and path"}},
    }));
    check(example);
}

TEST_CASE("A source has one address, and rules that can be where it needs them", "[config][messages][pages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\npage = \"https://a.kz\"\n[source.items]\neach = \"div.card > > a\"\nlink = \"\"\"\na::attr(href\"\"\"\n"
         "date_format = '%d.%Q'\n[source.article]\nremove = [\".ok\", \"қосымша..b\"]\n",
         {"arna.toml:4:20: items.each: '>' is not expected here; a selector is made of names, .classes, #ids, "
          "[attributes] and :pseudo-classes",
          "arna.toml:6:8: items.link: '(' is not closed; write ) behind what stands in it",
          "arna.toml:7:19: items.date_format: '%Q' is unknown; there are %d %m %Y %H %M %B and others in "
          "docs/selectors.md",
          "arna.toml:9:27: article.remove: the name of a class is expected, not '.'"}},
        {"[[source]]\nurl = \"https://a.kz\"\npage = \"https://a.kz/news\"\n",
         {"arna.toml:1:1: a [[source]] with both 'url' and 'page'; remove one"}},
        {"[[source]]\njson = \"https://a.kz\"\n",
         {"arna.toml:1:1: a [[source]] with 'json' and without rules; say in [source.items] what 'each' is"}},
        {"[[source]]\npage = \"https://a.kz\"\n[source.items]\nlink = \"a\"\n",
         {"arna.toml:3:1: [source.items] without 'each'; say what the items are, like each = \"div.card\""}},
    }));
    CAPTURE(example.toml);
    const ConfigFolder folder;
    folder.write("arna.toml", example.toml);
    CHECK_THAT(folder.messages(), Catch::Contains(example.messages));
}

TEST_CASE("Names that stand twice are errors that name both places", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\nname = \"a\"\nurl = \"https://a.kz/1\"\n[[source]]\nname = \"a\"\nurl = \"https://a.kz/2\"\n",
         {"arna.toml:5:1: duplicate source name 'a', first at arna.toml:2:1; give one of them another 'name'"}},
        {"[[source]]\nurl = \"https://a.kz/rss?c=1\"\n[[source]]\nurl = \"https://a.kz/rss?c=2\"\n",
         {"arna.toml:3:1: duplicate source name 'a-kz-rss', first at arna.toml:1:1; give one of them another 'name'"}},
        {"[[tag]]\nname = \"Референдум-2026\"\n[[tag]]\nname = \"референдум 2026\"\n",
         {"arna.toml:4:1: duplicate tag name \"референдум 2026\", first at arna.toml:2:1; give one of them another 'name'"}},
        {"[[tag]]\nname = \"a\"\nslug = \"x\"\n[[tag]]\nname = \"b\"\nslug = \"x\"\n",
         {"arna.toml:6:1: duplicate slug 'x', first at arna.toml:3:1; give one of them another 'slug'"}},
        {"[[tag]]\nname = \"a\"\n[[tag]]\nname = \"b\"\nformer_slugs = [\"a\"]\n",
         {"arna.toml:3:1: duplicate slug 'a' in 'former_slugs', first at arna.toml:2:1; remove it here"}},
    }));
    check(example);
}

TEST_CASE("A rule that does not compile is an error at its place in the string", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[[tag]]\nname = \"a\"\nmatch = \"NOT спорт\"\n", {"arna.toml:3:10"}},
        {"[[tag]]\nname = \"a\"\nmatch = '''\nалма\nAND (b'''\n", {"arna.toml:5:5"}},
        {"[[tag]]\nname = \"a\"\nmatch = \"\\u0061 tilte:x\"\n", {"arna.toml:3:17"}},
    }));
    CAPTURE(example.toml);
    const ConfigFolder folder;
    folder.write("arna.toml", example.toml);
    const auto loaded = folder.load();
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().size() == 1);
    const Diagnostic& error = loaded.error().front();
    CHECK(fmt::format("arna.toml:{}:{}", error.line, error.column) == example.messages.front());
    CHECK(error.message.starts_with("rule: "));
    CHECK(error.excerpt.find("^\n") != std::string::npos);
}

TEST_CASE("What is allowed and probably not meant is a warning", "[config][messages]") {
    const auto example = GENERATE(values<Case>({
        {"[[source]]\nname = \"a\"\nurl = \"https://a.kz/rss\"\n[[source]]\nname = \"b\"\nurl = \"http://a.kz/rss\"\n",
         {"arna.toml:6:1: warning: the same address as at arna.toml:3:1; remove one of the sources"}},
        {"[[source]]\nname = \"a\"\nurl = \"https://a.kz/rss\"\ninterval = \"4m\"\n",
         {"arna.toml:1:1: warning: source 'a' is polled more often than every 5 minutes; a.kz may not like that"}},
        {"[[source]]\nname = \"a\"\nurl = \"http://127.0.0.1:8000/rss\"\ninterval = \"1s\"\n", {}},
        {"[[source]]\nname = \"zakon\"\nurl = \"https://a.kz\"\n[[tag]]\nname = \"a\"\nmatch = \"source:zakn алма\"\n",
         {"arna.toml:6:9: warning: rule: no source has the name \"zakn\"; did you mean 'zakon'?"}},
        {"[[source]]\nname = \"zakon\"\nurl = \"https://a.kz\"\nlabels = [\"kz\"]\n[[tag]]\nname = \"a\"\nmatch = \"label:k* source:*\"\n",
         {}},
        {"[[tag]]\nname = \"a\"\nsources = [\"b\"]\n",
         {"arna.toml:1:1: warning: 'sources' of tag \"a\" names 'b', which is no source"}},
        {"[daemon]\nadmin = [\"127.0.0.1:1\", \"[::1]:1\", \"10.0.0.7:1\", \"operators:1\"]\n", {}},
        {"[daemon]\nlisten = [\"127.0.0.1:8412\"]\n",
         {"arna.toml:2:1: 127.0.0.1:8412 is in both 'listen' and 'admin'; give the admin pages a port of their own"}},
        {"[daemon]\nlisten = [\"127.0.0.1:0\"]\nadmin = [\"127.0.0.1:0\"]\n", {}},
        {"[daemon]\nadmin = [\"*:81\"]\n",
         {"arna.toml:2:1: warning: whoever reaches *:81 sees the admin pages, without a password; name 127.0.0.1, or an "
          "address that only operators reach"}},
        {"[daemon]\nadmin = [\"[::]:81\", \"8.8.8.8:81\"]\n",
         {"arna.toml:2:1: warning: whoever reaches [::]:81 sees the admin pages, without a password; name 127.0.0.1, or "
          "an address that only operators reach",
          "arna.toml:2:1: warning: whoever reaches 8.8.8.8:81 sees the admin pages, without a password; name 127.0.0.1, "
          "or an address that only operators reach"}},
        {"[store]\nkeep = \"30d\"\n", {}},
        {"[store]\nkeep = \"forever\"\n", {}},
    }));
    check(example);
}

TEST_CASE("Broken TOML is one error per file, and the other files are read all the same", "[config][messages]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "[fetch\ntimeout = 1\n");
    folder.write("conf.d/b.toml", "[fetch]\ntimeout = 1\nper_hots = 2\n");
    folder.write("conf.d/a.toml", "x = \"y\n");
    CHECK(folder.messages() ==
          Messages{
              "arna.toml:1:7: broken TOML in table header: expected ']', saw '\\n'",
              "conf.d/a.toml:1:7: a string does not end on its line; close it, or write it between ''' to span lines",
              "conf.d/b.toml:2:11: 'timeout' is a whole number; write a duration, like \"30s\"",
              "conf.d/b.toml:3:1: unknown key 'per_hots'; did you mean 'per_host'?"});
}

TEST_CASE("A file that cannot be text is refused whole", "[config][messages]") {
    const ConfigFolder folder;
    SECTION("missing") { CHECK(folder.messages() == Messages{"arna.toml: does not exist; name another file with -c"}); }
    SECTION("a folder") {
        std::filesystem::create_directory(folder.path() / "arna.toml");
        CHECK(folder.messages() == Messages{"arna.toml: cannot be read: Is a directory; name a file with -c"});
    }
    SECTION("another user's") {
        if (::geteuid() == 0) return; // who may read all
        folder.write("arna.toml", "");
        std::filesystem::permissions(folder.path() / "arna.toml", std::filesystem::perms::none);
        CHECK(folder.messages() ==
              Messages{"arna.toml: cannot be read: Permission denied; ask as root, or as a member of "
                       "the group that may read it"});
    }
    SECTION("not UTF-8") {
        folder.write("arna.toml", "# сәлем\n# \xD1\xE5\n");
        CHECK(folder.messages() == Messages{"arna.toml:2:3: is not UTF-8 here; save the file as UTF-8"});
    }
    SECTION("with a NUL") {
        folder.write("arna.toml", std::string_view("# ә\0", 5));
        CHECK(folder.messages() == Messages{"arna.toml:1:4: a NUL byte; this is no text file"});
    }
    SECTION("too large") {
        folder.write("arna.toml", std::string((1u << 20) + 1, '#'));
        CHECK(folder.messages() == Messages{"arna.toml: is larger than 1 MiB; move a part of it into conf.d/"});
    }
    SECTION("as large as may be") {
        folder.write("arna.toml", std::string(1u << 20, '#'));
        CHECK(folder.messages().empty());
    }
    SECTION("with keys that are nested without end") {
        std::string deep;
        for (int i = 0; i < 100'000; ++i) deep += "a.";
        folder.write("arna.toml", deep + "a = 1\n");
        CHECK(folder.messages() == Messages{"arna.toml:1:258: a key of more than 128 parts; there is no such key"});
    }
}
