#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// A request as it came over the wire.
struct OriginRequest {
    std::string method;
    std::string target; ///< path and query
    std::string head;   ///< every byte up to and with the empty line

    /// Value of a field, byte for byte without the white space around it; empty if absent. Names compare without case.
    [[nodiscard]] std::string header(std::string_view name) const;
    /// How often a field stands in the head.
    [[nodiscard]] std::size_t count(std::string_view name) const;
};

/// The bytes of an answer, and how they go out. Nothing is added: what HTTP wants must stand in `bytes`.
struct OriginReply {
    enum class End {
        close,      ///< orderly, after the last byte
        keep_alive, ///< the next request on the same connection is read
        reset,      ///< RST: the peer sees "connection reset"
        hang,       ///< the connection stays open and silent until the peer or the origin ends it
    };
    std::string bytes;
    std::chrono::milliseconds delay{};   ///< before the first byte
    std::size_t drip = 0;                ///< this many bytes at a time; 0: all at once
    std::chrono::milliseconds pause{10}; ///< between two drips
    bool is_endless = false;             ///< the bytes from `repeat_from` on are repeated until the peer goes
    std::size_t repeat_from = 0;
    End end = End::close;
};

using OriginFields = std::vector<std::pair<std::string, std::string>>;

/// A well-formed HTTP/1.1 answer with Content-Length (unless `fields` has one or a Transfer-Encoding), and
/// `Connection: close`.
[[nodiscard]] OriginReply reply(int status, const OriginFields& fields = {}, std::string_view body = {});
/// `Location: to`, and no body.
[[nodiscard]] OriginReply redirect(int status, const std::string& to);
/// Silence: the request is read and never answered.
[[nodiscard]] OriginReply silence();

/// A small HTTP origin on the loopback interface that says what a test wants, be it HTTP or not; it counts and keeps
/// what it
/// was asked. A thread for each connection. Every method may be called from any thread at any time; the destructor ends
/// all connections.
///
///     Origin origin;
///     origin.on("/feed.xml", reply(200, {{"ETag", "\"a\""}}, feed));
///     origin.on("/busy", [](const OriginRequest&, int hit) { return hit == 1 ? reply(503) : reply(200, {}, feed); });
///     fetch(origin.url("/feed.xml"));
///     CHECK(origin.requests("/feed.xml").at(0).header("If-None-Match") == "");
class Origin {
public:
    /// What to answer; `hit` counts the requests of the path from 1. It runs on the connection's thread.
    using Handler = std::function<OriginReply(const OriginRequest&, int hit)>;

    /// Listens on a free port of `address`, any of 127.0.0.0/8 or "::1". Throws std::system_error.
    explicit Origin(const std::string& address = "127.0.0.1");
    ~Origin();
    Origin(const Origin&) = delete;
    Origin& operator=(const Origin&) = delete;

    /// Answers `path`, compared without query; "*" answers what has no handler. Without one: 404. Replaces.
    void on(const std::string& path, Handler handler);
    void on(const std::string& path, OriginReply fixed);

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string authority() const; ///< "127.0.0.1:4711"
    [[nodiscard]] std::string url(std::string_view target = "/") const;

    [[nodiscard]] int hits(const std::string& path) const;
    [[nodiscard]] int hits() const; ///< of all paths
    [[nodiscard]] std::vector<OriginRequest> requests(const std::string& path) const;
    [[nodiscard]] std::size_t connections() const; ///< accepted since the start

    /// Most requests that were answered at the same moment.
    [[nodiscard]] int peak() const;

    /// Waits until `path` was asked `count` times; false if that takes longer than `deadline`.
    [[nodiscard]] bool wait_for_hits(const std::string& path, int count,
                                     std::chrono::milliseconds deadline = std::chrono::seconds(10)) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace arna
