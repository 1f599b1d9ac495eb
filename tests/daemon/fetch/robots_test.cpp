#include "daemon/fetch/host/robots.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;
using namespace std::chrono_literals;

namespace {

bool is_allowed(std::string_view robots, const std::string& target) {
    return RobotsTxt(robots).judge("https://kaz.example.kz" + target).is_allowed;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("the rule with the longest pattern decides, of equally long ones the one that allows", "[fetch][robots]") {
    struct Case {
        const char* rules;
        const char* target;
        bool is_allowed;
    };
    const auto [rules, target, expected] = GENERATE(values<Case>({
        {"Disallow: /", "/qogam/1", false},
        {"Disallow:", "/qogam/1", true},
        {"Disallow: /qogam", "/qogamdyq", false},
        {"Disallow: /qogam/", "/qogam", true},
        {"Disallow: /\nAllow: /qogam/", "/qogam/1", true},
        {"Allow: /qogam/\nDisallow: /", "/sport/1", false},
        {"Allow: /p\nDisallow: /p", "/page", true},
        {"Disallow: /p\nAllow: /p", "/page", true},
        {"Allow: /$\nDisallow: /", "/", true},
        {"Allow: /$\nDisallow: /", "/page.htm", false},
        {"Disallow: /*.php", "/a/index.php?x=1", false},
        {"Disallow: /*.php$", "/a/index.php?x=1", true},
        {"Disallow: /*.php$", "/index.php/a.php", false},
        {"Disallow: /a*b*c", "/a/b/d", true},
        {"Disallow: /a*b*c", "/axbxc/more", false},
        {"Disallow: *", "/anything", false},
        {"Disallow: /*?print=", "/qogam/1?print=1", false},
        {"Disallow: /*?print=", "/qogam/1", true},
        {"Disallow: qogam", "/qogam", true},
        {"Disallow: /Qogam", "/qogam", true},
        {"Disallow: /", "", false},
        {"Disallow: /", "/robots.txt", true},
    }));
    CAPTURE(rules, target);
    CHECK(is_allowed("User-agent: *\n" + std::string(rules), target) == expected);
}

TEST_CASE("percent-encodings are compared as the characters they stand for", "[fetch][robots]") {
    struct Case {
        const char* pattern;
        const char* target;
        bool matches;
    };
    const auto [pattern, target, matches] = GENERATE(values<Case>({
        {"/қоғам", "/%D2%9B%D0%BE%D2%93%D0%B0%D0%BC/1", true},
        {"/%d2%9b%d0%be", "/%D2%9B%D0%BE", true},
        {"/%D2%9B", "/\xD2\x9B", true},
        {"/a%62c", "/abc", true},
        {"/abc", "/%61bc", true},
        {"/a%2Fb", "/a/b", false},
        {"/a%2fb", "/a%2Fb", true},
        {"/a%2Ab", "/a*b", true},
        {"/a%2Ab", "/axb", false},
        {"/a$b", "/a$b", true},
        {"/a%24", "/a$", true},
        {"/100%", "/100%25", true},
        {"/100%", "/100%", true},
    }));
    CAPTURE(pattern, target);
    CHECK(is_allowed("User-agent: *\nDisallow: " + std::string(pattern), target) == !matches);
}

TEST_CASE("the groups that name arna count together, and only without them those for everybody", "[fetch][robots]") {
    const auto robots = "User-agent: *\nDisallow: /all\n\n"
                        "User-agent: ARNA/1.0 (news)\nDisallow: /first\n\n"
                        "User-Agent: other\nuser-agent:arna\n# both\nDISALLOW : /second # here\n"
                        "User-agent: arnabot\nDisallow: /third\n"
                        "User-agent: *\nDisallow: /more\n";
    CHECK(is_allowed(robots, "/all"));
    CHECK_FALSE(is_allowed(robots, "/first"));
    CHECK_FALSE(is_allowed(robots, "/second"));
    CHECK(is_allowed(robots, "/third"));
    const auto others = "User-agent: *\nDisallow: /all\nUser-agent: bad\nDisallow: /\nUser-agent: *\nDisallow: /more";
    CHECK_FALSE(is_allowed(others, "/all"));
    CHECK_FALSE(is_allowed(others, "/more"));
    CHECK(is_allowed(others, "/else"));
    CHECK(is_allowed("User-agent: *\nDisallow: /\nUser-agent: arna\nDisallow:\n", "/free"));
    CHECK(is_allowed("User-agent: other\nDisallow: /\n", "/free"));
}

TEST_CASE("a Crawl-delay ends the names of a group, other records do not", "[fetch][robots]") {
    CHECK(is_allowed("User-agent: *\nCrawl-delay: 10\n\nUser-agent: bad\nDisallow: /\n", "/page"));
    CHECK_FALSE(is_allowed("User-agent: *\nSitemap: https://a.example/s.xml\nUser-agent: bad\nDisallow: /\n", "/page"));
    CHECK_FALSE(is_allowed("User-agent: *\n\n\nHost: a.example\nDisallow: /\n", "/page"));
}

TEST_CASE("lines may end in any way, and what is no record is passed over", "[fetch][robots]") {
    CHECK_FALSE(is_allowed("\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a\r\n", "/a"));
    CHECK_FALSE(is_allowed("User-agent: *\rDisallow: /a\rDisallow: /b", "/b"));
    CHECK(is_allowed("<!DOCTYPE html><html><body>Disallow: /</body></html>", "/a"));
    CHECK(is_allowed("Disallow: /\nUser-agent: *\nAllow: /", "/a"));
    CHECK(is_allowed("", "/a"));
    CHECK_FALSE(is_allowed("User-agent: *\nDisallow /x\n: /\nDisallow: /a", "/a"));
}

TEST_CASE("a verdict names the line that decides", "[fetch][robots]") {
    const RobotsTxt robots("# ours\nUser-agent: *\r\nAllow: /\r\nDisallow: /qogam/  # not for robots\r\n");
    const auto verdict = robots.judge("https://kaz.example.kz/qogam/1");
    CHECK_FALSE(verdict.is_allowed);
    CHECK(verdict.line == 4);
    CHECK(verdict.rule == "Disallow: /qogam/");
    CHECK(RobotsTxt("User-agent: *\nDisallow: /x").judge("https://kaz.example.kz/qogam").line == 0);
}

TEST_CASE("Crawl-delay is the longest of the group, in seconds", "[fetch][robots]") {
    CHECK(RobotsTxt("User-agent: *\nCrawl-delay: 2.5\n").crawl_delay() == 2500ms);
    CHECK(RobotsTxt("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 7\n").crawl_delay() == 7s);
    CHECK(RobotsTxt("User-agent: *\nCrawl-delay: 99999999999\n").crawl_delay() == 24h);
    CHECK_FALSE(RobotsTxt("User-agent: *\nCrawl-delay: often\nCrawl-delay: -1\nCrawl-delay: nan").crawl_delay());
    CHECK_FALSE(RobotsTxt("User-agent: other\nCrawl-delay: 5\n").crawl_delay());
    CHECK(RobotsTxt("User-agent: *\nCrawl-delay: 9\nUser-agent: arna\nCrawl-delay: 1").crawl_delay() == 1s);
}

TEST_CASE("of a robots.txt over the limit the beginning counts, up to its last whole line", "[fetch][robots]") {
    const auto filler = repeated("# nothing\n", max_robots_txt / 10 - 4);
    const auto robots = "User-agent: *\nDisallow: /a\n" + filler + "Disallow: /but-not-this/at-all/and-more\n";
    REQUIRE(robots.size() > max_robots_txt);
    CHECK_FALSE(is_allowed(robots, "/a"));
    CHECK(is_allowed(robots, "/but-not-this/"));
}

TEST_CASE("patterns of many stars take linear time", "[fetch][robots]") {
    const auto pattern = repeated("*a", 20'000);
    const auto rules = "User-agent: *\nDisallow: /" + pattern + "b$\nDisallow: /" + pattern + "\n";
    CHECK(is_allowed(rules, "/" + repeated("a", 8'000)));
    CHECK(is_allowed("User-agent: *\n" + repeated("Disallow: /*aaaaaaaab\n", 20'000), "/" + repeated("a", 8'000)));
}

TEST_CASE("the robots.txt of an address lies at the root of its authority", "[fetch][robots]") {
    CHECK(robots_url("https://kaz.example.kz/qogam/?page=2#top") == "https://kaz.example.kz/robots.txt");
    CHECK(robots_url("http://127.0.0.1:8411") == "http://127.0.0.1:8411/robots.txt");
    CHECK(robots_url("http://me:secret@[::1]:80/x") == "http://[::1]:80/robots.txt");
}
