#include "daemon/app/command/library/json_lines.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstring>

namespace arna {
namespace {

std::unexpected<Error> failure_of(const char* doing) {
    return fail(Errc::io, fmt::format("cannot {}: {}", doing, std::strerror(errno)));
}

class Exchange {
public:
    Exchange(int in, int out, const std::function<std::string(std::string_view)>& answer)
        : in_(in), out_(out), answer_(answer) {}

    Result<void> run() {
        while (!is_ended_ || has_output()) {
            if (auto step = move_something(); !step) return step;
            if (auto step = answer_whole_lines(); !step) return step;
        }
        return {};
    }

private:
    [[nodiscard]] bool has_output() const { return sent_ < output_.size(); }

    /// Waits until something can be read or written, and does it once.
    Result<void> move_something() {
        std::array<pollfd, 2> ends{{{.fd = is_ended_ ? -1 : in_, .events = POLLIN, .revents = 0},
                                    {.fd = has_output() ? out_ : -1, .events = POLLOUT, .revents = 0}}};
        if (::poll(ends.data(), ends.size(), -1) < 0) {
            if (errno == EINTR) return {};
            return failure_of("wait for input");
        }
        if (ends[1].revents != 0) {
            if (auto sent = send(); !sent) return sent;
        }
        if (ends[0].revents != 0) return receive();
        return {};
    }

    Result<void> receive() {
        std::array<char, 65536> part; // NOLINT: filled by read
        const auto count = ::read(in_, part.data(), part.size());
        if (count < 0) {
            if (errno == EINTR || errno == EAGAIN) return {};
            return failure_of("read standard input");
        }
        is_ended_ = count == 0;
        input_.append(part.data(), static_cast<std::size_t>(count));
        return {};
    }

    /// At most PIPE_BUF bytes: so many a pipe takes without blocking when poll calls it writable.
    Result<void> send() {
        const auto count =
            ::write(out_, output_.data() + sent_, std::min<std::size_t>(output_.size() - sent_, PIPE_BUF));
        if (count < 0) {
            if (errno == EINTR || errno == EAGAIN) return {};
            return failure_of("write standard output");
        }
        sent_ += static_cast<std::size_t>(count);
        if (!has_output()) {
            output_.clear();
            sent_ = 0;
        }
        return {};
    }

    Result<void> answer_whole_lines() {
        std::size_t start = 0;
        for (std::size_t end = input_.find('\n', searched_); end != std::string::npos; end = input_.find('\n', start)) {
            answer_line(std::string_view(input_).substr(start, end - start));
            start = end + 1;
            while (has_output()) { // as much as the other side takes at this moment
                const std::size_t before = sent_;
                pollfd writable{.fd = out_, .events = POLLOUT, .revents = 0};
                if (::poll(&writable, 1, 0) <= 0) break;
                if (auto sent = send(); !sent) return sent;
                if (sent_ == before) break;
            }
        }
        if (is_ended_ && start < input_.size()) {
            answer_line(std::string_view(input_).substr(start));
            start = input_.size();
        }
        input_.erase(0, start);
        searched_ = input_.size();
        return {};
    }

    void answer_line(std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        output_ += answer_(line);
        output_ += '\n';
    }

    int in_, out_;
    const std::function<std::string(std::string_view)>& answer_;
    std::string input_;        ///< read and not answered: the beginning of a line, between steps
    std::size_t searched_ = 0; ///< so much of it holds no line break
    std::string output_;
    std::size_t sent_ = 0; ///< so much of it went out
    bool is_ended_ = false;
};

} // namespace

Result<void> answer_lines(int in, int out, const std::function<std::string(std::string_view)>& answer) {
    return Exchange(in, out, answer).run();
}

} // namespace arna
