#include "daemon/http/message/answer.hpp"

#include <utility>

namespace arna {

Answer plain_answer(int status, std::string_view line, std::string fields) {
    fields += "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n";
    return {.status = status, .fields = std::move(fields), .body = std::make_shared<const std::string>(line)};
}

Answer nothing_here() { return plain_answer(404, "there is nothing here"); }

} // namespace arna
