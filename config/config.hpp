#pragma once
#include "feeds/model/boxed.hpp"
#include "feeds/model/page_rules.hpp"
#include "feeds/rules/item/match_item.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The configuration, after files, environment, secrets and defaults. config/option/option_table.cpp says what each key
/// means.
namespace arna {

/// What is read where nobody names a file.
inline constexpr std::string_view default_config_file = "/etc/arna/arna.toml";

/// A place in the configuration: a file by its index in Config::files; line and column from 1, columns in code points.
/// Line 0 is no place in a text: the environment, or the file as a whole.
struct Place {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// Which keys of a table the operator wrote, or its [defaults.…], and where; each by its index in the table
/// (config/option/option_table). Everything else is a default or follows from other keys.
class WrittenKeys {
public:
    [[nodiscard]] bool test(std::size_t option) const { return place(option) != nullptr; }

    /// Where the key stands that counts; null where it was not written.
    [[nodiscard]] const Place* place(std::size_t option) const {
        const auto found = std::ranges::find(keys_, option, &Key::option);
        return found == keys_.end() ? nullptr : &found->place;
    }

    void set(std::size_t option, Place place) {
        std::erase_if(keys_, [&](const Key& key) { return key.option == option; });
        keys_.push_back({option, place});
    }

    /// Takes one over from another table.
    void copy(std::size_t option, const WrittenKeys& other) {
        std::erase_if(keys_, [&](const Key& key) { return key.option == option; });
        if (const Place* place = other.place(option)) keys_.push_back({option, *place});
    }

private:
    struct Key {
        std::size_t option;
        Place place;
    };
    std::vector<Key> keys_;
};

enum class LogLevel { debug, info, warn, error };
enum class LogFormat { text, json };

struct DaemonConfig {
    enum class Language { kk, ru, en };

    std::vector<std::string> listen{"127.0.0.1:8411"};
    std::vector<std::string> admin{"127.0.0.1:8412"};
    std::string base_url;  ///< without a final slash
    std::string authority; ///< in feed ids
    std::string title;     ///< of the index page
    std::string state;     ///< absolute
    LogLevel log_level = LogLevel::info;
    LogFormat log_format = LogFormat::text;
    std::vector<std::string> trusted_proxies; ///< networks
    std::string time_zone = "UTC";            ///< an IANA name
    Language language = Language::en;         ///< of pages for a reader who asks for none of them
    bool has_base_url = false;                ///< `base_url` was configured
    WrittenKeys written;
};

struct StoreConfig {
    std::string url = "sqlite:";
    std::optional<std::chrono::milliseconds> keep;   ///< nothing: for ever
    std::optional<std::chrono::milliseconds> backup; ///< how often a copy is made; nothing: never
    std::int64_t backup_keep = 7;
    std::string backup_directory; ///< absolute; empty: "backups" in the state directory
    WrittenKeys written;
};

struct FetchConfig {
    std::string user_agent = "arna/{version} (+{base_url})"; ///< with its placeholders
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    std::uint64_t max_body = 10u << 20;
    std::uint64_t memory = 96u << 20;
    std::int64_t concurrency = 128;
    std::int64_t per_host = 2;
    std::vector<std::string> allow; ///< networks
    WrittenKeys written;
};

struct PublishConfig {
    std::string directory; ///< absolute; empty: none
    bool delta = false;
    std::string security_txt;  ///< absolute; empty: none
    std::string security_text; ///< what stands in it
    WrittenKeys written;
};

/// How much of an article is republished, from most to least.
enum class Republish { full, summary, none };

/// Where a rule's string begins in the configuration.
struct RulePlace {
    std::string_view key;  ///< "each"
    std::size_t index = 0; ///< within a list
    Place place;
};

/// [source.items] or [source.article] with the places of their rules, which make no difference.
template <class Rules>
struct RuleTable {
    Rules rules;
    std::vector<RulePlace> places;

    friend bool operator==(const RuleTable& a, const RuleTable& b) { return a.rules == b.rules; }
};

/// The pages of which of a source's articles are read: none, those of items without text, all.
enum class ArticlePages { never, missing, always };

/// `article`: a word, or a table with rules.
struct ArticleConfig {
    std::optional<ArticlePages> pages; ///< nothing, with `url` alone: of sitemaps `missing`, of feeds `never`
    Boxed<RuleTable<ArticleRules>> table = {};

    friend bool operator==(const ArticleConfig&, const ArticleConfig&) = default;
};

struct SourceConfig {
    enum class Freshness { obey, ignore };
    enum class Robots { obey, ignore };
    enum class Kind { feed, page, json, files }; ///< `feed`: also sitemaps

    std::string name;
    std::string url;  ///< one of this,
    std::string page; ///< this,
    std::string json; ///< this
    std::string path; ///< and this, an absolute pattern
    std::string title;
    bool enabled = true;
    std::optional<std::chrono::milliseconds> interval = std::chrono::hours(1); ///< nothing: learnt
    std::string language;
    std::string time_zone;
    std::vector<std::string> labels;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string username, password;
    std::string proxy;
    Freshness freshness = Freshness::obey;
    std::int64_t priority = 0;
    std::optional<std::chrono::milliseconds> keep; ///< nothing: for ever; always that of the store where not written
    std::int64_t keep_items = 0;
    std::int64_t max_per_day = 0;
    std::string site; ///< identity scope; empty: from the URL
    Republish content = Republish::full;
    std::optional<bool> publish; ///< always set after load_config()
    Boxed<RuleTable<ItemRules>> items;
    ArticleConfig article;
    std::int64_t article_limit = 10; ///< pages asked for in one poll
    std::chrono::milliseconds article_gap = std::chrono::seconds(3);
    std::vector<std::string> article_hosts;
    std::optional<std::chrono::milliseconds> revisit; ///< nothing: never
    Robots robots = Robots::obey;
    std::string link_match; ///< RE2; empty: every link
    std::chrono::milliseconds keep_pages = std::chrono::hours(48);
    std::int64_t sitemap_limit = 3;
    WrittenKeys written;
    Place place, name_place, url_place; ///< `url_place`: of whichever address it has

    [[nodiscard]] Kind kind() const {
        return !page.empty() ? Kind::page : !json.empty() ? Kind::json : !path.empty() ? Kind::files : Kind::feed;
    }

    /// What is visited: `url`, `page` or `json`; empty where files are read.
    [[nodiscard]] const std::string& address() const { return !page.empty() ? page : !json.empty() ? json : url; }
};

/// An item and whether a tag must have it.
struct TagTest {
    MatchItem item;
    bool is_in = true;
    Place place;
};

struct TagConfig {
    enum class Duplicates { keep, collapse };
    enum class Withdrawn { keep, drop };

    std::string name;
    std::string slug;
    std::string title;
    std::string description;
    std::string language;
    std::string match; ///< empty: #name
    std::vector<std::string> aliases;
    std::vector<std::string> sources; ///< only these; empty: every published one
    std::int64_t limit = 50;
    Duplicates duplicates = Duplicates::keep;
    Republish content = Republish::full;
    Withdrawn withdrawn = Withdrawn::keep;
    std::optional<std::chrono::milliseconds> keep; ///< nothing: for ever
    bool is_private = false;
    std::vector<std::string> languages; ///< editions: codes in lower case
    std::vector<std::string> digest;    ///< of "daily", "weekly"
    bool loose = false;
    std::vector<std::string> former_slugs;
    std::vector<TagTest> tests;
    WrittenKeys written;
    Place place, name_place, slug_place, match_place;
};

/// Terms that rules use as `list:name`.
struct ListConfig {
    std::string name;
    std::vector<std::string> words;
    std::string file; ///< absolute; empty: none
    WrittenKeys written;
    Place place, name_place, file_place;
    std::vector<std::string> file_words; ///< what `file` held when the configuration was loaded
};

struct Config {
    DaemonConfig daemon;
    StoreConfig store;
    FetchConfig fetch;
    PublishConfig publish;
    SourceConfig source_defaults;
    TagConfig tag_defaults;
    std::vector<SourceConfig> sources; ///< in the order of the files
    std::vector<TagConfig> tags;
    std::vector<ListConfig> lists;
    std::vector<std::string> files; ///< what was read, in order: files, then the variables that set a key
};

} // namespace arna
