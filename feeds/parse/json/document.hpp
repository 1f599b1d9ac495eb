#pragma once
#include "feeds/parse/problems.hpp"
#include "feeds/text/error.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// A JSON document, in memory bounded by limits.hpp.
class JsonDocument {
public:
    /// Comments, trailing commas and a document that was cut are tolerated, with a problem. Errc::not_a_feed if it is
    /// no object, Errc::limit_exceeded if it is too deep or too large.
    [[nodiscard]] static Result<JsonDocument> read(std::string_view text, Problems& problems);

    /// The same for a document of any kind: also an array.
    [[nodiscard]] static Result<JsonDocument> read_any(std::string_view text, Problems& problems);

    /// Requires: it was read by read().
    [[nodiscard]] const boost::json::object& root() const { return value_.get_object(); }

    [[nodiscard]] const boost::json::value& value() const { return value_; }

private:
    explicit JsonDocument(boost::json::value value) : value_(std::move(value)) {}

    boost::json::value value_;
};

/// A value as text: a string, trimmed and without characters that XML does not allow, or a number as it would be
/// written; empty if it is anything else.
[[nodiscard]] std::string json_text(const boost::json::value& value);

/// The same of a member; empty if it is missing.
[[nodiscard]] std::string json_text(const boost::json::object& object, std::string_view name);

/// A member as a whole number: a number, or a string that is one.
[[nodiscard]] std::optional<std::uint64_t> json_count(const boost::json::object& object, std::string_view name);

/// A hash of all that a value holds, whatever white space and escapes it was written with.
[[nodiscard]] std::uint64_t json_hash(const boost::json::value& value);

/// The members of an array, or the one value that stands in its place: `visit(const value&)`.
template <class Visit>
void each_json_member(const boost::json::object& object, std::string_view name, Visit visit) {
    const auto* found = object.if_contains(name);
    if (found == nullptr) return;
    if (const auto* array = found->if_array()) {
        for (const auto& member : *array) visit(member);
    } else if (!found->is_null()) {
        visit(*found);
    }
}

} // namespace arna
