#pragma once
#include "daemon/publish/options.hpp"
#include "daemon/publish/rendered_document.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace arna {

class ReaderPool;

/// What a path leads to.
struct Lookup {
    enum class Outcome {
        found,     ///< `document`
        moved,     ///< `location`: a relative reference, for good
        gone,      ///< it was published once
        not_found, ///<
    };
    Outcome outcome = Outcome::not_found;
    std::shared_ptr<const RenderedDocument> document;
    std::string location;
};

struct DocumentsCounters {
    std::size_t renders = 0;    ///< since the start
    std::size_t evictions = 0;  ///< documents given up for want of room
    std::size_t kept_bytes = 0; ///< now, codings included
};

/// The published documents. A tag's documents are rendered together, from one snapshot, when one of them is first asked for
/// after a change, and kept until the next change or until newer ones need their room. Whoever asks meanwhile shares the
/// render. Lives on the io thread; reads and renders in the pool (docs/decisions/rendered-on-demand.md).
class Documents {
public:
    /// `readers` and `pool` outlive it. `capacity`: bytes to keep.
    Documents(boost::asio::any_io_executor io, boost::asio::any_io_executor pool, ReaderPool& readers,
              PublishOptions options, std::size_t capacity = std::size_t{64} << 20);
    ~Documents();

    /// What is published under `path`, which is absolute, below base_url, still percent-encoded and without a query. Throws
    /// StoreFailure when the store cannot be read.
    [[nodiscard]] boost::asio::awaitable<Lookup> find(std::string path);

    /// Its body in that coding; compressed in the pool when it is first asked for, then kept with it.
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const std::string>>
    body(std::shared_ptr<const RenderedDocument> document, Coding coding);

    /// Committed: what these tags and sources say is not what was rendered before.
    void changed(std::span<const TagId> tags, std::span<const SourceId> sources);

    /// A new configuration. Everything is rendered anew when it is next asked for.
    void reload(PublishOptions options);

    [[nodiscard]] DocumentsCounters counters() const;

    /// Waits until nothing is being rendered. Nothing may be asked for after it.
    [[nodiscard]] boost::asio::awaitable<void> drain();

private:
    class State;
    std::unique_ptr<State> state_;
};

} // namespace arna
