#include "tests/end_to_end/arna_daemon.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <thread>

namespace arna {

ArnaDaemon::ArnaDaemon(const std::filesystem::path& configuration, const std::filesystem::path& state,
                       Environment extra) {
    extra.try_emplace("ARNA_DAEMON__LISTEN", R"(["127.0.0.1:0"])");
    extra.try_emplace("ARNA_DAEMON__ADMIN", R"(["127.0.0.1:0"])");
    extra.try_emplace("ARNA_DAEMON__STATE", state.string());
    process_ = std::make_unique<Process>(
        std::vector<std::string>{environment("ARNA_BINARY"), "run", "-c", configuration.string()}, extra);
    const auto line = process_->wait_for_line("listening public=");
    if (!line) throw std::runtime_error("arna does not listen; it said: " + process_->error_output());
    const auto value = [&](std::string_view key) {
        const auto begin = line->find(key) + key.size();
        return line->substr(begin, line->find_first_of(" ,", begin) - begin);
    };
    public_ = value("public=");
    admin_ = value("admin=");
}

HttpAnswer ArnaDaemon::get(const std::string& target,
                           const std::vector<std::pair<std::string, std::string>>& fields) const {
    return http_get(public_, target, fields);
}

HttpAnswer ArnaDaemon::get_admin(const std::string& target) const { return http_get(admin_, target); }

bool eventually(const std::function<bool()>& claim, std::chrono::seconds deadline) {
    const auto until = std::chrono::steady_clock::now() + deadline;
    while (!claim()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

std::string rss_of(const std::vector<std::string>& titles) {
    std::string items;
    for (std::size_t i = titles.size(); i-- > 0;)
        items += fmt::format("<item><title>{0}</title><link>https://news.example/{1}</link>"
                             "<guid>https://news.example/{1}</guid>"
                             "<pubDate>Mon, 23 Feb 2026 {2:02}:00:00 +0500</pubDate></item>",
                             titles[i], i + 1, 10 + i);
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><link>https://news.example/</link>"
           "<description>d</description>" +
           items + "</channel></rss>";
}

} // namespace arna
