#include "daemon/http/plain_answer.hpp"

#include <utility>

namespace arna {

Answer plain_answer(int status, std::string_view line, std::string fields) {
    fields += "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n";
    return {.status = status, .fields = std::move(fields), .body = std::make_shared<const std::string>(line)};
}

boost::asio::awaitable<Answer> at_once(Answer answer) { co_return answer; }

std::string_view path_below(std::string_view path, std::string_view base) {
    if (!path.starts_with(base)) return path;
    const auto below = path.substr(base.size());
    if (below.empty()) return "/";
    return below.starts_with('/') ? below : path;
}

} // namespace arna
