#include "daemon/http/message/client_address.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace arna;

TEST_CASE("The client is the last address of X-Forwarded-For that no trusted proxy has", "[http][client]") {
    const TrustedProxies proxies(
        std::vector<std::string>{"127.0.0.1", "10.0.0.0/8", "fd00::/8", "nonsense", "1.2.3.4/99"});
    struct Case {
        const char* peer;
        const char* forwarded_for;
        const char* client;
    };
    const auto one = GENERATE(values<Case>({
        {"127.0.0.1", "", "127.0.0.1"},
        {"127.0.0.1", "203.0.113.5", "203.0.113.5"},
        {"::ffff:127.0.0.1", "203.0.113.5", "203.0.113.5"},
        {"127.0.0.1", "198.51.100.1, 203.0.113.5, 10.1.2.3", "203.0.113.5"},
        {"127.0.0.1", "10.9.9.9,10.1.2.3", "10.9.9.9"}, // all of them ours
        {"127.0.0.1", "2001:db8::1", "2001:db8::1"},
        {"127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"},
        {"127.0.0.1", "203.0.113.5:4711", "203.0.113.5"},
        {"fd12::1", "203.0.113.5", "203.0.113.5"},
        {"127.0.0.1", "unknown", "127.0.0.1"},
        {"127.0.0.1", "203.0.113.5, _hidden", "127.0.0.1"},
        {"127.0.0.1", ",,,", "127.0.0.1"},
        {"203.0.113.9", "198.51.100.1", "203.0.113.9"}, // who is not trusted may claim what they like
        {"11.0.0.1", "198.51.100.1", "11.0.0.1"},
    }));
    CAPTURE(one.peer, one.forwarded_for);
    CHECK(client_address(boost::asio::ip::make_address(one.peer), one.forwarded_for, proxies).to_string() ==
          one.client);
}
