#include "daemon/publish/documents.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/async/spawn.hpp"
#include "daemon/publish/catalogue.hpp"
#include "daemon/publish/compress.hpp"
#include "daemon/publish/edition_cache.hpp"
#include "daemon/publish/pending.hpp"
#include "daemon/publish/render.hpp"
#include "daemon/store/readers.hpp"

#include <boost/asio/steady_timer.hpp>

#include <map>
#include <tuple>
#include <utility>

namespace arna {
namespace asio = boost::asio;

using PendingEdition = Pending<std::shared_ptr<const Edition>>;
using PendingBody = Pending<std::shared_ptr<const std::string>>;

class Documents::State {
public:
    State(asio::any_io_executor io, asio::any_io_executor pool, ReaderPool& readers, PublishOptions options,
          std::size_t capacity)
        : io_(std::move(io)),
          pool_(std::move(pool)),
          readers_(readers),
          catalogue_(std::make_shared<const Catalogue>(std::move(options))),
          cache_(capacity),
          idle_(io_, asio::steady_timer::time_point::max()) {}

    asio::awaitable<Lookup> find(std::string path);
    asio::awaitable<std::shared_ptr<const std::string>> body(std::shared_ptr<const RenderedDocument> document,
                                                             Coding coding);
    void changed(std::span<const TagId> tags, std::span<const SourceId> sources);
    void reload(PublishOptions options);
    asio::awaitable<void> drain();
    [[nodiscard]] DocumentsCounters counters() const;

private:
    using CodingKey = std::pair<const RenderedDocument*, Coding>;

    asio::awaitable<std::shared_ptr<const Edition>> edition(Subject subject);
    asio::awaitable<void> make_edition(Subject subject, std::shared_ptr<PendingEdition> pending);
    asio::awaitable<void> make_body(std::shared_ptr<const RenderedDocument> document, Coding coding,
                                    std::shared_ptr<PendingBody> pending);
    void forget(Subject subject);
    void begin() { ++running_; }
    void end();

    asio::any_io_executor io_;
    asio::any_io_executor pool_;
    ReaderPool& readers_;
    std::shared_ptr<const Catalogue> catalogue_;
    EditionCache cache_;
    // What is being made, so that whoever asks meanwhile shares it. A change takes a subject out: those who wait get what
    // they asked for, those who ask afterwards get what is new.
    std::map<Subject, std::shared_ptr<PendingEdition>> editions_;
    std::map<CodingKey, std::shared_ptr<PendingBody>> bodies_;
    std::size_t running_ = 0;
    std::size_t renders_ = 0;
    asio::steady_timer idle_; // cancelled when nothing runs any more
};

asio::awaitable<Lookup> Documents::State::find(std::string path) {
    Route route = catalogue_->resolve(path);
    switch (route.kind) {
    case Route::Kind::moved: co_return Lookup{.outcome = Lookup::Outcome::moved, .location = std::move(route.location)};
    case Route::Kind::gone: co_return Lookup{.outcome = Lookup::Outcome::gone};
    case Route::Kind::not_found: co_return Lookup{};
    case Route::Kind::document: break;
    }
    auto kept = cache_.find(route.subject);
    if (!kept) kept = co_await edition(route.subject);
    Lookup lookup{.document = kept->find(route.format)};
    if (lookup.document) lookup.outcome = Lookup::Outcome::found;
    co_return lookup;
}

asio::awaitable<std::shared_ptr<const Edition>> Documents::State::edition(Subject subject) {
    auto& pending = editions_[subject];
    if (!pending) {
        pending = std::make_shared<PendingEdition>(io_);
        begin();
        spawn(io_, make_edition(subject, pending), "rendering");
    }
    co_return co_await PendingEdition::wait(pending);
}

asio::awaitable<void> Documents::State::make_edition(Subject subject, std::shared_ptr<PendingEdition> pending) {
    std::exception_ptr failure;
    std::shared_ptr<const Edition> made;
    try {
        made = co_await readers_.read(pool_, [catalogue = catalogue_, subject](StoreReader& reader) {
            return std::make_shared<const Edition>(render(*catalogue, subject, reader));
        });
        ++renders_;
    } catch (...) {
        failure = std::current_exception(); // thrown in those who wait
    }
    // Superseded by a change while it was made: not to be kept.
    const auto place = editions_.find(subject);
    const bool is_current = place != editions_.end() && place->second == pending;
    if (is_current) editions_.erase(place);
    if (failure) {
        pending->fail(failure);
    } else {
        if (is_current && !made->documents.empty()) cache_.keep(subject, made);
        pending->succeed(std::move(made));
    }
    end();
}

asio::awaitable<std::shared_ptr<const std::string>>
Documents::State::body(std::shared_ptr<const RenderedDocument> document, Coding coding) {
    if (coding == Coding::identity) co_return document->body;
    if (const auto& made = document->coded_[coding == Coding::gzip ? 0 : 1]) co_return made;
    auto& pending = bodies_[{document.get(), coding}];
    if (!pending) {
        pending = std::make_shared<PendingBody>(io_);
        begin();
        spawn(io_, make_body(document, coding, pending), "compressing");
    }
    co_return co_await PendingBody::wait(pending);
}

asio::awaitable<void> Documents::State::make_body(std::shared_ptr<const RenderedDocument> document, Coding coding,
                                                  std::shared_ptr<PendingBody> pending) {
    std::exception_ptr failure;
    std::shared_ptr<const std::string> made;
    try {
        made = co_await run_on(pool_, [plain = document->body, coding] {
            return std::make_shared<const std::string>(coding == Coding::gzip ? compress_gzip(*plain)
                                                                              : compress_brotli(*plain));
        });
        document->coded_[coding == Coding::gzip ? 0 : 1] = made;
        cache_.grow(document, made->size());
    } catch (...) {
        failure = std::current_exception(); // thrown in those who wait
    }
    bodies_.erase({document.get(), coding});
    if (failure) {
        pending->fail(failure);
    } else {
        pending->succeed(std::move(made));
    }
    end();
}

void Documents::State::changed(std::span<const TagId> tags, std::span<const SourceId> sources) {
    for (const TagId tag : tags) forget({.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag)});
    for (const SourceId source : sources) {
        forget({.kind = Subject::Kind::source, .id = static_cast<std::int64_t>(source)});
    }
    if (tags.empty()) return;
    forget({.kind = Subject::Kind::index});
    forget({.kind = Subject::Kind::opml});
}

void Documents::State::forget(Subject subject) {
    cache_.forget(subject);
    editions_.erase(subject);
    if (subject.kind != Subject::Kind::tag) return;
    std::erase_if(editions_, [&](const auto& one) {
        return one.first.kind == Subject::Kind::archive && one.first.id == subject.id;
    });
}

void Documents::State::reload(PublishOptions options) {
    catalogue_ = std::make_shared<const Catalogue>(std::move(options));
    cache_.clear();
    editions_.clear();
}

void Documents::State::end() {
    if (--running_ == 0) idle_.cancel();
}

asio::awaitable<void> Documents::State::drain() {
    while (running_ > 0) co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
}

DocumentsCounters Documents::State::counters() const {
    return {.renders = renders_, .evictions = cache_.evictions(), .kept_bytes = cache_.bytes()};
}

Documents::Documents(asio::any_io_executor io, asio::any_io_executor pool, ReaderPool& readers, PublishOptions options,
                     std::size_t capacity)
    : state_(std::make_unique<State>(std::move(io), std::move(pool), readers, std::move(options), capacity)) {}

Documents::~Documents() = default;

asio::awaitable<Lookup> Documents::find(std::string path) { return state_->find(std::move(path)); }

asio::awaitable<std::shared_ptr<const std::string>> Documents::body(std::shared_ptr<const RenderedDocument> document,
                                                                    Coding coding) {
    return state_->body(std::move(document), coding);
}

void Documents::changed(std::span<const TagId> tags, std::span<const SourceId> sources) {
    state_->changed(tags, sources);
}

void Documents::reload(PublishOptions options) { state_->reload(std::move(options)); }

DocumentsCounters Documents::counters() const { return state_->counters(); }

asio::awaitable<void> Documents::drain() { return state_->drain(); }

} // namespace arna
