#include "feeds/clean/image.hpp"

#include "feeds/html/char_refs.hpp"
#include "feeds/html/name_table.hpp"
#include "feeds/html/srcset.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arna {
namespace {

/// Hosts, and paths on them, that answer with a pixel. Parts of hosts that serve nothing else.
constexpr std::array<std::string_view, 26> trackers = {"feeds.feedburner.com/~r/",
                                                       "feeds.feedburner.com/~ff/",
                                                       "feeds.wordpress.com/1.0/",
                                                       "pixel.wp.com/",
                                                       "stats.wordpress.com/",
                                                       "stats.wp.com/",
                                                       "facebook.com/tr",
                                                       "mc.yandex.ru/watch",
                                                       "counter.yadro.ru/",
                                                       "top-fwz1.mail.ru/",
                                                       "top.mail.ru/counter",
                                                       "counter.rambler.ru/",
                                                       "tns-counter.ru/",
                                                       "c.zero.kz/",
                                                       "google-analytics.com/",
                                                       "googleads.g.doubleclick.net/",
                                                       "ad.doubleclick.net/",
                                                       "pixel.quantserve.com/",
                                                       "b.scorecardresearch.com/",
                                                       "sb.scorecardresearch.com/",
                                                       "vk.com/rtrg",
                                                       "px.ads.linkedin.com/",
                                                       "rss.feedsportal.com/",
                                                       "pi.feedsportal.com/",
                                                       "pixel.mathtag.com/",
                                                       "bat.bing.com/"};

/// The beginning of a GIF of one pixel, which stands for an image that a script is to load.
bool is_placeholder(std::string_view address) {
    return address.contains("base64,R0lGODlhAQAB") || address.contains("base64,R0lGODdhAQAB");
}

/// The pixels that a width or height begins with, as it will be written ("1px" is 1); nothing for shares of the page.
std::optional<int> pixels(std::string_view value) {
    value = trim_html_space(value);
    int number = 0;
    std::size_t at = 0;
    while (at < value.size() && at < 6 && is_ascii_digit(value[at])) number = number * 10 + (value[at++] - '0');
    return at == 0 || value.substr(at).starts_with('%') ? std::nullopt : std::optional(number);
}

bool is_tracker(std::string_view address) {
    const std::size_t host = address.find("//");
    if (host == std::string_view::npos) return false;
    auto rest = address.substr(host + 2);
    if (rest.starts_with("www.")) rest.remove_prefix(4);
    return std::ranges::any_of(trackers, [rest](std::string_view one) { return rest.starts_with(one); });
}

/// A value of an attribute that scripts read may be no address ("true").
bool looks_like_address(std::string_view value) { return value.contains('/') || value.contains('.'); }

} // namespace

const ImageReader::KnownAttribute* ImageReader::find(std::string_view name) {
    static constexpr NameTable known(std::to_array<KnownAttribute>({
        {"alt", Part::alt},
        {"data-actualsrc", Part::lazy_src},
        {"data-echo", Part::lazy_src},
        {"data-hi-res-src", Part::lazy_src},
        {"data-lazy", Part::lazy_src},
        {"data-lazy-src", Part::lazy_src},
        {"data-lazy-srcset", Part::lazy_srcset},
        {"data-original", Part::lazy_src},
        {"data-original-src", Part::lazy_src},
        {"data-src", Part::lazy_src},
        {"data-srcset", Part::lazy_srcset},
        {"height", Part::height},
        {"src", Part::src},
        {"srcset", Part::srcset},
        {"width", Part::width},
    }));
    return known.find(name);
}

const Image& ImageReader::read(std::span<const Attribute> attributes) {
    clear();
    std::array<bool, 7> is_seen{};
    for (const Attribute& attribute : attributes) {
        const KnownAttribute* known = find(attribute.name);
        if (known == nullptr) continue;
        const bool is_own = known->part >= Part::src;
        if (is_own && std::exchange(is_seen[static_cast<std::size_t>(known->part)], true)) continue;
        decoded_.clear();
        append_decoded(decoded_, attribute.value, CharRefPlace::attribute);
        take(known->part, decoded_);
    }
    image_.src = !lazy_src_.empty() ? lazy_src_ : src_;
    if (!lazy_srcset_.empty() || lazy_src_.empty()) image_.srcset = !lazy_srcset_.empty() ? lazy_srcset_ : srcset_;
    if (image_.src.empty() && !image_.srcset.empty()) image_.src = image_candidates(image_.srcset).front().url;
    const bool is_dot = width_ && height_ && *width_ <= 1 && *height_ <= 1;
    image_.is_tracker = is_dot || arna::is_tracker(image_.src);
    return image_;
}

void ImageReader::clear() {
    for (std::string* one : {&image_.src, &image_.srcset, &image_.alt, &src_, &srcset_, &lazy_src_, &lazy_srcset_})
        one->clear();
    image_.was_refused = false;
    width_ = height_ = std::nullopt;
}

void ImageReader::take(Part part, std::string_view value) {
    switch (part) {
    case Part::alt: image_.alt = value; break;
    case Part::width: width_ = pixels(value); break;
    case Part::height: height_ = pixels(value); break;
    case Part::src: src_ = address(value); break;
    case Part::srcset: srcset_ = safe_srcset(value, options_); break;
    case Part::lazy_src:
        if (lazy_src_.empty() && looks_like_address(value)) lazy_src_ = address(value);
        break;
    case Part::lazy_srcset:
        if (lazy_srcset_.empty() && looks_like_address(value)) lazy_srcset_ = safe_srcset(value, options_);
        break;
    }
}

std::string_view ImageReader::address(std::string_view value) {
    const auto safe = safe_address(value, AddressUse::picture, options_, storage_);
    if (safe.empty()) image_.was_refused = image_.was_refused || !trim_html_space(value).empty();
    return is_placeholder(safe) ? std::string_view() : safe;
}

} // namespace arna
