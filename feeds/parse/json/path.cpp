#include "feeds/parse/json/path.hpp"

#include "feeds/parse/json/document.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

JsonPathError error_at(std::string_view text, std::size_t at, std::string message) {
    return {.message = std::move(message), .column = code_points(text.substr(0, at)) + 1};
}

/// The index that a name is: digits without a zero before them (RFC 6901 §4).
std::optional<std::size_t> index_of_name(std::string_view name) {
    std::size_t index = 0;
    const char* const end = name.data() + name.size();
    const auto [behind, error] = std::from_chars(name.data(), end, index);
    const bool is_number = error == std::errc() && behind == end && (name.size() == 1 || name.front() != '0');
    return is_number ? std::optional(index) : std::nullopt;
}

void add_members(const json::value& value, std::vector<const json::value*>& found) {
    if (const auto* array = value.if_array()) {
        for (const json::value& member : *array) found.push_back(&member);
    } else if (const auto* object = value.if_object()) {
        for (const auto& member : *object) found.push_back(&member.value());
    }
}

const json::value* member_of(const json::value& value, std::string_view name) {
    if (const auto* object = value.if_object()) return object->if_contains(name);
    const auto* array = value.if_array();
    const auto index = array == nullptr ? std::nullopt : index_of_name(name);
    return index ? array->if_contains(*index) : nullptr;
}

} // namespace

/// Cuts a path into steps.
class JsonPath::Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::expected<JsonPath, JsonPathError> read() {
        if (text_.size() > most_bytes) {
            return std::unexpected(error_at(text_, 0, fmt::format("it is longer than {} KiB", most_bytes >> 10)));
        }
        if (!text_.empty()) text_.front() == '/' ? read_pointer() : read_dotted();
        if (!message_.empty()) return std::unexpected(error_at(text_, at_, std::move(message_)));
        return std::move(path_);
    }

private:
    bool fail(std::string_view message) {
        if (message_.empty()) message_ = message;
        return false;
    }

    bool add(std::string name, bool is_any) {
        if (path_.steps_.size() == most_steps) return fail(fmt::format("it has more than {} steps", most_steps));
        path_.steps_.push_back({.is_any = is_any, .name = std::move(name)});
        return true;
    }

    void read_pointer() {
        while (at_ < text_.size()) {
            ++at_; // the slash
            const std::size_t end = std::min(text_.find('/', at_), text_.size());
            std::string name;
            const bool is_any = text_.substr(at_, end - at_) == "*";
            for (; at_ < end; ++at_) {
                if (text_[at_] != '~') {
                    name += text_[at_];
                    continue;
                }
                const char sign = at_ + 1 < end ? text_[at_ + 1] : '\0';
                if (sign != '0' && sign != '1') {
                    fail("behind '~' stands 0 (for '~') or 1 (for '/')");
                    return;
                }
                name += sign == '0' ? '~' : '/';
                ++at_;
            }
            if (!add(std::move(name), is_any)) return;
        }
    }

    void read_dotted() {
        if (text_.front() == '$' && (text_.size() == 1 || text_[1] == '.' || text_[1] == '[')) {
            at_ = 1; // the whole document, as JSONPath writes it
            if (at_ < text_.size() && text_[at_] == '.') ++at_;
            if (at_ == text_.size() && at_ > 1) fail("a name is missing here");
        }
        while (at_ < text_.size() && message_.empty()) {
            if (text_[at_] == '[' ? !read_index() : !read_name()) return;
            if (at_ == text_.size() || text_[at_] == '[') continue;
            if (text_[at_] != '.') return void(fail("'.' or '[' is missing here"));
            if (++at_ == text_.size()) fail("a name is missing here");
        }
    }

    bool read_name() {
        const std::size_t end = std::min(text_.find_first_of(".[", at_), text_.size());
        if (end == at_) return fail("a name is missing here");
        std::string name(text_.substr(at_, end - at_));
        const bool is_any = name == "*";
        const auto wrong = name.find_first_of("]{}\"'");
        if (wrong != std::string::npos) {
            at_ += wrong;
            return fail(fmt::format("'{}' cannot stand in a name; a pointer can hold it: \"/…\"", text_[at_]));
        }
        if (!add(std::move(name), is_any)) return false;
        at_ = end;
        return true;
    }

    bool read_index() {
        const std::size_t end = text_.find(']', at_);
        const auto index = text_.substr(at_ + 1, end == std::string_view::npos ? 0 : end - at_ - 1);
        if (index != "*" && !index_of_name(index)) {
            ++at_;
            return fail("a number or * and then ']' belong here");
        }
        if (!add(std::string(index), index == "*")) return false;
        at_ = end + 1;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    JsonPath path_;
    std::string message_;
};

std::expected<JsonPath, JsonPathError> JsonPath::compile(std::string_view text) { return Reader(text).read(); }

std::vector<const json::value*> JsonPath::select(const json::value& from) const {
    std::vector<const json::value*> found = {&from};
    for (const Step& step : steps_) {
        std::vector<const json::value*> next;
        for (const json::value* value : found) {
            if (step.is_any) {
                add_members(*value, next);
            } else if (const json::value* member = member_of(*value, step.name)) {
                next.push_back(member);
            }
        }
        found = std::move(next);
        if (found.empty()) break;
    }
    return found;
}

JsonPath JsonPath::holder() const {
    JsonPath holder = *this;
    if (is_of_members()) holder.steps_.pop_back();
    return holder;
}

std::expected<JsonTemplate, JsonPathError> JsonTemplate::compile(std::string_view text) {
    JsonTemplate made;
    if (text.find_first_of("{}") == std::string_view::npos) {
        auto path = JsonPath::compile(text);
        if (!path) return std::unexpected(std::move(path.error()));
        made.path_ = std::move(*path);
        return made;
    }
    if (text.size() > JsonPath::most_bytes) {
        return std::unexpected(error_at(text, 0, fmt::format("it is longer than {} KiB", JsonPath::most_bytes >> 10)));
    }
    Part part;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool is_double = at + 1 < text.size() && text[at + 1] == c;
        if ((c != '{' && c != '}') || is_double) {
            part.literal += c;
            if (c == '{' || c == '}') ++at;
            continue;
        }
        const std::size_t end = text.find('}', at);
        if (c == '}') return std::unexpected(error_at(text, at, "no '{' is open; write '}}' for the character"));
        if (end == std::string_view::npos) return std::unexpected(error_at(text, at, "its '}' is missing"));
        auto path = JsonPath::compile(text.substr(at + 1, end - at - 1));
        if (!path) {
            const std::size_t before = code_points(text.substr(0, at + 1));
            return std::unexpected(JsonPathError{std::move(path.error().message), before + path.error().column});
        }
        part.path = std::move(*path);
        part.has_path = true;
        made.parts_.push_back(std::exchange(part, {}));
        if (made.parts_.size() > JsonPath::most_steps) {
            return std::unexpected(error_at(text, at, fmt::format("it has more than {} paths", JsonPath::most_steps)));
        }
        at = end;
    }
    made.parts_.push_back(std::move(part));
    return made;
}

std::string JsonTemplate::text(const json::value& from) const {
    const auto first_text = [&](const JsonPath& path) {
        for (const json::value* value : path.select(from)) {
            if (auto text = json_text(*value); !text.empty()) return text;
        }
        return std::string();
    };
    if (is_path()) return first_text(path_);
    std::string made;
    for (const Part& part : parts_) {
        made += part.literal;
        if (!part.has_path) continue;
        const std::string text = first_text(part.path);
        if (text.empty()) return {};
        made += text;
    }
    return made;
}

} // namespace arna
