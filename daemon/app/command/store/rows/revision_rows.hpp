#pragma once
#include "daemon/store/records.hpp"

#include <boost/json.hpp>

#include <span>
#include <string>

namespace arna {

/// What each text of an article changed in the one before it, word by word: {"revision": 2, "at": "…", "title": [["=",
/// "Референдум"], ["-", "күні"], ["+", "уақыты"]]}, with the fields that changed of title, summary, content, author,
/// link and picture. In place of the words of very long texts: {"removed": 12, "added": 30}.
[[nodiscard]] boost::json::array revision_rows(std::span<const ArticleText> texts);

/// The "revisions" of a row for people: a line for each with its number and time, and one for each field.
[[nodiscard]] std::string revisions_text(const boost::json::object& article);

} // namespace arna
