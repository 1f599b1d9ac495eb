#include "feeds/rules/link_pattern.hpp"

#include <re2/re2.h>

namespace arna {

LinkPattern::LinkPattern(const std::string& expression)
    : expression_(expression.empty() ? nullptr : std::make_unique<re2::RE2>(expression, re2::RE2::Quiet)) {}
LinkPattern::~LinkPattern() = default;

bool LinkPattern::matches(std::string_view link) const {
    return !expression_ ||
           (expression_->ok() && re2::RE2::PartialMatch(re2::StringPiece(link.data(), link.size()), *expression_));
}

} // namespace arna
