#pragma once
#include "daemon/async/home_thread.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace arna {

class StoreThread;

/// Whether the store thread answers: it may hang in a call of the system or spin. At most one question is on its way to
/// it, and an answer counts for a second, so that asking often costs nothing. Lives on the io thread; may be destroyed
/// while a question is out.
class Readiness {
public:
    /// `store` outlives it and every question. `patience`: how long an answer may take.
    Readiness(boost::asio::any_io_executor io, StoreThread& store,
              std::chrono::milliseconds patience = std::chrono::seconds(3));

    /// Asks and waits for the answer, at most `patience`. A StoreFailure is an answer: the thread lives.
    [[nodiscard]] boost::asio::awaitable<bool> store_answers();

private:
    struct Question;

    HomeThread home_;
    boost::asio::any_io_executor io_;
    StoreThread& store_;
    std::chrono::milliseconds patience_;
    std::shared_ptr<Question> question_; ///< the last one; null: none was asked yet
};

} // namespace arna
