#include "daemon/http/site/site_files.hpp"

#include "daemon/http/site/notices.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace arna {
namespace {

constexpr std::array<std::string_view, 5> closed_paths = {"/private/", "/status", "/ops.atom", "/metrics", "/readyz"};

Answer text_file(std::string text) {
    return {.status = 200,
            .fields = "Content-Type: text/plain; charset=utf-8\r\nCache-Control: public, max-age=3600\r\n",
            .body = std::make_shared<const std::string>(std::move(text))};
}

} // namespace

Handler robots_file(Documents& documents) {
    return [&documents](const HttpRequest&) -> HttpReply {
        const auto& base = documents.catalogue().base_path();
        std::string text = "User-agent: *\n";
        for (const auto path : closed_paths) {
            text += "Disallow: ";
            text += path;
            text += '\n';
            if (!base.empty()) text.append("Disallow: ").append(base).append(path).append("\n");
        }
        return text_file(std::move(text));
    };
}

Handler security_file(Documents& documents) {
    return [&documents](const HttpRequest& request) -> HttpReply {
        const auto& options = documents.catalogue().options();
        return options.security_text.empty() ? notice(Notice::nothing_here, options, request)
                                             : text_file(options.security_text);
    };
}

} // namespace arna
