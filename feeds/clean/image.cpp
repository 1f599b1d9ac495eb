#include "feeds/clean/image.hpp"

#include "feeds/html/ascii.hpp"
#include "feeds/html/char_refs.hpp"
#include "feeds/html/name_table.hpp"
#include "feeds/html/srcset.hpp"
#include "feeds/text/url.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace arna {
namespace {

/// What an attribute of an image says, in the order in which it is believed: scripts put the first two in place of the others.
enum class ImagePart { lazy_src, lazy_srcset, src, srcset, alt, width, height };

struct ImageAttribute {
    std::string_view name;
    ImagePart part;
};

constexpr NameTable image_attributes(std::to_array<ImageAttribute>({
    {"alt", ImagePart::alt},
    {"data-actualsrc", ImagePart::lazy_src},
    {"data-echo", ImagePart::lazy_src},
    {"data-hi-res-src", ImagePart::lazy_src},
    {"data-lazy", ImagePart::lazy_src},
    {"data-lazy-src", ImagePart::lazy_src},
    {"data-lazy-srcset", ImagePart::lazy_srcset},
    {"data-original", ImagePart::lazy_src},
    {"data-original-src", ImagePart::lazy_src},
    {"data-src", ImagePart::lazy_src},
    {"data-srcset", ImagePart::lazy_srcset},
    {"height", ImagePart::height},
    {"src", ImagePart::src},
    {"srcset", ImagePart::srcset},
    {"width", ImagePart::width},
}));

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

class ImageReader {
public:
    explicit ImageReader(const AddressOptions& options) : options_(options) {}

    Image read(std::span<const Attribute> attributes) {
        std::array<bool, 7> is_seen{};
        for (const Attribute& attribute : attributes) {
            const ImageAttribute* known = image_attributes.find(attribute.name);
            if (known == nullptr) continue;
            const bool is_own = known->part >= ImagePart::src;
            if (is_own && std::exchange(is_seen[static_cast<std::size_t>(known->part)], true)) continue;
            take(known->part, decode_char_refs(attribute.value, CharRefPlace::attribute));
        }
        image_.src = !lazy_src_.empty() ? lazy_src_ : src_;
        image_.srcset = !lazy_srcset_.empty() ? lazy_srcset_ : lazy_src_.empty() ? srcset_ : std::string();
        if (image_.src.empty() && !image_.srcset.empty()) image_.src = image_candidates(image_.srcset).front().url;
        const bool is_dot = width_ && height_ && *width_ <= 1 && *height_ <= 1;
        image_.is_tracker = is_dot || arna::is_tracker(image_.src);
        return std::move(image_);
    }

private:
    void take(ImagePart part, std::string value) {
        switch (part) {
        case ImagePart::alt: image_.alt = std::move(value); break;
        case ImagePart::width: width_ = pixels(value); break;
        case ImagePart::height: height_ = pixels(value); break;
        case ImagePart::src: src_ = address(value); break;
        case ImagePart::srcset: srcset_ = safe_srcset(value, options_); break;
        case ImagePart::lazy_src:
            if (lazy_src_.empty() && looks_like_address(value)) lazy_src_ = address(value);
            break;
        case ImagePart::lazy_srcset:
            if (lazy_srcset_.empty() && looks_like_address(value)) lazy_srcset_ = safe_srcset(value, options_);
            break;
        }
    }

    std::string address(std::string_view value) {
        std::string safe = safe_address(value, AddressUse::picture, options_);
        if (safe.empty()) {
            image_.was_refused = image_.was_refused || !trim_html_space(value).empty();
        } else if (is_placeholder(safe)) {
            safe.clear();
        }
        return safe;
    }

    const AddressOptions& options_;
    Image image_;
    std::string src_, srcset_, lazy_src_, lazy_srcset_;
    std::optional<int> width_, height_;
};

} // namespace

Image read_image(std::span<const Attribute> attributes, const AddressOptions& options) {
    return ImageReader(options).read(attributes);
}

} // namespace arna
