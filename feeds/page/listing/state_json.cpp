#include "feeds/page/listing/state_json.hpp"

#include "feeds/clean/plain_field.hpp"
#include "feeds/page/date/page_clock.hpp"
#include "feeds/page/limits.hpp"
#include "feeds/parse/json/document.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_set>

namespace arna {
namespace {

namespace json = boost::json;

using Names = std::initializer_list<const char*>;

std::string first_text(const json::object& object, Names names) {
    for (const char* name : names) {
        const auto* value = object.if_contains(name);
        if (value == nullptr) continue;
        if (const auto* inner = value->if_object()) { // WordPress: {"rendered"}
            for (const char* part : {"rendered", "name", "title", "url", "src", "value"}) {
                if (auto text = json_text(*inner, part); !text.empty()) return text;
            }
        } else if (value->is_string() || value->is_number()) {
            if (auto text = json_text(*value); !text.empty()) return text;
        }
    }
    return {};
}

class States {
public:
    States(const PageView& page, const VisibleDateOptions& dates) : page_(page), dates_(dates) {}

    void add(std::string_view script) {
        constexpr std::size_t most_bytes = 4 << 20;
        if (script.size() > most_bytes) return;
        std::string text(trim_html_space(script));
        if (text.starts_with('[')) text = R"({"list":)" + text + "}";
        Problems problems(text);
        if (auto document = JsonDocument::read(text, problems)) look_through(document->root());
    }

    std::vector<RawItem> take() { return std::move(best_); }

private:
    void look_through(const json::object& root) {
        std::vector<std::pair<const json::value*, std::size_t>> stack;
        const auto push = [&](const json::value& value, std::size_t depth) {
            if ((value.is_object() || value.is_array()) && depth <= page_limits::json_depth)
                stack.emplace_back(&value, depth);
        };
        for (const auto& member : root) push(member.value(), 1);
        while (!stack.empty() && ++looked_ < page_limits::json_values) {
            const auto [value, depth] = stack.back();
            stack.pop_back();
            if (const auto* object = value->if_object()) {
                for (const auto& member : *object) push(member.value(), depth + 1);
            } else if (const auto* array = value->if_array()) {
                read_list(*array);
                for (std::size_t i = 0; i < std::min(array->size(), page_limits::items); ++i)
                    push((*array)[i], depth + 1);
            }
        }
    }

    void read_list(const json::array& array) {
        std::vector<RawItem> items;
        std::unordered_set<std::string> links;
        for (std::size_t i = 0; i < std::min(array.size(), page_limits::items); ++i) {
            const auto* object = array[i].if_object();
            if (object == nullptr) return;
            const auto* node = object->if_contains("node");
            auto item = item_of(node != nullptr && node->is_object() ? node->get_object() : *object);
            if (item && links.insert(item->link).second) items.push_back(std::move(*item));
        }
        if (items.size() >= 3 && items.size() * 2 > std::min(array.size(), page_limits::items) &&
            items.size() > best_.size())
            best_ = std::move(items);
    }

    [[nodiscard]] std::optional<RawItem> item_of(const json::object& object) const {
        RawItem item;
        item.title.value = plain_line(
            {.value = first_text(object, {"title", "headline", "name", "heading"}), .type = Text::Type::html});
        const auto address = first_text(object, {"url", "link", "href", "permalink", "canonicalUrl", "canonical_url",
                                                 "path", "uri", "fullUrl", "webUrl"});
        const auto letters = code_points(item.title.value);
        const bool is_address = address.starts_with('/') || is_http_url(address);
        if (letters < 10 || letters > 300 || !is_address) return std::nullopt;
        item.link = resolve_url(address, page_.base());
        if (!is_http_url(item.link)) return std::nullopt;
        const auto when =
            first_text(object, {"publishedAt", "published_at", "datePublished", "publishDate", "published", "pubDate",
                                "date", "created_at", "createdAt", "publicationDate"});
        auto date = read_machine_date(when);
        if (!date) date = find_date(when, dates_);
        if (date) item.published = moment_of(*date, dates_);
        if (item.published && *item.published > dates_.now + std::chrono::days(1)) item.published.reset();
        auto image = resolve_url(
            first_text(object, {"image", "imageUrl", "image_url", "thumbnail", "cover", "picture", "photo", "preview"}),
            page_.base());
        if (is_http_url(image)) item.image = std::move(image);
        item.summary.value = plain_line({.value = first_text(object, {"description", "summary", "lead", "excerpt",
                                                                      "announce", "anons", "subtitle"}),
                                         .type = Text::Type::html});
        auto section = plain_line({.value = first_text(object, {"section", "category", "rubric", "categoryName"})});
        if (!section.empty() && section.find_first_not_of("0123456789") != std::string::npos)
            item.categories.push_back({.term = std::move(section), .scheme = "page:section"});
        auto author = plain_line({.value = first_text(object, {"author", "authorName"})});
        if (!author.empty() && author.find_first_not_of("0123456789") != std::string::npos)
            item.authors.push_back({.name = std::move(author)});
        return item;
    }

    const PageView& page_;
    const VisibleDateOptions& dates_;
    std::size_t looked_ = 0;
    std::vector<RawItem> best_;
};

/// The object or array that begins at `at`, by its brackets; empty if it does not end.
std::string_view balanced(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = at; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return text.substr(at, i - at + 1);
        }
    }
    return {};
}

} // namespace

std::vector<RawItem> items_of_state(const PageView& page, const std::vector<std::string_view>& scripts,
                                    const VisibleDateOptions& dates) {
    States states(page, dates);
    for (const std::string_view script : scripts) states.add(script);
    return states.take();
}

std::vector<std::string_view> assigned_states(const PageView& page) {
    const HtmlTree& tree = page.tree();
    std::vector<std::string_view> found;
    constexpr std::size_t most = 10;
    for (std::uint32_t i = 0; i < tree.size() && found.size() < most; ++i) {
        const NodeId id{i};
        if (!tree.is(id, HtmlTag::script) || tree[id].first_child == no_node) continue;
        const auto text = tree[tree[id].first_child].text;
        for (const std::string_view name :
             {"_STATE__", "__NUXT__", "_DATA__", "initialState", "INITIAL_STATE", "__data"}) {
            const auto at = text.find(name);
            if (at == std::string_view::npos) continue;
            const auto begin = text.find_first_of("{[", at + name.size());
            const auto equals = text.find('=', at + name.size());
            if (begin == std::string_view::npos || equals == std::string_view::npos || equals > begin ||
                begin - equals > 8)
                continue;
            if (const auto state = balanced(text, begin); !state.empty()) found.push_back(state);
            break;
        }
    }
    return found;
}

} // namespace arna
