#pragma once
#include "feeds/page/date/visible_date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// A date with the source that tells it, as `evidence` names it.
struct ToldDate {
    PageDate date;
    std::string source;
};

/// Reads the dates of one page: knows its zone, and when it was fetched.
class DateReader {
public:
    explicit DateReader(VisibleDateOptions options) : options_(std::move(options)) {}

    [[nodiscard]] const VisibleDateOptions& options() const { return options_; }
    void set_zone(PageZone zone) { options_.zone = std::move(zone); }

    /// A date in a form for programs, else in one for readers that names its year. Of 10/05/2022 the page's language
    /// says which is the month.
    [[nodiscard]] std::optional<ToldDate> told(std::string_view text, const char* source) const;

    /// Whether a date is no more than two days ahead of the visit: it may be of a local clock.
    [[nodiscard]] bool is_plausible(const PageDate& date) const;

private:
    VisibleDateOptions options_;
};

} // namespace arna
