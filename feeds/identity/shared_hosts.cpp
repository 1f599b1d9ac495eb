#include "feeds/identity/shared_hosts.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// Domains with all their subdomains, sorted.
constexpr auto shared_domains = std::to_array<std::string_view>({
    "acast.com",
    "ameblo.jp",
    "anchor.fm",
    "art19.com",
    "bearblog.dev",
    "blog.hu",
    "blogger.com",
    "blogs.mail.ru",
    "blogspot.com",
    "bsky.app",
    "buzzsprout.com",
    "captivate.fm",
    "castos.com",
    "codeberg.page",
    "dev.to",
    "diary.ru",
    "dreamwidth.org",
    "dzen.ru",
    "feed43.com",
    "feedblitz.com",
    "feedburner.com",
    "feedburner.google.com",
    "feedpress.com",
    "feedpress.me",
    "feedproxy.google.com",
    "feedrinse.com",
    "feeds.soundcloud.com",
    "fetchrss.com",
    "fireside.fm",
    "fivefilters.org",
    "ghost.io",
    "gist.githubusercontent.com",
    "github.io",
    "gitlab.io",
    "hashnode.dev",
    "hatenablog.com",
    "hatenablog.jp",
    "kill-the-newsletter.com",
    "libsyn.com",
    "listed.to",
    "liveinternet.ru",
    "livejournal.com",
    "mataroa.blog",
    "mave.digital",
    "medium.com",
    "megaphone.fm",
    "micro.blog",
    "morss.it",
    "neocities.org",
    "netlify.app",
    "netvibes.com",
    "note.com",
    "omny.fm",
    "openrss.org",
    "over-blog.com",
    "pages.dev",
    "pinecast.com",
    "podbean.com",
    "podster.fm",
    "politepaul.com",
    "politepol.com",
    "posthaven.com",
    "queryfeed.net",
    "raw.githubusercontent.com",
    "rss-bridge.org",
    "rss.app",
    "rss.blog.naver.com",
    "rss.com",
    "rssground.com",
    "rsshub.app",
    "siftrss.com",
    "simplecast.com",
    "sites.google.com",
    "soundon.fm",
    "spreaker.com",
    "substack.com",
    "svbtle.com",
    "t.me",
    "teletype.in",
    "tistory.com",
    "transistor.fm",
    "tumblr.com",
    "typepad.com",
    "vercel.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "write.as",
    "writeas.com",
    "yvision.kz",
    "zencast.fm",
});
static_assert(std::ranges::is_sorted(shared_domains));

/// The usual names of feed generators that people run on hosts of their own.
constexpr auto generator_labels = std::to_array<std::string_view>({"fullfeed", "rss-bridge", "rssbridge", "rsshub"});

bool has_label(std::string_view host, std::string_view wanted) {
    for (;;) {
        const auto dot = host.find('.');
        if (host.substr(0, dot) == wanted) return true;
        if (dot == std::string_view::npos) return false;
        host.remove_prefix(dot + 1);
    }
}

} // namespace

bool is_shared_host(std::string_view host) {
    for (auto domain = host;;) {
        if (std::ranges::binary_search(shared_domains, domain)) return true;
        const auto dot = domain.find('.');
        if (dot == std::string_view::npos) break;
        domain.remove_prefix(dot + 1);
    }
    return std::ranges::any_of(generator_labels, [host](std::string_view label) { return has_label(host, label); });
}

} // namespace arna
