#include "daemon/app/command/store/store_question.hpp"
#include "daemon/app/doctor/diagnosis.hpp"
#include "daemon/control/json_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace arna {
namespace {

namespace json = boost::json;
using Verdict = Diagnosis::Verdict;

constexpr std::size_t most_named = 3;

/// "HTTP 404"; else what the last poll said, without what to do and without names and addresses: those of one source.
std::string reason_of(const json::object& source) {
    const auto* status = source.if_contains("status");
    boost::system::error_code error;
    const auto number = status == nullptr ? 0 : status->to_number<int>(error);
    if (!error && number >= 400) return fmt::format("HTTP {}", number);
    const auto said = text_of(source, "error");
    const auto end = std::min({said.find(": "), said.find("; "), said.find(", \"")});
    return said.empty() ? "no reason given" : said.substr(0, end);
}

std::string some_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most_named; ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > most_named ? text + fmt::format(" and {} more", names.size() - most_named) : text;
}

} // namespace

std::vector<Diagnosis> check_sources(const LoadedConfig& loaded) {
    const auto rows = ask_for_rows(*find_command("status"), {}, loaded);
    if (!rows) return {{Verdict::warn, "sources", rows.error().what, ""}};
    std::map<std::string, std::vector<std::string>> failing;
    std::size_t total = 0;
    for (const auto& row : *rows) {
        const auto* sources = row.if_contains("sources");
        if (sources == nullptr || !sources->is_array()) continue;
        for (const auto& source : sources->get_array()) {
            ++total;
            if (!source.is_object()) continue;
            const auto health = text_of(source.get_object(), "health");
            if (health == "failing" || health == "broken")
                failing[reason_of(source.get_object())].push_back(text_of(source.get_object(), "name"));
        }
    }
    if (failing.empty()) return {{Verdict::ok, "sources", fmt::format("none of {} fails", total), ""}};
    std::vector<Diagnosis> found;
    for (const auto& [reason, names] : failing)
        found.push_back({Verdict::warn, "sources", fmt::format("{}: {}", reason, some_of(names)),
                         fmt::format("arna status {}", names.front())});
    return found;
}

} // namespace arna
