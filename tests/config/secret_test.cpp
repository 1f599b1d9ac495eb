#include "config/option/secret.hpp"

#include "config/print.hpp"

#include "config_folder.hpp"
#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("A secret comes from the file that its twin names", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("password", "s3cret\n");
    folder.write("headers", "Authorization: Bearer abc\nX-Plain: 1\n");
    folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\nusername = \"u\"\npassword_file = \"password\"\n"
                              "headers_file = \"headers\"\n");
    const auto loaded = folder.load();
    REQUIRE(loaded);
    const SourceConfig& source = loaded->config.sources.at(0);
    CHECK(source.password == "s3cret");
    CHECK(source.headers ==
          std::vector<std::pair<std::string, std::string>>{{"Authorization", "Bearer abc"}, {"X-Plain", "1"}});
    CHECK(source.publish == false);
    CHECK(loaded->warnings.empty());
}

TEST_CASE("A relative secret is looked up among the credentials first", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("password", "beside");
    folder.write("credentials/password", "from systemd");
    folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword_file = \"password\"\n");
    const auto password = [&](ConfigFolder::Variables variables) {
        const auto loaded = folder.load(std::move(variables));
        REQUIRE(loaded);
        return loaded->config.sources.at(0).password;
    };
    CHECK(password({{"HOME", "/h"}}) == "beside");
    CHECK(password({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", folder.path() / "credentials"}}) == "from systemd");
    CHECK(password({{"HOME", "/h"}, {"CREDENTIALS_DIRECTORY", folder.path() / "none"}}) == "beside");
}

TEST_CASE("A secret that cannot be read is an error", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("empty", "\n");
    const auto [name, message] = GENERATE(table<std::string, std::string>({
        {"none", "which cannot be read: No such file or directory"},
        {"empty", "which is empty"},
    }));
    folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword_file = \"" + name + "\"\n");
    CHECK(folder.messages() ==
          std::vector<std::string>{"arna.toml:3:17: 'password_file' names " + name + ", " + message});
}

TEST_CASE("A secret that everyone may read is a warning", "[config][secret]") {
    const ConfigFolder folder;
    const auto readable = std::filesystem::perms(0644);
    SECTION("in the configuration") {
        folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword = \"x\"\n", readable);
        CHECK(folder.messages() ==
              std::vector<std::string>{
                  "arna.toml:3:1: warning: a secret in a file that everyone may read; chmod o= arna.toml, or "
                  "use a *_file key"});
    }
    SECTION("in a file of its own") {
        folder.write("secret", "x", readable);
        folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword_file = \"secret\"\n", readable);
        CHECK(folder.messages() ==
              std::vector<std::string>{
                  "arna.toml:3:17: warning: names secret, a secret that everyone may read; chmod o= secret"});
    }
    SECTION("but not where nobody else can") {
        folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword = \"x\"\n");
        CHECK(folder.messages().empty());
    }
}

TEST_CASE("Secrets are never printed, nor quoted in messages", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("password", "hunter2");
    folder.write("arna.toml", R"([[source]]
name = "a"
url = "https://user:hunter2@a.kz/rss?token=hunter2"
password_file = "password"
proxy = "http://me:hunter2@proxy.kz:3128"
headers = { Authorization = "Bearer hunter2", "X-Api-Key" = "hunter2", Accept = "text/xml" }
)");
    const auto loaded = folder.load();
    REQUIRE(loaded);
    const std::string printed = print_config(loaded->config, {});
    CHECK(printed.find("hunter2") == std::string::npos);
    CHECK(printed.find("Accept = \"text/xml\"") == std::string::npos); // names are quoted
    CHECK(printed.find("\"Accept\" = \"text/xml\"") != std::string::npos);

    folder.write(
        "arna.toml",
        "[[source]]\nurl = \"ftp://user:hunter2@a.kz\"\nproxy = \"hunter2\"\nheaders = { A = \"hunter2\\u0001\" }\n");
    for (const std::string& message : folder.messages()) CHECK(message.find("hunter2") == std::string::npos);
    folder.write("arna.toml", "[daemon]\nbase_url = \"https://me:hunter2@a.kz\"\n[store]\n"
                              "url = \"postgresql://me:hunter2@db/arna\"\n");
    CHECK(
        folder.messages() ==
        std::vector<std::string>{"arna.toml:2:12: 'base_url' is \"https://***@a.kz\", no base of addresses; write one "
                                 "like https://feeds.example.kz",
                                 "arna.toml:4:7: 'url' is \"postgresql://***@db/arna\", not supported yet; write "
                                 "\"sqlite:\""});
}

TEST_CASE("A password is not shown because it looks like an address", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz\"\npassword = \"a://hunter2\"\n"
                              "headers = { Cookie = \"to=https://hunter2\" }\n");
    const auto loaded = folder.load();
    REQUIRE(loaded);
    CHECK(print_config(loaded->config, {}).find("hunter2") == std::string::npos);
}

TEST_CASE("Addresses and header fields that carry secrets are known", "[config][secret]") {
    CHECK(has_token("https://a.kz/rss?token=x"));
    CHECK(has_token("https://a.kz/rss?a=1&api_key=x#f"));
    CHECK(has_token("https://a.kz/rss?u=0123456789abcdef0123456789abcdef"));
    CHECK_FALSE(has_token("https://a.kz/rss?category=economy&page=2"));
    CHECK_FALSE(has_token("https://a.kz/rss?monkey=1"));
    CHECK_FALSE(has_token("https://a.kz/rss?token="));
    CHECK_FALSE(has_token("https://a.kz/token"));
    CHECK(has_credentials("https://a:b@c.kz/"));
    CHECK_FALSE(has_credentials("https://c.kz/@user"));
    CHECK(is_secret_header("Authorization"));
    CHECK(is_secret_header("X-Auth-Token"));
    CHECK(is_secret_header("Cookie"));
    CHECK_FALSE(is_secret_header("Accept-Language"));
}

TEST_CASE("Of an address only credentials and what looks like a token are masked", "[config][secret]") {
    struct Case {
        const char* address;
        const char* masked;
    };
    const auto example = GENERATE(values<Case>({
        {"https://a.kz/rss?lang=kk&page=2", "https://a.kz/rss?lang=kk&page=2"},
        {"https://a.kz/rss?lang=kk&token=abc&page=2#f", "https://a.kz/rss?lang=kk&token=***&page=2#f"},
        {"https://a.kz/rss?a=1;key=abc;b=2", "https://a.kz/rss?a=1;key=***;b=2"},
        {"https://a.kz/rss?u=0123456789abcdef0123456789abcdef", "https://a.kz/rss?u=***"},
        {"https://u:p@a.kz:8080/?token=x", "https://***@a.kz:8080/?token=***"},
        {"https://token@a.kz/", "https://***@a.kz/"},
        {"https://a.kz/@author", "https://a.kz/@author"},
        {"https://a.kz:8080/@author", "https://a.kz:8080/@author"},
        // What is no proper address is quoted in a message.
        {"postgresql://u:pa/ss@db/arna", "postgresql://***@db/arna"},
        {"postgresql:host=db password=x", "postgresql:host=db password=***"},
        {"u:p@a.kz", "***@a.kz"},
        {"http:\\\\u:p@a.kz", "***@a.kz"},
        {"a@b", "a@b"},
        {"", ""},
    }));
    CAPTURE(example.address);
    CHECK(masked_address(example.address) == example.masked);
    CHECK(is_masked(example.masked) == (masked_address(example.address) != example.address &&
                                        std::string_view(example.masked).find("***@a.kz") != 0));
}

TEST_CASE("A secret that was masked is refused, wherever it stands", "[config][secret]") {
    const ConfigFolder folder;
    const auto [lines, place] = GENERATE(table<std::string, std::string>({
        {"url = \"https://a.kz\"\npassword = \"***\"", "3:12: 'password'"},
        {"url = \"https://***@a.kz/\"", "2:7: 'url'"},
        {"url = \"https://a.kz/?page=1&token=***\"", "2:7: 'url'"},
        {"url = \"https://a.kz\"\nproxy = \"http://***@b.kz:1\"", "3:9: 'proxy'"},
        {"url = \"https://a.kz\"\nheaders = { Cookie = \"***\" }", "3:22: 'headers'"},
    }));
    folder.write("arna.toml", "[[source]]\n" + lines + "\n");
    CHECK(folder.messages() ==
          std::vector<std::string>{"arna.toml:" + place +
                                   " has \"***\", a secret that was masked by arna config; write the secret itself"});
}

TEST_CASE("Who does not visit sources can do without a secret that the service alone is shown", "[config][secret]") {
    const ConfigFolder folder;
    folder.write("arna.toml", "[[source]]\nurl = \"https://a.kz/\"\nusername = \"u\"\npassword_file = \"pass\"\n");
    CHECK_FALSE(folder.load().has_value());
    const auto loaded = load_config({.file = folder.path() / "arna.toml",
                                     .environment = Environment({{"HOME", "/home/arna"}}),
                                     .may_lack_secrets = true});
    REQUIRE(loaded.has_value());
    CHECK(folder.texts(loaded->warnings) ==
          std::vector<std::string>{
              "arna.toml:4:17: warning: 'password_file' names pass, which is not there; the service gets it "
              "if its unit has LoadCredential=pass:…"});
    CHECK(loaded->config.sources.front().publish == false);
    CHECK(print_config(loaded->config, Environment({{"HOME", "/home/arna"}})).contains("password = \"***\""));
}
