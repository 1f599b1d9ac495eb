#pragma once
#include "feeds/page/date/visible_date.hpp"
#include "feeds/page/facts/metadata.hpp"
#include "feeds/page/view/page_view.hpp"

#include <string_view>

namespace arna {

/// The zone of a country that has one, by the host's last label: "Asia/Almaty" for "kz"; empty for all others.
[[nodiscard]] std::string_view zone_of_country(std::string_view host);

/// How dates of a page without `time_zone` are to be read.
[[nodiscard]] VisibleDateOptions date_options(const PageView& page, const Metadata& metadata,
                                              std::string_view time_zone, Time now);

} // namespace arna
