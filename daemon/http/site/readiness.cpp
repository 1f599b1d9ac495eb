#include "daemon/http/site/readiness.hpp"

#include "daemon/async/spawn.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <optional>
#include <utility>

namespace arna {
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds answer_counts_for{1};

} // namespace

struct Readiness::Question {
    explicit Question(asio::any_io_executor io) : over(std::move(io)) {}

    static asio::awaitable<void> ask(std::shared_ptr<Question> question, StoreThread& store) {
        try {
            co_await store.run([](Store&) {});
        } catch (const StoreFailure&) {
            // Whether it can write is another question.
        }
        question->answered = Clock::now();
        question->over.cancel();
    }

    std::optional<Clock::time_point> answered;
    asio::steady_timer over; ///< cancelled when the answer is there
};

Readiness::Readiness(asio::any_io_executor io, StoreThread& store, std::chrono::milliseconds patience)
    : io_(std::move(io)), store_(store), patience_(patience) {}

asio::awaitable<bool> Readiness::store_answers() {
    assert(home_.is_here());
    const bool is_old = question_ && question_->answered && Clock::now() - *question_->answered > answer_counts_for;
    if (!question_ || is_old) {
        question_ = std::make_shared<Question>(io_);
        question_->over.expires_after(patience_);
        spawn(io_, Question::ask(question_, store_), "asking the store thread");
    }
    const auto question = question_;
    if (!question->answered) co_await question->over.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return question->answered.has_value();
}

} // namespace arna
