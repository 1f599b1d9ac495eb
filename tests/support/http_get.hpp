#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// An answer as it came.
struct HttpAnswer {
    int status = 0;
    std::string head; ///< status line and fields
    std::string body;

    /// Value of a field; empty if absent. Names compare without case.
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// One GET over a connection of its own; `authority` is "127.0.0.1:8411". Throws std::runtime_error when nothing
/// answers.
[[nodiscard]] HttpAnswer http_get(const std::string& authority, const std::string& target,
                                  const std::vector<std::pair<std::string, std::string>>& fields = {},
                                  const std::string& method = "GET");

} // namespace arna
