#include "daemon/control/message.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace arna;

namespace {

std::string_view without_end(std::string_view line) {
    REQUIRE(line.ends_with('\n'));
    line.remove_suffix(1);
    REQUIRE(line.find('\n') == std::string_view::npos);
    return line;
}

} // namespace

TEST_CASE("Control lines are what the documentation shows", "[control]") {
    CHECK(control_line(ControlGreeting{.version = "0.2.0", .state = "/var/lib/arna"}) ==
          R"({"arna":1,"version":"0.2.0","state":"/var/lib/arna"})"
          "\n");
    CHECK(control_line(ControlRequest{.command = "search", .arguments = {{"rule", "a\nb"}}}) ==
          R"({"command":"search","arguments":{"rule":"a\nb"}})"
          "\n");
    CHECK(control_line(ControlAnswer(ControlProgress{})) == "{\"progress\":{}}\n");
    CHECK(control_line(ControlAnswer(ControlEnd{.status = 1, .summary = "none"})) ==
          R"({"end":{"status":1,"summary":"none"}})"
          "\n");
}

TEST_CASE("What is written as a control line is read back", "[control]") {
    const auto greeting = read_greeting(without_end(control_line(ControlGreeting{.version = "1", .state = "/s"})));
    REQUIRE(greeting);
    CHECK(greeting->protocol == control_protocol);
    CHECK(greeting->state == "/s");

    const auto request = read_request(without_end(control_line(ControlRequest{"list", {{"tag", "қазақ"}}})));
    REQUIRE(request);
    CHECK(request->command == "list");
    CHECK(request->arguments.at("tag").as_string() == "қазақ");

    const auto error = read_answer(without_end(control_line(ControlAnswer(
        ControlError{.status = 2, .where = "rule", .what = "x", .hint = "y", .column = 7, .excerpt = "z"}))));
    REQUIRE(error);
    const auto& told = std::get<ControlError>(*error);
    CHECK(told.status == 2);
    CHECK(told.column == 7);
    CHECK(told.hint == "y");

    const auto progress = read_answer(R"({"progress":{"done":3,"of":40}})");
    REQUIRE(progress);
    CHECK(std::get<ControlProgress>(*progress).of == 40u);
}

TEST_CASE("What is no control line is an error that says why", "[control]") {
    CHECK(read_greeting("SSH-2.0-OpenSSH_9.2").error().message.starts_with("no JSON"));
    CHECK(read_greeting(R"({"hello":1})").error().message == "no greeting of arna");
    CHECK(read_request("[]").error().message == "no JSON object");
    CHECK(read_request(R"({"arguments":{}})").error().message == R"(a request names its "command")");
    CHECK(read_request(R"({"command":7})").error().message == R"(a request names its "command")");
    CHECK(read_request(R"({"command":"list","arguments":[1]})").error().message == R"("arguments" are a JSON object)");
    CHECK(read_answer(R"({"row":1})").error().message == "neither row, progress, end nor error");
    CHECK_FALSE(read_request(std::string(100'000, '[')));
    CHECK_FALSE(read_request("{\"command\":\"\xff\"}"));
}

TEST_CASE("Numbers in control lines that no reader expects do no harm", "[control]") {
    const auto end = read_answer(R"({"end":{"status":1e300,"summary":3}})");
    REQUIRE(end);
    CHECK(std::get<ControlEnd>(*end).status == 3);
    const auto error = read_answer(R"({"error":{"status":-1,"column":-5}})");
    REQUIRE(error);
    CHECK(std::get<ControlError>(*error).status == 255);
    CHECK_FALSE(std::get<ControlError>(*error).column);
}
