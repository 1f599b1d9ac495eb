#include "daemon/publish/documents.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/async/spawn.hpp"
#include "daemon/log/events.hpp"
#include "daemon/publish/render/compress.hpp"
#include "daemon/publish/render/document_room.hpp"
#include "daemon/publish/render/render.hpp"
#include "daemon/store/readers.hpp"

#include <cassert>
#include <exception>

namespace arna {
namespace asio = boost::asio;

namespace {

/// What rendering and compressing may hold together, and what each takes: a large render has it all to itself.
constexpr std::size_t working_memory = 4 * largest_document;
constexpr std::size_t usual_render = 6 * large_document;
constexpr std::size_t compressor = std::size_t{16} << 20; // zlib's or brotli's own, beside input and output

Lookup found(const Edition& edition, Format format) {
    if (edition.is_gone) return {.outcome = Lookup::Outcome::gone, .document = {}, .location = {}};
    auto document = edition.find(format);
    if (!document) return {};
    return {.outcome = Lookup::Outcome::found, .document = std::move(document), .location = {}};
}

std::string in_coding(const std::string& plain, Coding coding) {
    if (coding == Coding::identity) return plain;
    return coding == Coding::gzip ? compress_gzip(plain) : compress_brotli(plain);
}

/// Of a path that leads to no document.
Lookup without_document(Destination destination) {
    switch (destination.kind) {
    case Destination::Kind::moved:
        return {.outcome = Lookup::Outcome::moved, .document = {}, .location = std::move(destination.location)};
    case Destination::Kind::gone: return {.outcome = Lookup::Outcome::gone, .document = {}, .location = {}};
    case Destination::Kind::document:
    case Destination::Kind::not_found: break;
    }
    return {};
}

} // namespace

Documents::Documents(asio::any_io_executor io, asio::any_io_executor pool, ReaderPool& readers, PublishOptions options,
                     std::size_t capacity)
    : io_(std::move(io)),
      pool_(std::move(pool)),
      readers_(readers),
      catalogue_(std::make_shared<const Catalogue>(std::move(options))),
      cache_(capacity),
      memory_(io_, working_memory),
      idle_(io_, asio::steady_timer::time_point::max()) {}

std::optional<Lookup> Documents::find_at_once(Destination destination) {
    assert(home_.is_here());
    if (destination.kind != Destination::Kind::document) return without_document(std::move(destination));
    const auto kept = cache_.find(destination.subject, destination.format);
    if (!kept.edition || kept.is_stale) return std::nullopt;
    return found(*kept.edition, destination.format);
}

asio::awaitable<Lookup> Documents::find(Destination destination) {
    assert(home_.is_here());
    if (destination.kind != Destination::Kind::document) co_return without_document(std::move(destination));
    const auto [subject, format] = std::pair(destination.subject, destination.format);
    const auto kept = cache_.find(subject, format);
    if (kept.edition && !kept.is_stale) co_return found(*kept.edition, format);
    try {
        co_return found(*co_await edition(subject, format), format);
    } catch (const std::exception&) {
        if (!kept.edition) throw;
    } // it was logged when it began
    co_return found(*kept.edition, format);
}

asio::awaitable<std::shared_ptr<const Edition>> Documents::edition(Subject subject, Format format) {
    while (true) {
        auto& place = editions_[subject];
        if (!place) {
            place = std::make_shared<PendingEdition>(io_);
            ++running_;
            spawn(io_, make_edition(subject, format, place), "rendering");
        }
        auto made = co_await PendingEdition::wait(place);
        if (!made->only || made->only == format) co_return made;
        // Another format of a large subject was being made; this one may be there by now.
        if (const auto kept = cache_.find(subject, format); kept.edition && !kept.is_stale) co_return kept.edition;
    }
}

asio::awaitable<void> Documents::make_edition(Subject subject, Format format, std::shared_ptr<PendingEdition> pending) {
    std::exception_ptr failure;
    std::shared_ptr<const Edition> made;
    try {
        made = co_await render_in_pool(subject, format);
        ++renders_;
    } catch (...) {
        failure = std::current_exception(); // thrown in those who wait
    }
    note_outcome(failure);
    // Superseded by a change while it was made: not to be kept.
    const auto place = editions_.find(subject);
    const bool is_current = place != editions_.end() && place->second == pending;
    if (is_current) editions_.erase(place);
    if (failure) {
        pending->fail(failure);
    } else {
        for (const auto& document : made->documents)
            render_seconds_[static_cast<std::size_t>(document->format)].note(document->took);
        if (is_current && !made->documents.empty()) cache_.keep(subject, made);
        pending->succeed(std::move(made));
    }
    end();
}

asio::awaitable<std::shared_ptr<const Edition>> Documents::render_in_pool(Subject subject, Format format) {
    auto memory = co_await memory_.enter(usual_render);
    auto made = co_await readers_.read(
        pool_, [catalogue = catalogue_, subject](StoreReader& reader) { return render(*catalogue, subject, reader); });
    if (made) co_return std::make_shared<const Edition>(std::move(*made));
    memory = {}; // to be given back before more is waited for
    memory = co_await memory_.enter(working_memory);
    cache_.give_up_for(largest_document);
    co_return co_await readers_.read(pool_, [catalogue = catalogue_, subject, format](StoreReader& reader) {
        return std::make_shared<const Edition>(render_large(*catalogue, subject, format, reader));
    });
}

void Documents::note_outcome(const std::exception_ptr& failure) {
    if (!failure) {
        if (std::exchange(is_failing_, false)) log(events::documents_fresh);
        return;
    }
    if (std::exchange(is_failing_, true)) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& e) {
        log(events::documents_stale, {{"error", e.what()}});
    }
}

std::shared_ptr<const Representation> Documents::representation(std::shared_ptr<const RenderedDocument> document,
                                                                Coding coding, Time now) {
    assert(home_.is_here());
    Representation& made = document->coded_[static_cast<std::size_t>(coding)];
    // A Last-Modified that was still to come is said anew each time.
    if (made.validators.empty() || document->last_modified > now) {
        made.validators = validator_fields(*document, coding, now);
        made.found_head.clear();
        made.unchanged_head.clear();
    }
    if (coding == Coding::identity) made.body = document->body;
    if (made.body && made.description.empty())
        made.description = description_fields(*document, coding, made.body->size());
    return {document, &made};
}

asio::awaitable<std::shared_ptr<const std::string>> Documents::body(std::shared_ptr<const RenderedDocument> document,
                                                                    Coding coding) {
    assert(home_.is_here());
    if (coding == Coding::identity) co_return document->body;
    if (const auto& made = document->coded_[static_cast<std::size_t>(coding)].body) co_return made;
    auto& pending = bodies_[{document.get(), coding}];
    if (!pending) {
        pending = std::make_shared<PendingBody>(io_);
        ++running_;
        spawn(io_, make_body(document, coding, pending), "compressing");
    }
    co_return co_await PendingBody::wait(pending);
}

asio::awaitable<void> Documents::make_body(std::shared_ptr<const RenderedDocument> document, Coding coding,
                                           std::shared_ptr<PendingBody> pending) {
    std::exception_ptr failure;
    std::shared_ptr<const std::string> made;
    try {
        const auto memory = co_await memory_.enter(compressor + 2 * document->body->size());
        made = co_await run_on(pool_, [plain = document->body, coding] {
            return std::make_shared<const std::string>(in_coding(*plain, coding));
        });
        document->coded_[static_cast<std::size_t>(coding)].body = made;
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

void Documents::hand_out(const RenderedDocument& document) {
    assert(home_.is_here());
    if (document.has_deltas) handed_out_.hand_out(document);
}

asio::awaitable<std::shared_ptr<const std::string>> Documents::delta(std::shared_ptr<const RenderedDocument> document,
                                                                     std::vector<std::string> tags, Coding coding) {
    assert(home_.is_here());
    const std::vector<std::string_view> views(tags.begin(), tags.end());
    const auto version = handed_out_.version_before(*document, views);
    std::shared_ptr<const std::string> body;
    if (version) {
        auto& pending = document->deltas_[{*version, coding}];
        if (!pending) {
            pending = std::make_shared<PendingBody>(io_);
            ++running_;
            spawn(io_, make_delta(document, *version, coding, pending), "a delta");
        }
        body = co_await PendingBody::wait(pending);
    }
    ++(body ? deltas_ : wholes_);
    co_return body;
}

asio::awaitable<void> Documents::make_delta(std::shared_ptr<const RenderedDocument> document, std::int64_t version,
                                            Coding coding, std::shared_ptr<PendingBody> pending) {
    std::shared_ptr<const std::string> made; // where it fails, the whole document is at hand
    try {
        const auto memory = co_await memory_.enter(usual_render);
        const auto delta =
            co_await readers_.read(pool_, [catalogue = catalogue_, document, version](StoreReader& reader) {
                return render_delta(*catalogue, *document, version, reader);
            });
        if (delta && delta->entries < document->entries)
            made = co_await run_on(pool_, [&delta, coding] {
                return std::make_shared<const std::string>(in_coding(delta->body, coding));
            });
    } catch (const std::exception& failure) {
        log(events::no_delta, {{"error", failure.what()}});
    }
    if (made) cache_.grow(document, made->size());
    pending->succeed(std::move(made));
    end();
}

void Documents::changed(std::span<const TagId> tags, std::span<const SourceId> sources) {
    assert(home_.is_here());
    for (const TagId tag : tags) make_stale({.kind = Subject::Kind::tag, .id = static_cast<std::int64_t>(tag)});
    for (const SourceId source : sources) {
        make_stale({.kind = Subject::Kind::source, .id = static_cast<std::int64_t>(source)});
    }
    if (tags.empty() && sources.empty()) return; // both name the sources, too, as these call themselves
    make_stale({.kind = Subject::Kind::index});
    make_stale({.kind = Subject::Kind::opml});
}

void Documents::make_stale(Subject subject) {
    cache_.make_stale(subject);
    std::erase_if(editions_, [&](const auto& one) {
        const Subject& made = one.first;
        const bool is_of_tag =
            subject.kind == Subject::Kind::tag && (made.kind == Subject::Kind::archive || made.digest());
        return made.id == subject.id && (made.kind == subject.kind || is_of_tag);
    });
}

void Documents::reload(PublishOptions options) {
    assert(home_.is_here());
    catalogue_ = std::make_shared<const Catalogue>(std::move(options));
    cache_.clear();
    editions_.clear();
}

void Documents::end() {
    if (--running_ == 0) idle_.cancel();
}

asio::awaitable<void> Documents::drain() {
    assert(home_.is_here());
    while (running_ > 0) co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
}

DocumentsCounters Documents::counters() const {
    return {.renders = renders_,
            .evictions = cache_.evictions(),
            .kept_bytes = cache_.bytes(),
            .deltas = deltas_,
            .wholes = wholes_};
}

} // namespace arna
