#pragma once
#include <boost/json/value.hpp>

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// Why a text is no path into JSON.
struct JsonPathError {
    std::string message;
    std::size_t column = 1; ///< in code points, from 1
};

/// Where values stand in a JSON document: a pointer (RFC 6901), "/data/items/0", or a dotted path, "data.items[0]"; in
/// both "*" is any member of an object or array. The empty path is the whole document. Immutable.
class JsonPath {
public:
    static constexpr std::size_t most_bytes = 4 << 10;
    static constexpr std::size_t most_steps = 64;

    [[nodiscard]] static std::expected<JsonPath, JsonPathError> compile(std::string_view text);

    /// The values at the path, in the order of the document. Each value of the document is looked at once at most.
    [[nodiscard]] std::vector<const boost::json::value*> select(const boost::json::value& from) const;

    /// Whether it ends with "*"; then holder() is the path of what has these members.
    [[nodiscard]] bool is_of_members() const { return !steps_.empty() && steps_.back().is_any; }
    [[nodiscard]] JsonPath holder() const;

private:
    class Reader;
    struct Step {
        bool is_any = false;
        std::string name;
    };

    std::vector<Step> steps_;
};

/// A text made of values: with paths in braces, "https://qala.example/{/slug}", it is a template, in which "{{" and
/// "}}"
/// are braces; else it is a path alone. Immutable.
class JsonTemplate {
public:
    [[nodiscard]] static std::expected<JsonTemplate, JsonPathError> compile(std::string_view text);

    /// Whether it is a path alone.
    [[nodiscard]] bool is_path() const { return parts_.empty(); }
    /// Requires: is_path().
    [[nodiscard]] const JsonPath& path() const { return path_; }

    /// The text of the first value at the path; of a template with the first value at each of its paths, or empty if
    /// one
    /// of them has none (json_text() of document.hpp).
    [[nodiscard]] std::string text(const boost::json::value& from) const;

private:
    struct Part {
        std::string literal; ///< before the path
        JsonPath path;
        bool has_path = false;
    };

    JsonPath path_;
    std::vector<Part> parts_;
};

} // namespace arna
