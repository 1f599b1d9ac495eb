#include "daemon/fetch/failure_text.hpp"

#include "daemon/fetch/refusal_text.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <string_view>

using namespace arna;

TEST_CASE("A failed transfer is told once, with what to do", "[fetch]") {
    struct Case {
        CURLcode code;
        const char* said;
        int system_error;
        const char* text;
    };
    const auto [code, said, system_error, text] = GENERATE(values<Case>({
        {CURLE_COULDNT_CONNECT, "Failed to connect to a.kz port 1 after 0 ms: Couldn't connect to server", ECONNREFUSED,
         "Failed to connect to a.kz port 1: Connection refused; nothing listens there; check host and port"},
        {CURLE_COULDNT_CONNECT, "", 0, "Couldn't connect to server; check the address, and this machine's network"},
        {CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: a.kz", 0,
         "Could not resolve host: a.kz; check the address, and this machine's name servers"},
        {CURLE_GOT_NOTHING, "Empty reply from server", 0,
         "Empty reply from server; the server hung up; it may be overloaded"},
        {CURLE_RECV_ERROR, "Recv failure: Connection reset by peer", 0,
         "Recv failure: Connection reset by peer; the server hung up; it may be overloaded"},
        {CURLE_RECV_ERROR, "Illegal or missing hexadecimal sequence in chunked-encoding", 0,
         "Illegal or missing hexadecimal sequence in chunked-encoding; the server's answer is damaged"},
        {CURLE_PARTIAL_FILE, "transfer closed with 5 bytes remaining to read", 0,
         "transfer closed with 5 bytes remaining to read"},
    }));
    CHECK(failure_text(code, said, system_error) == std::string_view(text));
}

TEST_CASE("An answer of no use is told with what to do about it", "[fetch]") {
    CHECK(refusal_text(401) == "HTTP 401: it wants a user name and a password; set 'username' and 'password_file'");
    CHECK(refusal_text(418) == "HTTP 418");
    CHECK(refusal_text(204) == "HTTP 204: the server says that it has no document to send");
    CHECK(refusal_text(206) == "HTTP 206: the server sends a part of the document, which was not asked for");
    CHECK(refusal_text(302) == "HTTP 302: a redirect that does not say where to");
    CHECK(too_large_text(10u << 20) == "document is larger than 10 MiB; raise fetch.max_body if that is meant");
    CHECK(too_large_text(1500) == "document is larger than 1500 bytes; raise fetch.max_body if that is meant");
}
