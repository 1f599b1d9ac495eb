#include "daemon/fetch/host/host_gate.hpp"

#include "feeds/identity/identity.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/url/url_parts.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <vector>

namespace arna {

namespace asio = boost::asio;

/// The gate itself: HostSlots decides, this calls those whose turn it is. Turns keep it alive.
class HostGate::State : public std::enable_shared_from_this<State> {
public:
    State(asio::any_io_executor executor, HostSlots::Options options, const AddressGuard& guard,
          std::function<HostSlots::Time()> now)
        : executor_(std::move(executor)), timer_(executor_), guard_(&guard), now_(std::move(now)), slots_(options) {}

    HostSlots::Ticket queue(const std::string& url, Manner manner, Called called, HostSlots::Ticket ticket);
    void leave(HostSlots::Ticket ticket);
    void leave_host(HostSlots::Ticket ticket);
    void hold(const std::string& url, std::chrono::milliseconds time);
    void stop();
    void close();
    [[nodiscard]] bool is_waiting(HostSlots::Ticket ticket) const { return waiting_.contains(ticket); }

private:
    struct Waiting {
        std::string host;
        Called called;
        bool is_urged = false;
    };

    [[nodiscard]] HostSlots::HostFacts facts_of(const std::string& host) const;
    [[nodiscard]] std::chrono::milliseconds held(const std::string& host) const;
    void refuse(HostSlots::Ticket ticket);
    void look_soon();
    void look();
    void call(HostSlots::Ticket ticket, bool is_refused);
    void sleep();

    HomeThread home_;
    asio::any_io_executor executor_;
    asio::steady_timer timer_; ///< until spacing lets the next one go
    const AddressGuard* guard_;
    std::function<HostSlots::Time()> now_;
    HostSlots slots_;
    std::unordered_map<HostSlots::Ticket, Waiting> waiting_;
    std::vector<HostSlots::Ticket> refused_; ///< to be told so
    bool is_stopped_ = false;
    bool looks_soon_ = false;
};

HostSlots::Ticket HostGate::State::queue(const std::string& url, Manner manner, Called called,
                                         HostSlots::Ticket ticket) {
    assert(home_.is_here());
    auto host = host_key(url);
    auto facts = slots_.knows(host) ? HostSlots::HostFacts() : facts_of(host);
    ticket = slots_.add(host, std::move(facts), manner.is_doubtful, now_(), ticket, manner.is_patient);
    const bool is_held = !manner.is_urged && slots_.held_until(host, now_());
    waiting_.emplace(ticket,
                     Waiting{.host = std::move(host), .called = std::move(called), .is_urged = manner.is_urged});
    if (is_held || is_stopped_) refuse(ticket);
    look_soon();
    return ticket;
}

void HostGate::State::leave(HostSlots::Ticket ticket) {
    assert(home_.is_here());
    slots_.leave(ticket, now_());
    waiting_.erase(ticket);
    if (!waiting_.empty()) look_soon();
}

void HostGate::State::leave_host(HostSlots::Ticket ticket) {
    assert(home_.is_here());
    slots_.leave_host(ticket, now_());
    if (!waiting_.empty()) look_soon();
}

void HostGate::State::hold(const std::string& url, std::chrono::milliseconds time) {
    assert(home_.is_here());
    const auto host = host_key(url);
    slots_.hold(host, now_() + time, now_());
    for (const auto ticket : slots_.waiting_for(host))
        if (!waiting_.at(ticket).is_urged) refuse(ticket);
    look_soon();
}

void HostGate::State::stop() {
    assert(home_.is_here());
    is_stopped_ = true;
    for (const auto& [ticket, waiting] : waiting_) refuse(ticket);
    look_soon();
}

/// Who waits may hold turns of others, and so this.
void HostGate::State::close() {
    is_stopped_ = true;
    timer_.cancel();
    const auto forgotten = std::exchange(waiting_, {});
}

HostSlots::HostFacts HostGate::State::facts_of(const std::string& host) const {
    return {.site = site_of("http://" + host, host), .is_unhurried = !guard_->allows(url_host("http://" + host))};
}

/// How long the host wants to be left alone.
std::chrono::milliseconds HostGate::State::held(const std::string& host) const {
    const auto until = slots_.held_until(host, now_());
    return until ? std::chrono::ceil<std::chrono::milliseconds>(*until - now_()) : std::chrono::milliseconds(0);
}

void HostGate::State::refuse(HostSlots::Ticket ticket) {
    slots_.leave(ticket, now_());
    refused_.push_back(ticket);
}

void HostGate::State::look_soon() {
    if (std::exchange(looks_soon_, true)) return;
    asio::post(executor_, [self = shared_from_this()] { self->look(); });
}

void HostGate::State::look() {
    looks_soon_ = false;
    for (const auto ticket : std::exchange(refused_, {})) call(ticket, true);
    while (const auto ticket = slots_.next(now_())) call(*ticket, false);
    sleep();
}

void HostGate::State::call(HostSlots::Ticket ticket, bool is_refused) {
    const auto found = waiting_.find(ticket);
    if (found == waiting_.end()) return; // it left meanwhile
    auto waiting = std::move(found->second);
    waiting_.erase(found);
    if (!is_refused) return waiting.called(Turn(shared_from_this(), ticket));
    waiting.called(std::unexpected(Refusal{is_stopped_ ? std::chrono::milliseconds(0) : held(waiting.host)}));
}

void HostGate::State::sleep() {
    const auto next = waiting_.empty() ? std::nullopt : slots_.next_look();
    if (!next) {
        timer_.cancel();
        return;
    }
    timer_.expires_after(*next - now_());
    timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
        const auto state = self.lock();
        if (!error && state) state->look();
    });
}

HostGate::Turn& HostGate::Turn::operator=(Turn&& other) noexcept {
    if (this == &other) return *this;
    give_back();
    state_ = std::move(other.state_);
    ticket_ = std::exchange(other.ticket_, HostSlots::Ticket());
    return *this;
}

void HostGate::Turn::leave_host() {
    if (state_) state_->leave_host(ticket_);
}

void HostGate::Turn::step_back() {
    if (const auto state = std::exchange(state_, nullptr)) state->leave(ticket_);
}

void HostGate::Turn::give_back() {
    step_back();
    ticket_ = 0;
}

HostGate::Place& HostGate::Place::operator=(Place&& other) noexcept {
    if (this == &other) return *this;
    leave();
    state_ = std::move(other.state_);
    ticket_ = std::exchange(other.ticket_, HostSlots::Ticket());
    return *this;
}

/// Nothing if its turn came: then the Turn answers for the ticket.
void HostGate::Place::leave() {
    const auto state = std::exchange(state_, {}).lock();
    if (state && state->is_waiting(ticket_)) state->leave(ticket_);
}

HostGate::HostGate(asio::any_io_executor executor, HostSlots::Options options, const AddressGuard& guard,
                   std::function<HostSlots::Time()> now)
    : state_(std::make_shared<State>(std::move(executor), options, guard, std::move(now))) {}

HostGate::~HostGate() { state_->close(); }

HostGate::Place HostGate::queue(const std::string& url, Manner manner, Called called) {
    return {state_, state_->queue(url, manner, std::move(called), 0)};
}

asio::awaitable<HostGate::Admission> HostGate::enter(std::string url, Manner manner, Turn turn) {
    auto initiate = [state = state_](auto handler, std::string to, Manner how, HostSlots::Ticket ticket) {
        auto back = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        state->queue(
            to, how,
            [handler = std::move(handler), back = std::move(back)](Admission admission) mutable {
                asio::post(back, [handler = std::move(handler), admission = std::move(admission)]() mutable {
                    std::move(handler)(std::move(admission));
                });
            },
            ticket);
    };
    turn.step_back();
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Admission)>(
        initiate, asio::use_awaitable, std::move(url), manner, turn.ticket_);
}

void HostGate::hold(const std::string& url, std::chrono::milliseconds time) { state_->hold(url, time); }
void HostGate::stop() { state_->stop(); }

std::string host_key(const std::string& url) {
    const std::string resolved = resolve_url(url, "");
    const UrlParts parts = split_url(resolved);
    auto host = parts.host;
    while (host.ends_with('.')) host.remove_suffix(1);
    std::string key(host);
    unsigned port = 0;
    std::from_chars(parts.port.data(), parts.port.data() + parts.port.size(), port);
    if (port != 0 && port != 80 && port != 443) key += ':' + std::to_string(port);
    return key;
}

} // namespace arna
