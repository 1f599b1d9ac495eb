#pragma once
#include "feeds/write/page/page_language.hpp"

#include <string>
#include <string_view>

namespace arna {

/// Why an address has no page.
enum class Notice {
    nothing_here, ///< nor had it one, as far as whoever asks may know
    gone,         ///< it had one once
    token_needed, ///< it has one, for those who have a token
};

/// The page that says so to a person. `home`: the absolute address of the front page; `title`: what it is called.
[[nodiscard]] std::string write_notice_page(Notice notice, PageLanguage language, std::string_view home,
                                            std::string_view title);

} // namespace arna
