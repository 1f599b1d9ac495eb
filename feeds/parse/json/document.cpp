#include "feeds/parse/json/document.hpp"

#include "feeds/parse/json/repair.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/characters.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"

#include <boost/json/error.hpp>
#include <boost/json/memory_resource.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <bit>
#include <cmath>
#include <new>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

/// Thrown through the parser when a document needs more memory than it may.
struct TooLarge {};

/// What a document's tree and its parser may take together.
class BoundedResource : public json::memory_resource {
public:
    explicit BoundedResource(std::size_t size) : left_(size) {}

private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        if (bytes > left_) throw TooLarge();
        left_ -= bytes;
        return ::operator new(bytes, std::align_val_t(alignment));
    }

    void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override {
        left_ += bytes;
        ::operator delete(memory, std::align_val_t(alignment));
    }

    bool do_is_equal(const json::memory_resource& other) const noexcept override { return this == &other; }

    std::size_t left_;
};

struct Attempt {
    std::optional<json::value> value;
    std::size_t read = 0; ///< bytes until the error
    bool is_too_deep = false;
};

Attempt try_parse(std::string_view text, bool is_lenient) {
    constexpr std::size_t first_block = 16 << 10;
    json::parse_options options;
    options.max_depth = limits::depth;
    options.allow_comments = is_lenient;
    options.allow_trailing_commas = is_lenient;
    const auto bounded =
        json::make_shared_resource<BoundedResource>(limits::json_share * text.size() + limits::json_bytes);
    json::stream_parser parser(bounded, options);
    parser.reset(json::make_shared_resource<json::monotonic_resource>(first_block, bounded));
    Attempt attempt;
    boost::system::error_code error;
    attempt.read = parser.write_some(text.data(), text.size(), error);
    attempt.is_too_deep = error == json::error::too_deep;
    if (!error) parser.finish(error);
    if (!error) attempt.value = parser.release();
    return attempt;
}

/// Strictly, then with more and more repairs.
Result<json::value> parse_or_repair(std::string_view text, Problems& problems) {
    auto attempt = try_parse(text, false);
    std::string repaired;
    if (!attempt.value && !attempt.is_too_deep) {
        problems.add("json-not-well-formed", attempt.read, "it was repaired");
        repaired = escape_json_strings(text);
        attempt = try_parse(repaired, true);
    }
    if (!attempt.value && !attempt.is_too_deep) {
        if (attempt.read >= repaired.size()) problems.add("json-truncated", text.size(), "the document ends too early");
        repaired = close_json(std::string_view(repaired).substr(0, attempt.read));
        attempt = try_parse(repaired, true);
    }
    if (attempt.is_too_deep) return fail(Errc::limit_exceeded, "the JSON is nested too deeply");
    if (!attempt.value) return fail(Errc::not_a_feed, "it begins like JSON, but it is not well-formed");
    return std::move(*attempt.value);
}

/// Hashes values one after another, each seeded with the one before. A value begins with its kind and size, so that
/// different trees are different bytes.
class JsonHash {
public:
    /// As deep as limits::depth allows.
    void add(const json::value& value) {
        const auto kind = static_cast<std::uint64_t>(value.kind());
        if (const auto* object = value.if_object()) {
            number(kind, object->size());
            for (const auto& [name, member] : *object) {
                text(kind, name);
                add(member);
            }
        } else if (const auto* array = value.if_array()) {
            number(kind, array->size());
            for (const auto& member : *array) add(member);
        } else if (const auto* string = value.if_string()) {
            text(kind, *string);
        } else if (const auto* real = value.if_double()) {
            number(kind, std::bit_cast<std::uint64_t>(*real));
        } else if (const auto* integer = value.if_int64()) {
            number(kind, static_cast<std::uint64_t>(*integer));
        } else if (const auto* natural = value.if_uint64()) {
            number(kind, *natural);
        } else {
            number(kind, value.is_bool() && value.get_bool() ? 1 : 0);
        }
    }

    [[nodiscard]] std::uint64_t result() const { return hash_; }

private:
    void number(std::uint64_t kind, std::uint64_t value) {
        const std::array both = {kind, value};
        hash_ = XXH3_64bits_withSeed(both.data(), sizeof both, hash_);
    }

    void text(std::uint64_t kind, std::string_view value) {
        number(kind, value.size());
        hash_ = XXH3_64bits_withSeed(value.data(), value.size(), hash_);
    }

    std::uint64_t hash_ = 0;
};

/// Without what no text holds; controls that windows-1252 has characters for are these.
std::string text_of(std::string_view written) {
    std::string made;
    for (std::size_t at = 0; at < written.size();) append_utf8(made, windows_1252(next_code_point(written, at)));
    return xml_characters(made);
}

} // namespace

Result<JsonDocument> JsonDocument::read(std::string_view text, Problems& problems) {
    auto document = read_any(text, problems);
    if (document && !document->value_.is_object()) {
        return fail(Errc::not_a_feed, "it is a JSON document, but no object");
    }
    return document;
}

Result<JsonDocument> JsonDocument::read_any(std::string_view text, Problems& problems) {
    try {
        auto value = parse_or_repair(text, problems);
        if (!value) return std::unexpected(std::move(value.error()));
        return JsonDocument(std::move(*value));
    } catch (const TooLarge&) {
        return fail(Errc::limit_exceeded, "the JSON has too many parts");
    }
}

std::uint64_t json_hash(const json::value& value) {
    JsonHash hash;
    hash.add(value);
    return hash.result();
}

std::string json_text(const json::value& value) {
    if (const auto* text = value.if_string()) {
        const auto trimmed = trim_html_space(std::string_view(text->data(), text->size()));
        return find_no_text(trimmed) < trimmed.size() ? text_of(trimmed) : std::string(trimmed);
    }
    if (const auto* real = value.if_double()) return fmt::format("{}", *real);
    return value.is_number() ? json::serialize(value) : std::string();
}

std::string json_text(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr ? std::string() : json_text(*found);
}

std::optional<std::uint64_t> json_count(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (found == nullptr) return std::nullopt;
    if (const auto* number = found->if_double(); number != nullptr && *number >= 0 && *number < 1e18)
        return static_cast<std::uint64_t>(std::llround(*number));
    return read_count(json_text(*found));
}

} // namespace arna
