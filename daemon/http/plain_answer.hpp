#pragma once
#include "daemon/http/message.hpp"

#include <string>
#include <string_view>

namespace arna {

/// A line of text for a person, not to be stored by caches. `fields`: more of them.
[[nodiscard]] Answer plain_answer(int status, std::string_view line, std::string fields = {});

/// An answer that needs no waiting, as a handler gives it.
[[nodiscard]] boost::asio::awaitable<Answer> at_once(Answer answer);

/// `path` without `base` ("" or "/feeds") before it; as it is where it does not stand there.
[[nodiscard]] std::string_view path_below(std::string_view path, std::string_view base);

} // namespace arna
