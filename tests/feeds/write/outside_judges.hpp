#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Programs of others that judge our documents.
namespace arna {

/// What jing finds wrong with a document by the grammar of RFC 4287; empty: it is valid. Nothing where jing is not
/// installed,
/// which the test says aloud.
[[nodiscard]] std::optional<std::string> atom_errors(std::string_view document);

/// What feedparser understands, as JSON: {"bozo", "feed": {…}, "entries": […]}. Nothing where it is not installed.
[[nodiscard]] std::optional<std::string> understood_by_feedparser(std::string_view document);

} // namespace arna
