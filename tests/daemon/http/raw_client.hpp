#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// An answer as it came over the wire.
struct RawAnswer {
    int status = 0;
    std::string head; ///< status line and fields, each with CRLF
    std::string body;

    [[nodiscard]] std::string field(std::string_view name) const; ///< empty if absent
};

/// A connection to 127.0.0.1, or to a Unix socket, that sends what it is told and nothing else. Whatever takes longer than five seconds throws.
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0);
    explicit RawClient(const std::filesystem::path& socket);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    /// The next answer; of a HEAD request without its body. Throws when the connection ends before it is whole.
    RawAnswer receive(bool has_body = true);
    /// What comes until the server closes.
    std::string receive_all();
    /// Whether the server has closed, or does so within five seconds, without sending anything more.
    bool is_closed();

private:
    void set_patience() const;
    bool read_more(); ///< false at the end

    int socket_ = -1;
    std::string buffer_;
};

/// A GET with the fields that it must have, and these.
[[nodiscard]] std::string get_request(std::string_view path, std::string_view fields = {},
                                      std::string_view method = "GET");

} // namespace arna
