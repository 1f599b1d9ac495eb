#include "feeds/page/date/page_zone.hpp"

#include "feeds/page/date/page_clock.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace arna {
namespace {

constexpr auto countries = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"kz", "Asia/Almaty"},         {"kg", "Asia/Bishkek"},     {"uz", "Asia/Tashkent"},     {"tj", "Asia/Dushanbe"},
    {"tm", "Asia/Ashgabat"},       {"az", "Asia/Baku"},        {"am", "Asia/Yerevan"},      {"ge", "Asia/Tbilisi"},
    {"by", "Europe/Minsk"},        {"ua", "Europe/Kyiv"},      {"md", "Europe/Chisinau"},   {"lt", "Europe/Vilnius"},
    {"lv", "Europe/Riga"},         {"ee", "Europe/Tallinn"},   {"pl", "Europe/Warsaw"},     {"de", "Europe/Berlin"},
    {"at", "Europe/Vienna"},       {"ch", "Europe/Zurich"},    {"cz", "Europe/Prague"},     {"sk", "Europe/Bratislava"},
    {"hu", "Europe/Budapest"},     {"ro", "Europe/Bucharest"}, {"bg", "Europe/Sofia"},      {"rs", "Europe/Belgrade"},
    {"hr", "Europe/Zagreb"},       {"si", "Europe/Ljubljana"}, {"it", "Europe/Rome"},       {"fr", "Europe/Paris"},
    {"be", "Europe/Brussels"},     {"nl", "Europe/Amsterdam"}, {"lu", "Europe/Luxembourg"}, {"dk", "Europe/Copenhagen"},
    {"se", "Europe/Stockholm"},    {"no", "Europe/Oslo"},      {"fi", "Europe/Helsinki"},   {"ie", "Europe/Dublin"},
    {"uk", "Europe/London"},       {"gr", "Europe/Athens"},    {"tr", "Europe/Istanbul"},   {"il", "Asia/Jerusalem"},
    {"jp", "Asia/Tokyo"},          {"kr", "Asia/Seoul"},       {"cn", "Asia/Shanghai"},     {"in", "Asia/Kolkata"},
    {"pk", "Asia/Karachi"},        {"ir", "Asia/Tehran"},      {"ae", "Asia/Dubai"},        {"sg", "Asia/Singapore"},
    {"hk", "Asia/Hong_Kong"},      {"tw", "Asia/Taipei"},      {"th", "Asia/Bangkok"},      {"vn", "Asia/Ho_Chi_Minh"},
    {"za", "Africa/Johannesburg"}, {"ng", "Africa/Lagos"},     {"eg", "Africa/Cairo"},
});

} // namespace

std::string_view zone_of_country(std::string_view host) {
    const auto label = host.substr(host.rfind('.') + 1);
    const auto found = std::ranges::find(countries, label, &std::pair<std::string_view, std::string_view>::first);
    return found == countries.end() ? std::string_view() : found->second;
}

VisibleDateOptions date_options(const PageView& page, const Metadata& metadata, std::string_view time_zone, Time now) {
    VisibleDateOptions options{.now = now};
    options.zone.name = !time_zone.empty() ? time_zone : zone_of_country(url_host(page.url()));
    const auto locale = metadata.first({"og:locale"});
    const auto language = ascii_lowered(metadata.language());
    const auto host = url_host(page.url());
    const bool is_british = host.ends_with(".uk") || host.ends_with(".au") || host.ends_with(".nz") ||
                            host.ends_with(".ie") || host.ends_with(".za") || host.ends_with(".in") ||
                            language == "en-gb" || locale == "en_GB";
    options.month_first = !is_british && (language.starts_with("en") || locale.starts_with("en"));
    options.utc_is_local = calls_local_clock_utc(page, options);
    return options;
}

} // namespace arna
