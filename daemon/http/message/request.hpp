#pragma once
#include <boost/asio/ip/address.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

enum class Method { get, head, post, other };

/// A request as handlers see it. Views hold until the handler's coroutine has ended.
struct HttpRequest {
    Method method = Method::get;
    std::string_view path;  ///< percent-encoded as sent, begins with "/"; for a handler below the path of base_url
    std::string_view query; ///< behind the "?"; empty where there is none
    // Fields that anyone needs; empty where they are missing, lines of the same name joined by ", ".
    std::string_view if_match, if_none_match, if_modified_since, if_unmodified_since, accept_encoding, accept_language,
        authorization, a_im, forwarded_for;
    std::string_view body;                              ///< at most what the route allows
    boost::asio::ip::address peer;                      ///< whoever is connected: a client or a web server in front
    std::vector<std::shared_ptr<std::string>> joined{}; ///< what fields view that stand in several lines
};

} // namespace arna
