#include "daemon/http/site/private_pages.hpp"

#include "daemon/http/site/notices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace arna {
namespace {

/// Where `location` leads from `path`: a path below base_url.
std::string follow(std::string_view path, std::string_view location) {
    path = path.substr(0, path.rfind('/')); // the directory
    while (location.starts_with("../")) {
        location.remove_prefix(3);
        path = path.substr(0, path.rfind('/'));
    }
    return fmt::format("{}/{}", path, location);
}

/// A relative reference from the private form of `path` to its public one, so that it holds below any base_url.
Answer made_public(std::string_view path, const Destination& destination) {
    const auto target =
        destination.kind == Destination::Kind::moved ? follow(path, destination.location) : std::string(path);
    std::string location;
    for (auto slashes = std::ranges::count(path, '/') + 1; slashes > 0; --slashes) location += "../";
    location += std::string_view(target).substr(1);
    return {.status = 301,
            .fields =
                fmt::format("Location: {}\r\nCache-Control: private, max-age=60\r\n{}", location, private_fields)};
}

} // namespace

Handler private_pages(Documents& documents, Gate gate) {
    return [&documents, gate = std::move(gate)](const HttpRequest& request) -> HttpReply {
        const auto behind = request.path.substr(private_prefix.size());
        const auto slash = std::min(behind.find('/'), behind.size());
        const auto path = behind.substr(slash);
        auto destination = documents.catalogue().resolve(path);
        const auto admission = gate.subscribers.admit(behind.substr(0, slash), destination.tag, gate.now());
        if (admission != Admission::ok || destination.tag == TagId{})
            return notice(Notice::nothing_here, documents.catalogue().options(), request);
        if (!destination.is_private) return made_public(path, destination);
        return serve_destination(documents, request, std::move(destination));
    };
}

} // namespace arna
