#pragma once
#include "feeds/model/page_reading.hpp"
#include "feeds/page/read_page.hpp"
#include "feeds/page/ruled/json_rules.hpp"

#include <string_view>

namespace arna {

/// Whether a document is JSON: its media type says so, or it begins with '{' or '['.
[[nodiscard]] bool is_json(std::string_view bytes, std::string_view content_type);

/// Reads the items of a JSON API's answer by rules (null: none, then it is `other` with the problem
/// `json-without-rules`).
/// Texts become plain, markup is sanitised, addresses absolute. Times are seconds or milliseconds since 1970, or text
/// as on
/// a page. The reading is a listing, be it an empty one, unless `rule-matched-nothing` is among the problems: nothing
/// is
/// there that `each` asks for, or no item has a link. What is no JSON is `other`, with a problem that begins with
/// `json-`. `options.rules` is not looked at.
[[nodiscard]] PageReading read_json_items(PageDocument document, const JsonItemRules* rules, const PageOptions& options,
                                          Time now);

} // namespace arna
