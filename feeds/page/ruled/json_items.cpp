#include "feeds/page/ruled/json_items.hpp"

#include "feeds/clean/markup/sanitize.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/date/page_zone.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/page/ruled/field_lists.hpp"
#include "feeds/page/ruled/ruled_date.hpp"
#include "feeds/parse/json/document.hpp"
#include "feeds/parse/markup.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/charset/charset.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_address = 8 << 10;

/// From here on a number counts milliseconds since 1970, as seconds it would be in the year 5138.
constexpr double first_milliseconds = 1e11;

/// How many members of an answer a message names.
constexpr std::size_t most_named = 8;

/// A text of one line: markup as what it shows.
std::string line_of(std::string_view text) {
    text = utf8_beginning(text, page_limits::field_bytes);
    const std::string shown = looks_like_html(text) ? plain_text(text) : std::string(text);
    return collapse_space(xml_characters(shown));
}

std::string name_of(const json::value& value) {
    const auto* object = value.if_object();
    return object == nullptr ? json_text(value) : json_text(*object, "name");
}

class JsonListing {
public:
    JsonListing(std::string url, const JsonItemRules& rules, VisibleDateOptions dates)
        : url_(std::move(url)), rules_(rules), dates_(std::move(dates)) {}

    void read(const json::value& answer, PageReading& reading) {
        bool is_list = false;
        const auto items = find_items(answer, is_list);
        std::set<std::string> known; // by id, or else link
        std::size_t without_link = 0;
        for (const json::value* each : items) {
            if (reading.items.size() >= page_limits::items) {
                reading.problems.push_back(
                    {"page-too-large", fmt::format("only the first {} items were read", page_limits::items), 0});
                break;
            }
            RawItem item = read_item(*each);
            if (item.link.empty()) {
                ++without_link;
            } else if (known.insert(item.id.empty() ? item.link : item.id).second) {
                reading.items.push_back(std::move(item));
            }
        }
        mark_rough_dates(reading.items, dates_);
        judge(answer, reading, is_list, items.size(), without_link);
    }

private:
    /// The items; of arrays their members. `is_list` says whether there is a list, be it empty.
    std::vector<const json::value*> find_items(const json::value& answer, bool& is_list) const {
        std::vector<const json::value*> items;
        for (const json::value* found : rules_.each.select(answer)) {
            if (const auto* array = found->if_array()) {
                for (const json::value& member : *array) items.push_back(&member);
            } else if (!found->is_null()) {
                items.push_back(found);
            }
            is_list = is_list || found->is_array() || found->is_null();
        }
        std::erase_if(items, [](const json::value* item) { return !item->is_object() && !item->is_array(); });
        if (items.empty() && rules_.each.is_of_members())
            is_list = is_list || std::ranges::any_of(rules_.each.holder().select(answer), is_empty);
        return items;
    }

    static bool is_empty(const json::value* holder) {
        const auto* array = holder->if_array();
        const auto* object = holder->if_object();
        return holder->is_null() || (array != nullptr && array->empty()) || (object != nullptr && object->empty());
    }

    void judge(const json::value& answer, PageReading& reading, bool is_list, std::size_t found,
               std::size_t without_link) const {
        reading.kind = PageKind::listing;
        if (!reading.items.empty()) {
            reading.evidence.emplace_back("items", "rule");
            if (without_link == 0) return;
            reading.problems.push_back(
                {"item-without-link", fmt::format("{} of {} items have no link and were left out", without_link, found),
                 0});
        } else if (found > 0) {
            reading.kind = PageKind::other;
            reading.problems.push_back(
                {"rule-matched-nothing",
                 rules_.link ? fmt::format("items.link ({}) matches nothing; none of {} items has a link",
                                           shown(rules_.rules.link), found)
                             : fmt::format("items.link is missing; none of {} items has a link", found),
                 0});
        } else if (!is_list) {
            reading.kind = PageKind::other;
            reading.problems.push_back(
                {"rule-matched-nothing",
                 fmt::format("items.each ({}) matches nothing{}", shown(rules_.rules.each), members_of(answer)), 0});
        }
    }

    static std::string shown(const RuleText& rule) {
        constexpr std::size_t longest = 80;
        const std::string text = rule.value_or("");
        return text.size() <= longest ? text : std::string(utf8_beginning(text, longest)) + "…";
    }

    /// What the answer has instead: "; the answer has /data /meta".
    static std::string members_of(const json::value& answer) {
        const auto* object = answer.if_object();
        if (object == nullptr || object->empty()) return answer.is_array() ? "; the answer is an array" : "";
        std::string text = "; the answer has";
        std::size_t count = 0;
        for (const auto& member : *object) {
            if (count++ == most_named) return text + " …";
            text += fmt::format(" /{:.40}", std::string_view(member.key()));
        }
        return text;
    }

    RawItem read_item(const json::value& value) const {
        const auto text = [&](const std::optional<JsonTemplate>& rule) {
            return rule ? rule->text(value) : std::string();
        };
        RawItem item;
        item.link = address(text(rules_.link));
        item.id = utf8_beginning(text(rules_.id), page_limits::field_bytes);
        item.title.value = line_of(text(rules_.title));
        item.summary.value = line_of(text(rules_.summary));
        if (auto content = text(rules_.content); !content.empty()) item.content.push_back(markup(content));
        item.image = address(text(rules_.image));
        item.authors = people_of(lines(rules_.authors, value));
        item.categories = labels_of(lines(rules_.categories, value));
        if (auto section = line_of(text(rules_.section)); !section.empty())
            item.categories.push_back({.term = std::move(section), .scheme = "page:section"});
        item.published = date(rules_.published, value);
        return item;
    }

    std::string address(std::string_view text) const {
        text = trim_html_space(text);
        if (text.empty() || text.size() > longest_address) return {};
        auto url = resolve_url(text, url_);
        return is_http_url(url) ? url : std::string();
    }

    Text markup(const std::string& text) const {
        if (!looks_like_html(text)) return {.value = text};
        return {.value = sanitize(text, {.base = url_, .drop_relative = true}).str(),
                .type = Text::Type::html,
                .base = url_};
    }

    /// Every text that a rule finds; of arrays their members, of objects their names.
    std::vector<std::string> lines(const std::optional<JsonTemplate>& rule, const json::value& value) const {
        std::vector<std::string> lines;
        const auto add = [&](std::string_view text) {
            if (lines.size() < page_limits::labels) lines.push_back(line_of(text));
        };
        if (!rule) return lines;
        if (!rule->is_path()) {
            add(rule->text(value));
        } else {
            for (const json::value* found : rule->path().select(value)) {
                if (const auto* array = found->if_array()) {
                    for (const json::value& member : *array) add(name_of(member));
                } else {
                    add(name_of(*found));
                }
            }
        }
        std::erase(lines, "");
        return lines;
    }

    std::optional<Time> date(const std::optional<JsonTemplate>& rule, const json::value& value) const {
        if (!rule) return std::nullopt;
        if (!rule->is_path()) return ruled_date(rule->text(value), rules_.date_format, dates_);
        for (const json::value* found : rule->path().select(value)) {
            const std::string text = json_text(*found);
            if (text.empty()) continue;
            if (!rules_.date_format && is_number(*found, text)) return moment_of(std::strtod(text.c_str(), nullptr));
            if (const auto time = ruled_date(text, rules_.date_format, dates_)) return time;
        }
        return std::nullopt;
    }

    /// Also in quotes; fewer digits could be a year or a day.
    static bool is_number(const json::value& value, std::string_view text) {
        return value.is_number() ||
               (text.size() >= 9 && text.size() <= 14 && std::ranges::all_of(text, is_ascii_digit));
    }

    static std::optional<Time> moment_of(double number) {
        constexpr double last = 253'402'300'800; // the year 10000
        if (number >= first_milliseconds) number /= 1000;
        if (!(number > 0 && number < last)) return std::nullopt;
        return Time(std::chrono::seconds(std::llround(std::floor(number))));
    }

    std::string url_;
    const JsonItemRules& rules_;
    VisibleDateOptions dates_;
};

} // namespace

bool is_json(std::string_view bytes, std::string_view content_type) {
    if (contains_lower(without_parameters(content_type), "json")) return true;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto start = trim_html_space(bytes.substr(0, 4096));
    return start.starts_with('{') || start.starts_with('[');
}

PageReading read_json_items(PageDocument document, const JsonItemRules* rules, const PageOptions& options, Time now) {
    PageReading reading;
    reading.link = document.url;
    const auto decoded = decode(std::move(document.bytes), document.content_type);
    Problems problems(decoded.text);
    const auto answer = JsonDocument::read_any(decoded.text, problems);
    reading.problems = problems.take();
    if (!answer) {
        const bool is_markup = trim_html_space(decoded.text).starts_with('<');
        reading.problems.push_back(
            {"json-unreadable", is_markup ? "it is markup, such as a web page, and no JSON" : answer.error().message,
             0});
    } else if (rules == nullptr) {
        reading.problems.push_back(
            {"json-without-rules", "it is JSON; say where its items are: [source.items] with each and link", 0});
    } else {
        VisibleDateOptions dates{.now = now};
        dates.zone.name = !options.time_zone.empty() ? options.time_zone : zone_of_country(url_host(document.url));
        JsonListing(document.url, *rules, std::move(dates)).read(answer->value(), reading);
    }
    return reading;
}

} // namespace arna
