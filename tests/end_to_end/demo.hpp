#pragma once
#include "tests/end_to_end/arna_daemon.hpp"

#include <string>

namespace arna {

/// The demo of config/demo.toml, once all of its sources were read.
class Demo {
public:
    Demo() : daemon(configuration(), directory.path() / "state") {
        ready = eventually([&] {
            const auto body = daemon.get("/tags/referendum-2026.json").body;
            for (const char* part :
                 {"qala.example/news/zhastar-2025", "vestnik.example/bulleten", "steppe.example/2026/history",
                  "parlament.example/suraq", "dala.example/ru/ballot"})
                if (body.find(part) == std::string::npos) return false;
            return true;
        });
    }

    [[nodiscard]] static std::string configuration() { return environment("ARNA_TREE") + "/config/demo.toml"; }

    TemporaryDirectory directory;
    ArnaDaemon daemon;
    bool ready = false;
};

} // namespace arna
