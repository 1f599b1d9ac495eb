#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/fetch/curl/curl.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

namespace arna {

/// libcurl's multi interface, driven by epoll: what many idle transfers cost does not depend on how many they are, as
/// it does with curl_multi_poll(). All but wake() on the thread that calls turn().
class CurlLoop {
public:
    using Clock = std::chrono::steady_clock;

    /// `max_connections` are kept in all. Throws std::bad_alloc and std::system_error.
    explicit CurlLoop(std::size_t max_connections);
    ~CurlLoop(); ///< Requires: nothing is in it any more.
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    void add(CURL* transfer);
    void remove(CURL* transfer);
    /// After curl_easy_pause() let a transfer go on, which libcurl does not tell.
    void look_soon() { due_ = Clock::now(); }

    /// Waits for the network, the clock or wake(), until `until` at most, and lets libcurl do its work.
    void turn(Clock::time_point until);
    /// A transfer that ended, and how; nothing if there is none left. It is to be removed.
    [[nodiscard]] std::optional<std::pair<CURL*, CURLcode>> take_finished();

    /// Ends the present or the next turn(). Any thread.
    void wake() const;

private:
    /// A file descriptor, closed at the end of life.
    class Descriptor {
    public:
        explicit Descriptor(int number) : number_(number) {}
        ~Descriptor();
        Descriptor(const Descriptor&) = delete;
        Descriptor& operator=(const Descriptor&) = delete;
        [[nodiscard]] int get() const { return number_; }

    private:
        int number_;
    };

    static int on_socket(CURL* transfer, curl_socket_t socket, int what, void* self, void* known) noexcept;
    static int on_timer(CURLM* multi, long milliseconds, void* self) noexcept;

    HomeThread home_;
    Descriptor epoll_, wakes_;
    CurlMulti multi_;
    std::optional<Clock::time_point> due_; ///< when libcurl wants to look at its own clocks
};

} // namespace arna
