#include "daemon/control/message.hpp"

#include "daemon/control/json_members.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <utility>

namespace arna {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 32;

std::string line(const json::object& object) { return json::serialize(object) + '\n'; }

Result<json::object> read_object(std::string_view text) {
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = deepest;
    auto value = json::parse(text, error, {}, options);
    if (error) return fail(Errc::bad_input, "no JSON: " + error.message());
    if (!value.is_object()) return fail(Errc::bad_input, "no JSON object");
    return std::move(value.as_object());
}

struct ToJson {
    json::object operator()(const ControlProgress& progress) const {
        json::object object;
        if (progress.done) object["done"] = *progress.done;
        if (progress.of) object["of"] = *progress.of;
        return {{"progress", std::move(object)}};
    }
    json::object operator()(const ControlRow& row) const { return {{"row", row.value}}; }
    json::object operator()(const ControlEnd& end) const {
        return {{"end", {{"status", end.status}, {"summary", end.summary}}}};
    }
    json::object operator()(const ControlError& error) const {
        json::object object{{"status", error.status}, {"where", error.where}, {"what", error.what}};
        if (!error.hint.empty()) object["hint"] = error.hint;
        if (error.column) object["column"] = *error.column;
        if (!error.excerpt.empty()) object["excerpt"] = error.excerpt;
        return {{"error", std::move(object)}};
    }
};

ControlProgress progress_of(const json::object& object) {
    ControlProgress progress;
    if (const auto done = number_of(object, "done"); done && *done >= 0) progress.done = *done;
    if (const auto of = number_of(object, "of"); of && *of >= 0) progress.of = *of;
    return progress;
}

int status_of(const json::object& object) { return static_cast<int>(number_of(object, "status").value_or(3) & 0xFF); }

ControlError error_of(const json::object& object) {
    ControlError error{.status = status_of(object),
                       .where = text_of(object, "where"),
                       .what = text_of(object, "what"),
                       .hint = text_of(object, "hint"),
                       .excerpt = text_of(object, "excerpt")};
    if (const auto column = number_of(object, "column"); column && *column > 0 && *column < 1 << 30)
        error.column = static_cast<int>(*column);
    return error;
}

} // namespace

std::string control_line(const ControlGreeting& greeting) {
    return line({{"arna", greeting.protocol}, {"version", greeting.version}, {"state", greeting.state}});
}

std::string control_line(const ControlRequest& request) {
    return line({{"command", request.command}, {"arguments", request.arguments}});
}

std::string control_line(const ControlAnswer& answer) { return line(std::visit(ToJson{}, answer)); }

Result<ControlGreeting> read_greeting(std::string_view text) {
    const auto object = read_object(text);
    if (!object) return std::unexpected(object.error());
    const auto protocol = number_of(*object, "arna");
    if (!protocol) return fail(Errc::bad_input, "no greeting of arna");
    return ControlGreeting{
        .protocol = *protocol, .version = text_of(*object, "version"), .state = text_of(*object, "state")};
}

Result<ControlRequest> read_request(std::string_view text) {
    auto object = read_object(text);
    if (!object) return std::unexpected(object.error());
    ControlRequest request{.command = text_of(*object, "command"), .arguments = {}};
    if (request.command.empty()) return fail(Errc::bad_input, "a request names its \"command\"");
    if (auto* arguments = object->if_contains("arguments")) {
        if (!arguments->is_object()) return fail(Errc::bad_input, "\"arguments\" are a JSON object");
        request.arguments = std::move(arguments->as_object());
    }
    return request;
}

Result<ControlAnswer> read_answer(std::string_view text) {
    auto object = read_object(text);
    if (!object) return std::unexpected(object.error());
    const auto inner = [&](std::string_view key) {
        auto* found = object->if_contains(key);
        return found != nullptr && found->is_object() ? &found->as_object() : nullptr;
    };
    if (auto* row = inner("row")) return ControlRow{std::move(*row)};
    if (const auto* progress = inner("progress")) return progress_of(*progress);
    if (const auto* end = inner("end")) return ControlEnd{status_of(*end), text_of(*end, "summary")};
    if (const auto* error = inner("error")) return error_of(*error);
    return fail(Errc::bad_input, "neither row, progress, end nor error");
}

} // namespace arna
