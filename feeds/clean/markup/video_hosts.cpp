#include "feeds/clean/markup/video_hosts.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// A host whose players' addresses hold the id of a video. `page` and `thumbnail` have {} for it.
struct VideoHost {
    std::string_view host;
    std::string_view path; ///< before the id
    std::string_view name;
    std::string_view page;
    std::string_view thumbnail = {};
};

constexpr std::string_view youtube_page = "https://www.youtube.com/watch?v={}";
constexpr std::string_view youtube_thumbnail = "https://i.ytimg.com/vi/{}/hqdefault.jpg";

constexpr std::array<VideoHost, 17> video_hosts = {{
    {"youtube.com", "/embed/", "YouTube", youtube_page, youtube_thumbnail},
    {"youtube.com", "/v/", "YouTube", youtube_page, youtube_thumbnail},
    {"youtube.com", "/shorts/", "YouTube", youtube_page, youtube_thumbnail},
    {"youtube-nocookie.com", "/embed/", "YouTube", youtube_page, youtube_thumbnail},
    {"youtube-nocookie.com", "/v/", "YouTube", youtube_page, youtube_thumbnail},
    {"youtu.be", "/", "YouTube", youtube_page, youtube_thumbnail},
    {"player.vimeo.com", "/video/", "Vimeo", "https://vimeo.com/{}"},
    {"dailymotion.com", "/embed/video/", "Dailymotion", "https://www.dailymotion.com/video/{}",
     "https://www.dailymotion.com/thumbnail/video/{}"},
    {"geo.dailymotion.com", "/player.html?video=", "Dailymotion", "https://www.dailymotion.com/video/{}",
     "https://www.dailymotion.com/thumbnail/video/{}"},
    {"rutube.ru", "/play/embed/", "Rutube", "https://rutube.ru/video/{}/"},
    {"rutube.ru", "/video/embed/", "Rutube", "https://rutube.ru/video/{}/"},
    {"ok.ru", "/videoembed/", "OK", "https://ok.ru/video/{}"},
    {"coub.com", "/embed/", "Coub", "https://coub.com/view/{}"},
    {"streamable.com", "/e/", "Streamable", "https://streamable.com/{}"},
    {"tiktok.com", "/embed/v2/", "TikTok", "https://www.tiktok.com/@/video/{}"},
    {"tiktok.com", "/embed/", "TikTok", "https://www.tiktok.com/@/video/{}"},
    {"open.spotify.com", "/embed/episode/", "Spotify", "https://open.spotify.com/episode/{}"},
}};

bool is_id_character(char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; }

std::string_view id_at(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, is_id_character);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// The address from its path on.
std::string_view path_of(std::string_view address) {
    const std::size_t path = address.find_first_of("/?#", address.find("//") + 2);
    return path == std::string_view::npos ? std::string_view{} : address.substr(path);
}

std::string_view parameter(std::string_view address, std::string_view name) {
    std::size_t at = address.find('?');
    while (at != std::string_view::npos) {
        auto rest = address.substr(at + 1);
        if (rest.starts_with("amp;")) rest.remove_prefix(4);
        if (rest.starts_with(name) && rest.substr(name.size()).starts_with('='))
            return id_at(rest.substr(name.size() + 1));
        at = address.find('&', at + 1);
    }
    return {};
}

bool is_host(std::string_view host, std::string_view known) {
    if (host.starts_with("www.")) host.remove_prefix(4);
    if (host.starts_with("m.")) host.remove_prefix(2);
    return host == known;
}

} // namespace

EmbedLink embed_link(std::string_view address) {
    std::string host = url_host(address);
    if (host.empty()) return {};
    const std::string_view path = path_of(address);
    for (const VideoHost& known : video_hosts) {
        if (!is_host(host, known.host) || !path.starts_with(known.path)) continue;
        const auto id = id_at(path.substr(known.path.size()));
        if (id.empty() || id == "videoseries") break;
        return {.url = fmt::format(fmt::runtime(known.page), id),
                .name = std::string(known.name),
                .thumbnail = fmt::format(fmt::runtime(known.thumbnail), id),
                .is_video = true};
    }
    const bool is_vk = is_host(host, "vk.com") || is_host(host, "vkvideo.ru");
    if (const auto owner = parameter(address, "oid"), id = parameter(address, "id");
        is_vk && !owner.empty() && !id.empty()) {
        return {.url = fmt::format("https://vk.com/video{}_{}", owner, id),
                .name = "VK",
                .thumbnail = {},
                .is_video = true};
    }
    if (host.starts_with("www.") && host.find('.', 5) != std::string::npos) host.erase(0, 4);
    return {.url = std::string(address), .name = std::move(host), .thumbnail = {}};
}

} // namespace arna
