#pragma once
#include <string>
#include <string_view>

/// What a string of the configuration must look like. Each gives a complaint that may stand after "is …, " ("no address
/// with a port; write one like \"127.0.0.1:8411\""), or an empty string where the value is fine.
namespace arna::value_checks {

[[nodiscard]] std::string not_empty(std::string_view value);
[[nodiscard]] std::string source_name(std::string_view value); ///< [a-z0-9-]+
[[nodiscard]] std::string slug(std::string_view value);        ///< [a-z0-9-]+
[[nodiscard]] std::string tag_name(std::string_view value);    ///< holds a letter or digit
[[nodiscard]] std::string list_name(std::string_view value);   ///< holds a letter or digit
[[nodiscard]] std::string list_term(std::string_view value);   ///< likewise
[[nodiscard]] std::string http_url(std::string_view value);    ///< http(s), a host that can be, a port from 1 to 65535
[[nodiscard]] std::string base_url(std::string_view value);    ///< the same without query, fragment and user
[[nodiscard]] std::string proxy(std::string_view value); ///< the same with http, https, socks5, socks5h; may be empty
[[nodiscard]] std::string host(std::string_view value);  ///< of a URL: a name in any script or an address, no port
[[nodiscard]] std::string endpoint(std::string_view value);         ///< host:port, [v6]:port, *:port; port 0 is any
[[nodiscard]] std::string network(std::string_view value);          ///< an address, or one with a prefix length
[[nodiscard]] std::string authority(std::string_view value);        ///< of RFC 4151: no blank, comma or slash
[[nodiscard]] std::string language(std::string_view value);         ///< shaped like BCP 47; may be empty
[[nodiscard]] std::string edition_language(std::string_view value); ///< ISO 639, lower case, known to ICU
[[nodiscard]] std::string digest(std::string_view value);           ///< "daily" or "weekly"
[[nodiscard]] std::string time_zone(std::string_view value);        ///< known to the system; may be empty
[[nodiscard]] std::string store_url(std::string_view value);
[[nodiscard]] std::string user_agent(std::string_view value); ///< one line, known placeholders
[[nodiscard]] std::string user_name(std::string_view value);  ///< of HTTP Basic authentication
[[nodiscard]] std::string password(std::string_view value);
[[nodiscard]] std::string header_name(std::string_view value);
[[nodiscard]] std::string header_value(std::string_view value);
[[nodiscard]] std::string regular_expression(std::string_view value); ///< of RE2; may be empty

} // namespace arna::value_checks
