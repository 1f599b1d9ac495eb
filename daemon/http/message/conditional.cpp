#include "daemon/http/message/conditional.hpp"

#include "daemon/http/message/field_value.hpp"
#include "daemon/http/message/quality.hpp"
#include "feeds/text/date/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arna {
namespace {

/// What is compared of an entity-tag: without W/, quotes and the suffix of a coding, also that of a proxy that
/// compressed.
std::string_view opaque(std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.starts_with('"')) tag.remove_prefix(1);
    if (tag.ends_with('"')) tag.remove_suffix(1);
    for (const std::string_view suffix : {"-gzip", "-br", ";gzip", ";br"}) {
        if (tag.ends_with(suffix)) return tag.substr(0, tag.size() - suffix.size());
    }
    return tag;
}

/// Takes the next entity-tag of a list off its front. A comma may stand inside the quotes.
std::string_view take_tag(std::string_view& list) {
    list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    auto end = std::min(list.find_first_of("\","), list.size());
    if (end < list.size() && list[end] == '"') {
        const auto closing = list.find('"', end + 1);
        end = closing == std::string_view::npos ? list.size() : closing + 1;
    }
    const auto tag = list.substr(0, end);
    list.remove_prefix(end);
    return tag.substr(0, tag.find_last_not_of(" \t") + 1);
}

/// RFC 9110 §8.8.3, with the quotes that a 304 does without.
bool is_entity_tag(std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return tag.size() >= 2 && tag.starts_with('"') && tag.ends_with('"');
}

enum class Comparison { weak, strong };

bool matches(std::string_view list, const RenderedDocument& document, Comparison comparison) {
    std::array<char, longest_opaque_tag> buffer{};
    const auto own_opaque = opaque_tag(document.version, document.hash, buffer);
    while (!list.empty()) {
        const auto tag = take_tag(list);
        if (comparison == Comparison::strong && tag.starts_with("W/")) continue;
        if (tag == "*" || (!tag.empty() && opaque(tag) == own_opaque)) return true;
    }
    return false;
}

/// Nothing where `date` is none.
std::optional<bool> is_unmodified_since(const RenderedDocument& document, std::string_view date) {
    const auto since = parse_http_date(date);
    if (!since) return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(document.last_modified) <= *since;
}

} // namespace

bool is_precondition_failed(const HttpRequest& request, const RenderedDocument& document) {
    if (!request.if_match.empty()) return !matches(request.if_match, document, Comparison::strong);
    return !is_unmodified_since(document, request.if_unmodified_since).value_or(true);
}

bool is_not_modified(const HttpRequest& request, const RenderedDocument& document) {
    if (!request.if_none_match.empty()) return matches(request.if_none_match, document, Comparison::weak);
    if (request.if_modified_since.empty()) return false;
    return is_unmodified_since(document, request.if_modified_since).value_or(false);
}

bool asks_for_delta(const HttpRequest& request) {
    std::string_view list = request.a_im;
    bool is_listed = false;
    while (!list.empty()) {
        auto item = take_item(list, ',');
        if (is_token(take_item(item, ';'), "feed")) is_listed = quality(item) > 0;
    }
    return is_listed;
}

std::vector<std::string> listed_tags(const HttpRequest& request) {
    constexpr std::size_t most = 100;
    std::vector<std::string> tags;
    std::string_view list = request.if_none_match;
    while (!list.empty() && tags.size() < most)
        if (const auto tag = take_tag(list); is_entity_tag(tag)) tags.emplace_back(opaque(tag));
    return tags;
}

} // namespace arna
