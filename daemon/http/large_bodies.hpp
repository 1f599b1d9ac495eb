#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace arna {

/// The large bodies that a server is sending, each counted once however many clients get it. Clients that read slowly
/// keep documents in memory that were replaced long ago; without a bound, one for each connection. Lives on the io
/// thread, outlives its holds.
class LargeBodies {
    struct Sending {
        std::size_t bytes = 0;
        std::size_t clients = 0;
    };

public:
    /// Smaller bodies do not count.
    static constexpr std::size_t least = std::size_t{256} << 10;

    explicit LargeBodies(std::size_t most) : most_(most) {}

    /// A body that is being sent; it counts until this is destroyed.
    class Hold {
    public:
        Hold() = default;
        Hold(LargeBodies& bodies, const std::string* body) : bodies_(&bodies, {body}) {}

    private:
        struct Release {
            const std::string* body;
            void operator()(LargeBodies* bodies) const { bodies->release(body); }
        };
        std::unique_ptr<LargeBodies, Release> bodies_;
    };

    /// Room for sending `body`, which may be null; nothing if others take it. A single body always has room.
    [[nodiscard]] std::optional<Hold> hold(const std::string* body);

private:
    void release(const std::string* body);

    std::size_t most_;
    std::size_t bytes_ = 0;
    std::unordered_map<const std::string*, Sending> sending_;
};

} // namespace arna
