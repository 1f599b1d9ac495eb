#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a site asks of programs that visit it (RFC 9309). Pure.
namespace arna {

/// Bytes of a robots.txt that are read; RFC 9309 §2.5 wants at least as many. A rule that is cut there does not count.
inline constexpr std::size_t max_robots_txt = 500u << 10;

/// The name by which a robots.txt speaks to this program.
inline constexpr std::string_view robot_name = "arna";

/// What a robots.txt says of one address, and the line that decides.
struct RobotsVerdict {
    bool is_allowed = true;
    std::size_t line = 0; ///< from 1; 0: no rule is about the address
    std::string rule;     ///< that line: "Disallow: /search"

    friend bool operator==(const RobotsVerdict&, const RobotsVerdict&) = default;
};

/// The rules of a robots.txt that hold for this program: those of all groups that name it, else those of all groups
/// for "*". What is no record of the format is passed over, whatever it is.
class RobotsTxt {
public:
    /// Nothing is forbidden.
    RobotsTxt() = default;
    explicit RobotsTxt(std::string_view bytes);

    /// Judges the path and query of a URL: the rule with the longest pattern decides, of equally long ones Allow
    /// (§2.2.2). Percent-encodings are compared as the characters they stand for (§2.2.3). The robots.txt itself is
    /// allowed. Takes time linear in the rules and, for each, in the address.
    [[nodiscard]] RobotsVerdict judge(std::string_view url) const;

    /// How far apart visits shall be: the longest Crawl-delay of those rules. No part of the RFC, but obeyed widely.
    [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

private:
    struct Rule {
        bool allows = false;
        std::string pattern; ///< normalised; "*" stands for anything
        bool is_anchored = false;
        std::size_t line = 0;
        std::string text;
    };
    struct Group;

    static void read_rule(Group& group, std::string_view key, std::string_view value, std::size_t line,
                          std::string_view text);
    [[nodiscard]] static bool matches(const Rule& rule, std::string_view path);

    std::vector<Rule> rules_;
    std::optional<std::chrono::milliseconds> crawl_delay_;
};

/// Where the robots.txt of an http(s) address is: "https://kaz.example.kz:8443/robots.txt".
[[nodiscard]] std::string robots_url(std::string_view url);

} // namespace arna
