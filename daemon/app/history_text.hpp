#pragma once
#include "daemon/app/history.hpp"

#include <boost/json.hpp>

#include <span>
#include <string>

/// How the answers of history.hpp are printed, for people and for programs.
namespace arna {

[[nodiscard]] std::string text_of(std::span<const ExplainedArticle> articles);
[[nodiscard]] boost::json::value json_of(std::span<const ExplainedArticle> articles);

[[nodiscard]] std::string text_of(std::span<const TagPlan> plans);
[[nodiscard]] boost::json::value json_of(std::span<const TagPlan> plans);

/// One article in two lines: date, source and title; then the address.
[[nodiscard]] std::string text_of(const Article& article);
[[nodiscard]] boost::json::object json_of(const Article& article);

/// Where and as what it was found: "title: Референдумға".
[[nodiscard]] std::string text_of(std::span<const Evidence> because);
[[nodiscard]] boost::json::array json_of(std::span<const Evidence> because);

} // namespace arna
