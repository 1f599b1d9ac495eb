#include "daemon/app/command/store/rows/revision_rows.hpp"

#include "daemon/app/terminal/local_time.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "feeds/html/plain_text.hpp"
#include "feeds/text/date/date.hpp"
#include "feeds/text/words/word_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t context = 10; ///< words around a change
constexpr auto field_names =
    std::to_array<std::string_view>({"title", "summary", "content", "author", "link", "picture"});

bool is_address(std::string_view field) { return field == "link" || field == "picture"; }

/// What is compared, by field_names.
using Fields = std::array<std::string, field_names.size()>;

Fields fields_of(const Entry& entry) {
    std::string authors;
    for (const auto& author : entry.authors) {
        if (!authors.empty()) authors += ", ";
        authors += author.name.empty() ? author.email : author.name;
    }
    return {entry.title,      plain_text(entry.summary.str()), plain_text(entry.content.str()), authors, entry.link,
            entry.picture.url};
}

std::string_view sign_of(WordRun::Kind kind) {
    switch (kind) {
    case WordRun::Kind::same: return "=";
    case WordRun::Kind::removed: return "-";
    case WordRun::Kind::added: return "+";
    }
    return "";
}

json::value row_of(const WordDiff& diff) {
    if (diff.is_counted) return json::object{{"removed", diff.removed}, {"added", diff.added}};
    json::array runs;
    for (const auto& run : diff.runs) runs.push_back(json::array{sign_of(run.kind), run.text});
    return runs;
}

/// An address is one word, however it is punctuated.
json::value address_row(const std::string& before, const std::string& now) {
    json::array runs;
    if (!before.empty()) runs.push_back(json::array{sign_of(WordRun::Kind::removed), before});
    if (!now.empty()) runs.push_back(json::array{sign_of(WordRun::Kind::added), now});
    return runs;
}

/// Whether a blank stands before a run, told by what begins it and what ended the one before.
bool follows_blank(std::string_view before, std::string_view text) {
    constexpr auto closing =
        std::to_array<std::string_view>({".", ",", ";", ":", "!", "?", ")", "]", "}", "…", "»", "”"});
    constexpr auto opening = std::to_array<std::string_view>({"(", "[", "{", "«", "“", "„", "#"});
    return std::ranges::none_of(closing, [&](std::string_view sign) { return text.starts_with(sign); }) &&
           std::ranges::none_of(opening, [&](std::string_view sign) { return before.ends_with(sign); });
}

/// A diff as row_of() told it, but for the blanks, which follows_blank() tells.
std::string text_of(const json::value& row) {
    WordDiff diff;
    if (const auto* counts = row.if_object()) {
        diff.is_counted = true;
        diff.removed = counts->at("removed").to_number<std::size_t>();
        diff.added = counts->at("added").to_number<std::size_t>();
        return marked_text(diff, context);
    }
    std::string before;
    for (const auto& run : row.as_array()) {
        const std::string_view sign = run.at(0).as_string();
        const auto text = shown_text(run.at(1).as_string());
        const auto kind = sign == "-"   ? WordRun::Kind::removed
                          : sign == "+" ? WordRun::Kind::added
                                        : WordRun::Kind::same;
        diff.runs.push_back({.kind = kind, .text = text, .follows_blank = follows_blank(before, text)});
        before = text;
    }
    return marked_text(diff, context);
}

} // namespace

json::array revision_rows(std::span<const ArticleText> texts) {
    json::array rows;
    Fields before;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto now = fields_of(texts[i].entry);
        if (i > 0) {
            json::object row{{"revision", texts[i].revision}, {"at", format_rfc3339(texts[i].told)}};
            for (std::size_t field = 0; field < field_names.size(); ++field)
                if (now[field] != before[field])
                    row[field_names[field]] = is_address(field_names[field])
                                                  ? address_row(before[field], now[field])
                                                  : row_of(diff_words(before[field], now[field]));
            rows.push_back(std::move(row));
        }
        before = std::move(now);
    }
    return rows;
}

std::string revisions_text(const json::object& article) {
    std::string text;
    const auto* revisions = article.if_contains("revisions");
    if (revisions == nullptr) return text;
    for (const auto& value : revisions->as_array()) {
        const auto& row = value.as_object();
        const auto at = parse_date(row.at("at").as_string());
        text += fmt::format("  revision {}  {}\n", row.at("revision").to_number<std::int64_t>(),
                            at ? local_minute(*at) : "");
        for (const auto field : field_names)
            if (const auto* changed = row.if_contains(field))
                text += fmt::format("    {}: {}\n", field, text_of(*changed));
    }
    return text;
}

} // namespace arna
