#pragma once
#include "daemon/app/history.hpp"

#include <boost/json.hpp>

#include <span>
#include <string>

/// The rows that commands answer with, and what people see of them.
namespace arna {

[[nodiscard]] boost::json::object row_of(const Article& article);

/// Its link, or its published id where it has none.
[[nodiscard]] const std::string& address_of(const Article& article);
[[nodiscard]] boost::json::object row_of(const ExplainedArticle& explained);
[[nodiscard]] boost::json::object row_of(const TagPlan& plan);
[[nodiscard]] boost::json::array row_of(std::span<const Evidence> because);

/// Two lines: date, source and title; then the address. And one for each thing that sets it apart: it follows another
/// article, its source took it back.
[[nodiscard]] std::string article_text(const boost::json::object& article);

/// The same, with its revisions where the row has them.
[[nodiscard]] std::string listed_article_text(const boost::json::object& article);

/// The same, with what was found: "title: Референдумға".
[[nodiscard]] std::string found_article_text(const boost::json::object& article);

/// An article, and the rule of each tag as a tree.
[[nodiscard]] std::string explanation_text(const boost::json::object& explained);

/// "#Спорт: +2 −1, 7 stay", with examples.
[[nodiscard]] std::string plan_text(const boost::json::object& plan);

/// Where and as what a term was found: "title: Референдумға; category: Спорт".
[[nodiscard]] std::string evidence_text(const boost::json::array& because);

} // namespace arna
