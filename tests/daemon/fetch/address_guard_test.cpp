#include "daemon/fetch/address_guard.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace arna;

namespace {

IpAddress address(const std::string& text) {
    const auto network = parse_network(text);
    REQUIRE(network);
    return network->address;
}

AddressGuard allowing(const std::vector<std::string>& networks) {
    std::vector<Network> allow;
    for (const auto& text : networks) allow.push_back(parse_network(text).value());
    return AddressGuard(std::move(allow));
}

} // namespace

TEST_CASE("addresses that are not global unicast are refused", "[fetch][guard]") {
    const auto* text =
        GENERATE("0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
                 "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1",
                 "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7",
                 "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8",
                 "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1",
                 "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1",
                 "2002:c0a8:101::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "4000::1", "1fff::1");
    CAPTURE(text);
    CHECK(AddressGuard().refusal(address(text), 443));
}

TEST_CASE("public addresses are let through, however they are written", "[fetch][guard]") {
    const auto* text = GENERATE("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                                "172.15.255.255", "172.32.0.0", "192.0.1.0", "198.17.255.255", "198.20.0.0",
                                "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "2001:1::1", "2003::1",
                                "3fff:ffff::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1");
    CAPTURE(text);
    CHECK_FALSE(AddressGuard().refusal(address(text), 443));
}

TEST_CASE("an allowed network opens its addresses at any port, also through their IPv6 spellings", "[fetch][guard]") {
    const auto guard = allowing({"127.0.0.0/8", "10.20.30.40", "fd00:1::/32"});
    CHECK_FALSE(guard.refusal(address("127.0.0.1"), 25));
    CHECK_FALSE(guard.refusal(address("::ffff:127.0.0.1"), 25));
    CHECK_FALSE(guard.refusal(address("64:ff9b::7f00:1"), 25));
    CHECK_FALSE(guard.refusal(address("10.20.30.40"), 5432));
    CHECK_FALSE(guard.refusal(address("fd00:1::9"), 22));
    CHECK(guard.refusal(address("10.20.30.41"), 80));
    CHECK(guard.refusal(address("fd00:2::9"), 80));
    CHECK(guard.refusal(address("::1"), 80));
}

TEST_CASE("public hosts are polled at web ports and unprivileged ones, but for databases and mail", "[fetch][guard]") {
    const AddressGuard guard;
    for (const int port : {80, 443, 1024, 8080, 8443, 3000, 65535}) {
        CAPTURE(port);
        CHECK_FALSE(guard.refusal(address("8.8.8.8"), static_cast<std::uint16_t>(port)));
    }
    for (const int port :
         {0, 1, 21, 22, 25, 53, 110, 143, 389, 465, 587, 993, 1023, 1433, 3306, 5432, 6379, 9200, 11211, 27017}) {
        CAPTURE(port);
        CHECK(guard.refusal(address("8.8.8.8"), static_cast<std::uint16_t>(port)));
    }
}

TEST_CASE("networks are read from CIDR notation, and what is none is an error", "[fetch][guard]") {
    CHECK(parse_network("10.0.0.0/8").value().contains(address("10.9.9.9")));
    CHECK_FALSE(parse_network("10.0.0.0/8").value().contains(address("11.0.0.0")));
    CHECK(parse_network("10.128.0.0/9").value().contains(address("10.255.0.1")));
    CHECK_FALSE(parse_network("10.128.0.0/9").value().contains(address("10.127.0.1")));
    CHECK(parse_network("0.0.0.0/0").value().contains(address("8.8.8.8")));
    CHECK_FALSE(parse_network("0.0.0.0/0").value().contains(address("2606:4700::1")));
    CHECK(parse_network("::/0").value().contains(address("2606:4700::1")));
    const auto* bad = GENERATE("", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "fd00::/129",
                               "example.org", "10.0.0.0/8x", " 10.0.0.0/8");
    CAPTURE(bad);
    CHECK_FALSE(parse_network(bad));
}

TEST_CASE("the guard reads the address of a socket", "[fetch][guard]") {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(443);
    inet_pton(AF_INET, "8.8.8.8", &v4.sin_addr);
    CHECK_FALSE(AddressGuard().refusal(reinterpret_cast<const sockaddr&>(v4)));
    inet_pton(AF_INET, "127.0.0.1", &v4.sin_addr);
    CHECK(AddressGuard().refusal(reinterpret_cast<const sockaddr&>(v4)).value().contains("127.0.0.1"));

    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(443);
    inet_pton(AF_INET6, "::ffff:127.0.0.1", &v6.sin6_addr);
    CHECK(AddressGuard().refusal(reinterpret_cast<const sockaddr&>(v6)));

    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    CHECK(AddressGuard().refusal(reinterpret_cast<const sockaddr&>(local)));
}

TEST_CASE("behind a proxy literal addresses and localhost are refused, names pass", "[fetch][guard]") {
    const AddressGuard guard;
    for (const auto* host :
         {"127.0.0.1", "[::1]", "::1", "localhost", "localhost.", "db.localhost", "10.0.0.1", "fe80::1%eth0"}) {
        CAPTURE(host);
        CHECK(guard.refusal(std::string_view(host), 80));
    }
    CHECK_FALSE(guard.refusal(std::string_view("example.org"), 80));
    CHECK(guard.refusal(std::string_view("example.org"), 22));
    CHECK_FALSE(allowing({"127.0.0.0/8"}).refusal(std::string_view("localhost"), 22));
}
