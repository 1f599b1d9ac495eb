#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/store/records.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace arna {

/// Tags and sources whose documents are not what they were, each once.
struct Changed {
    std::vector<TagId> tags;
    std::vector<SourceId> sources;
};

/// Wakes the consumers of what is stored: the document cache; later the static tree, the hub, the event stream. The
/// truth is in the store, which raises TagState::version with every change: a consumer that must miss nothing keeps
/// there up to which version it delivered, and compares at its start. Lives on the io thread.
class Changes {
public:
    explicit Changes(boost::asio::any_io_executor io);

    /// Committed: these have other documents now. Wakes every consumer. Nothing given, nothing noted.
    void note(std::span<const TagId> tags, std::span<const SourceId> sources);

    /// Counts the calls of note().
    [[nodiscard]] std::uint64_t version() const;

    /// What changed after `version`, the longest ago first. Takes as long as the answer is.
    [[nodiscard]] Changed since(std::uint64_t version) const;

private:
    friend class ChangesReader;

    /// When each of a kind changed last, and the kind by that moment.
    template <class Id>
    class Latest {
    public:
        void note(Id id, std::uint64_t moment);
        [[nodiscard]] std::vector<Id> since(std::uint64_t moment) const;

    private:
        using Moment = std::pair<std::uint64_t, std::size_t>; ///< and the place within one call
        std::map<Moment, Id> by_moment_;
        std::map<Id, Moment> moments_;
    };

    HomeThread home_;
    std::uint64_t version_ = 0;
    Latest<TagId> tags_;
    Latest<SourceId> sources_;
    boost::asio::steady_timer noted_; ///< never expires; cancelled by every note()
};

/// One consumer's place in the row of changes. Lives on the io thread, outlived by `changes`.
class ChangesReader {
public:
    /// Begins with what changes from now on.
    explicit ChangesReader(Changes& changes) : changes_(changes), read_(changes.version()) {}

    /// What changed since the last call, waiting until there is something; nothing after stop().
    boost::asio::awaitable<std::optional<Changed>> next();

    /// Ends the wait in next(), for good.
    void stop();

private:
    Changes& changes_;
    std::uint64_t read_;
    bool is_stopped_ = false;
};

} // namespace arna
