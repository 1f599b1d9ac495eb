#pragma once
#include "daemon/publish/options.hpp"
#include "feeds/write/page/notice_page.hpp"

#include <string>

namespace arna {

/// The page that tells a person why an address has none; it leads to the front page.
[[nodiscard]] std::string notice_page(Notice notice, const PublishOptions& options, PageLanguage language);

} // namespace arna
