#pragma once
#include "daemon/async/home_thread.hpp"
#include "daemon/async/memory_gate.hpp"
#include "daemon/measure/histogram.hpp"
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/delta_memory.hpp"
#include "daemon/publish/edition_cache.hpp"
#include "daemon/publish/pending.hpp"
#include "daemon/publish/render/rendered_document.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    std::size_t renders = 0;              ///< since the start
    std::size_t evictions = 0;            ///< documents given up for want of room
    std::size_t kept_bytes = 0;           ///< now, codings included
    std::uint64_t deltas = 0, wholes = 0; ///< what those got who asked for a delta
};

/// The published documents. A tag's feeds are rendered together, from one snapshot, when one of them is first asked
/// for after a change, and kept until newer ones need their room; those of a large tag one at a time, and so are its
/// web
/// pages, one for each language. Whoever asks meanwhile shares the render. While it fails, what was there before the
/// change is served. Lives on the io thread;
/// reads, renders and compresses in the pool, as far as there is memory (docs/decisions/rendered-on-demand.md,
/// large-documents.md).
class Documents {
public:
    /// `readers` and `pool` outlive it. `capacity`: bytes to keep.
    Documents(boost::asio::any_io_executor io, boost::asio::any_io_executor pool, ReaderPool& readers,
              PublishOptions options, std::size_t capacity = std::size_t{64} << 20);

    /// What is published at a place that the catalogue in force gave. Throws StoreFailure when the store cannot be read
    /// and nothing older is kept.
    [[nodiscard]] boost::asio::awaitable<Lookup> find(Destination destination);
    /// The same where it can be told at once; nothing: it must be rendered first.
    [[nodiscard]] std::optional<Lookup> find_at_once(Destination destination);

    /// The document in that coding as far as it is made; the validators always are. Keeps the document alive.
    [[nodiscard]] std::shared_ptr<const Representation> representation(std::shared_ptr<const RenderedDocument> document,
                                                                       Coding coding, Time now);
    /// Its body in that coding; compressed in the pool when it is first asked for, then kept with it.
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const std::string>>
    body(std::shared_ptr<const RenderedDocument> document, Coding coding);

    /// A client gets this document: a delta may begin at it.
    void hand_out(const RenderedDocument& document);
    /// For a client that asks for a delta and has one of these entity-tags (without quotes, `W/` and codings): what is
    /// new since, in that coding. Null where the whole document is to be sent. `document` has deltas.
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const std::string>>
    delta(std::shared_ptr<const RenderedDocument> document, std::vector<std::string> tags, Coding coding);

    /// Committed: what these tags and sources say is not what was rendered before.
    void changed(std::span<const TagId> tags, std::span<const SourceId> sources);

    /// A new configuration. Everything is rendered anew when it is next asked for, and nothing older is served, for it
    /// may show what must not be shown any more.
    void reload(PublishOptions options);

    /// The configuration in force.
    [[nodiscard]] const Catalogue& catalogue() const { return *catalogue_; }

    [[nodiscard]] DocumentsCounters counters() const;
    /// How long documents of a format took to write. May be read on any thread.
    [[nodiscard]] const Histogram& render_seconds(Format format) const {
        return render_seconds_[static_cast<std::size_t>(format)];
    }

    /// Waits until nothing is being rendered. Nothing may be asked for after it.
    [[nodiscard]] boost::asio::awaitable<void> drain();

private:
    using PendingEdition = Pending<std::shared_ptr<const Edition>>;
    using PendingBody = Pending<std::shared_ptr<const std::string>>;
    using CodingKey = std::pair<const RenderedDocument*, Coding>;

    boost::asio::awaitable<std::shared_ptr<const Edition>> edition(Subject subject, Format format);
    boost::asio::awaitable<void> make_edition(Subject subject, Format format, std::shared_ptr<PendingEdition> pending);
    boost::asio::awaitable<std::shared_ptr<const Edition>> render_in_pool(Subject subject, Format format);
    boost::asio::awaitable<void> make_body(std::shared_ptr<const RenderedDocument> document, Coding coding,
                                           std::shared_ptr<PendingBody> pending);
    boost::asio::awaitable<void> make_delta(std::shared_ptr<const RenderedDocument> document, std::int64_t version,
                                            Coding coding, std::shared_ptr<PendingBody> pending);
    void make_stale(Subject subject);
    void note_outcome(const std::exception_ptr& failure);
    void end();

    HomeThread home_;
    boost::asio::any_io_executor io_;
    boost::asio::any_io_executor pool_;
    ReaderPool& readers_;
    std::shared_ptr<const Catalogue> catalogue_;
    EditionCache cache_;
    MemoryGate memory_; ///< for rendering and compressing
    // What is being made, so that whoever asks meanwhile shares it. A change takes a subject out: those who wait get
    // what they asked for, those who ask afterwards get what is new.
    std::map<Subject, std::shared_ptr<PendingEdition>> editions_;
    std::map<CodingKey, std::shared_ptr<PendingBody>> bodies_;
    DeltaMemory handed_out_;
    std::uint64_t deltas_ = 0, wholes_ = 0;
    std::size_t running_ = 0;
    std::size_t renders_ = 0;
    std::array<Histogram, format_count> render_seconds_{Histogram(quick_bounds), Histogram(quick_bounds),
                                                        Histogram(quick_bounds), Histogram(quick_bounds),
                                                        Histogram(quick_bounds)};
    bool is_failing_ = false;        ///< the last render failed
    boost::asio::steady_timer idle_; ///< cancelled when nothing runs any more
};

} // namespace arna
