#include "daemon/http/message/content_coding.hpp"

#include <catch2/catch.hpp>

using namespace arna;

TEST_CASE("The coding is the one that the client prefers", "[http][coding]") {
    struct Case {
        const char* accept_encoding;
        const char* coding;
    };
    const auto one = GENERATE(values<Case>({{"", ""},
                                            {"gzip", "gzip"},
                                            {"x-gzip", "gzip"},
                                            {"GZIP", "gzip"},
                                            {"br", "br"},
                                            {"gzip, deflate, br", "br"},
                                            {"gzip;q=1.0, br;q=0.9", "gzip"},
                                            {"gzip;q=0.8, br;q=0.9", "br"},
                                            {"br;q=0.001", "br"},
                                            {"br;q=0, gzip", "gzip"},
                                            {"br;q=0.0, gzip;q=0.000", ""},
                                            {"identity, gzip;q=0.5", ""},
                                            {"identity;q=0.5, gzip;q=0.5", "gzip"},
                                            {"identity;q=0, gzip;q=0.1", "gzip"},
                                            {"identity;q=0", ""},
                                            {"*;q=0", ""},
                                            {"*", "br"},
                                            {"*;q=0.5, br;q=0", "gzip"},
                                            {"gzip;q=0, *", "br"},
                                            {"deflate, zstd", ""},
                                            {"gzip ; Q=0.5 , br ; q=0.4", "gzip"},
                                            {"gzip;q=2", ""},
                                            {"gzip;q=0.1234", ""},
                                            {"gzip;q=", ""},
                                            {"gzip;q=abc", ""},
                                            {",,, ;;, gzip,", "gzip"},
                                            {"gzipx, brx", ""}}));
    CAPTURE(one.accept_encoding);
    CHECK(coding_name(choose_coding(one.accept_encoding)) == one.coding);
}
