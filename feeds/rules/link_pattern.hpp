#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace arna {

/// A regular expression (RE2) that links are looked at with; an empty one matches all.
class LinkPattern {
public:
    explicit LinkPattern(const std::string& expression);
    ~LinkPattern();

    /// Whether it is found anywhere in the link. An expression that does not compile is found in none.
    [[nodiscard]] bool matches(std::string_view link) const;

private:
    std::unique_ptr<re2::RE2> expression_; ///< null: all match
};

} // namespace arna
