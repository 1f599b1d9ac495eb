#include "daemon/http/site/routes.hpp"

#include "daemon/http/site/admin_pages.hpp"
#include "daemon/http/site/document_pages.hpp"
#include "daemon/http/site/notices.hpp"
#include "daemon/http/site/private_pages.hpp"
#include "daemon/http/site/site_files.hpp"

namespace arna {
namespace {

Handler fixed(Answer answer) {
    return [answer = std::move(answer)](const HttpRequest&) -> HttpReply { return answer; };
}

} // namespace

std::vector<Route> site_routes(const SiteServices& services) {
    const auto published = Listener::published;
    const auto admin = Listener::admin;
    const auto alive = fixed(plain_answer(200, "ok"));
    const Gate gate{services.subscribers, services.now};
    const auto document = document_pages(services.documents, gate);
    const auto to_status = fixed({.status = 301, .fields = "Location: status\r\nCache-Control: no-store\r\n"});
    const AdminPages pages = admin_pages(services);
    return {
        {published, "/tags/*", Access::open, document},
        {published, "/sources/*", Access::open, document},
        {published, "/", Access::open, document},
        {published, "/kk", Access::open, document}, // pages whose address names their language
        {published, "/kk/*", Access::open, document},
        {published, "/ru", Access::open, document},
        {published, "/ru/*", Access::open, document},
        {published, "/en", Access::open, document},
        {published, "/en/*", Access::open, document},
        {published, "/feeds.opml", Access::open, document},
        {published, "/private/*", Access::token, private_pages(services.documents, gate)},
        {published, "/robots.txt", Access::open, robots_file(services.documents)},
        {published, "/.well-known/security.txt", Access::open, security_file(services.documents)},
        {published, "/healthz", Access::open, alive},
        {admin, "/", Access::admin, to_status},
        {admin, "/status", Access::admin, pages.status},
        {admin, "/status.json", Access::admin, pages.status_json},
        {admin, "/ops.atom", Access::admin, pages.operations},
        {admin, "/metrics", Access::admin, pages.metrics},
        {admin, "/readyz", Access::admin, pages.readiness},
        {admin, "/healthz", Access::open, alive},
    };
}

Router public_router(const SiteServices& services) {
    Documents& documents = services.documents;
    return Router(
        Listener::published, site_routes(services),
        [&documents]() -> std::string_view { return documents.catalogue().base_path(); },
        [&documents](const HttpRequest& request) {
            return notice(Notice::nothing_here, documents.catalogue().options(), request);
        });
}

Router admin_router(const SiteServices& services) { return Router(Listener::admin, site_routes(services)); }

} // namespace arna
