#include "daemon/poll/poll.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/log/events.hpp"
#include "daemon/poll/decide.hpp"
#include "daemon/poll/listing_shape.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/poll/sitemap/sitemap_index.hpp"
#include "daemon/poll/source_request.hpp"
#include "daemon/poll/visit_report.hpp"
#include "daemon/store/day_number.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <utility>

namespace arna {
namespace {

namespace asio = boost::asio;

/// Memory that reading takes, in sizes of the document: what the most hostile ones take. Ordinary feeds take three to
/// five.
constexpr std::size_t reading_share = 32;

/// New items of a page that lists articles, in one visit.
constexpr std::size_t most_news_of_page = 300;

void forget_validators(Response& response) {
    std::erase_if(response.headers, [](const HeaderField& field) {
        return equals_ignoring_case(field.name, "etag") || equals_ignoring_case(field.name, "last-modified");
    });
}

/// One visit under way; its methods are the steps of poll_source().
class Visit {
public:
    Visit(PollServices services, PollJob job) : services_(std::move(services)), job_(std::move(job)) {}

    asio::awaitable<PollResult> run();
    [[nodiscard]] PollResult aborted(std::string why) const;

private:
    [[nodiscard]] const PollSource& source() const { return *job_.source; }
    [[nodiscard]] bool is_local() const { return source().url.empty(); }
    /// It is a page, or the answer of an API, that lists articles; not a feed.
    [[nodiscard]] bool is_listing() const { return source().kind != PollSource::Kind::feed; }
    [[nodiscard]] Time now() const { return services_.clock.now(); }

    /// What is to be read.
    struct Input {
        std::uint64_t hash = 0; ///< its fingerprint
        std::size_t bytes = 0;
        Document document;
        LocalFiles files;
    };

    asio::awaitable<std::expected<Response, PollResult>> ask();
    asio::awaitable<std::optional<std::string>> forbidden_by_robots(std::string url);
    asio::awaitable<Result<Reading>> judged(Reading reading);
    asio::awaitable<Result<Input>> survey();
    asio::awaitable<Input> identify(Document document);
    asio::awaitable<Result<Reading>> read(Input input);
    asio::awaitable<Result<Reading>> follow(Reading index, std::uint64_t hash);
    asio::awaitable<SeenItems> seen();
    asio::awaitable<News> find(CleanItems items, bool is_sitemap);
    asio::awaitable<PollResult> store(Reading reading, std::uint64_t hash, Response response);

    void warn_of(const IngestResult& stored) const;
    [[nodiscard]] PollResult same_document(const Response& response, std::string complaint);
    [[nodiscard]] PollResult nothing_new(PollState after);
    [[nodiscard]] PollResult failed(const Decision& decision);
    [[nodiscard]] PollResult misread(int status, Error error);
    [[nodiscard]] PollResult ended(PollOutcome outcome, PollState after) const;

    PollServices services_;
    PollJob job_;
    std::chrono::steady_clock::time_point begun_ = services_.clock.steady();
    std::size_t bytes_ = 0, received_ = 0, problems_ = 0;
    MemoryGate::Pass memory_; ///< for what is read, up to the store
};

asio::awaitable<PollResult> Visit::run() {
    std::expected<Response, PollResult> asked; // local files go on as one without status and fields
    if (!is_local()) asked = co_await ask();
    if (!asked) co_return std::move(asked.error());
    auto& response = *asked;
    auto input = is_local() ? co_await survey() : Result<Input>(co_await identify(take_document(response)));
    if (!input) co_return failed({.error = std::move(input.error().message), .reason = reason_of(input.error().code)});
    if (input->hash == job_.before.body_hash && !(is_local() && job_.before.failures > 0))
        co_return same_document(response, is_local() ? job_.before.error : std::string());
    memory_ = co_await job_.memory.enter(reading_share * input->bytes);
    if (services_.fetcher.is_stopped()) co_return aborted("stopped before the document was read");
    auto hash = input->hash;
    auto reading = co_await read(std::move(*input));
    response.memory.reset(); // the body is gone
    if (reading && !reading->sitemaps.empty()) {
        reading = co_await follow(std::move(*reading), hash);
        forget_validators(response); // they say nothing of its documents
        if (reading && reading->hash == job_.before.body_hash)
            co_return same_document(response, std::move(reading->complaint));
        if (reading) hash = reading->hash;
    }
    if (!reading && services_.fetcher.is_stopped()) co_return aborted(std::move(reading.error().message));
    if (!reading) co_return misread(response.status, std::move(reading.error()));
    reading = co_await judged(std::move(*reading));
    if (!reading) co_return misread(response.status, std::move(reading.error()));
    problems_ = reading->feed.problems.size();
    co_return co_await store(std::move(*reading), hash, std::move(response));
}

/// Asks the source for its document; without one the visit is over.
asio::awaitable<std::expected<Response, PollResult>> Visit::ask() {
    const auto& address = address_of(source(), job_.before);
    if (auto forbidden = co_await forbidden_by_robots(address))
        co_return std::unexpected(failed({.error = std::move(*forbidden)}));
    auto request = document_request(source(), job_.before);
    request.manner = job_.manner;
    auto fetched = co_await services_.fetcher.fetch(std::move(request), job_.turn);
    if (!fetched && services_.fetcher.is_stopped())
        co_return std::unexpected(aborted(std::move(fetched.error().message)));
    if (fetched) received_ = fetched->received;
    const auto decision = decide(job_.before, fetched, now());
    if (decision.verdict == Verdict::not_modified)
        co_return std::unexpected(nothing_new(after_not_modified(job_.before, source(), *fetched, now())));
    if (decision.verdict != Verdict::document) co_return std::unexpected(failed(decision));
    auto& response = *fetched;
    if (source().kind != PollSource::Kind::page || response.effective_url == address) co_return std::move(response);
    response.memory.reset(); // who waits for robots.txt holds nothing that transfers wait for
    if (auto forbidden = co_await forbidden_by_robots(response.effective_url))
        co_return std::unexpected(failed({.status = response.status, .error = std::move(*forbidden)}));
    co_return std::move(response);
}

/// The line of robots.txt that forbids a page which lists articles; feeds are made to be fetched. Where robots.txt does
/// not answer, the page itself tells how its host is.
asio::awaitable<std::optional<std::string>> Visit::forbidden_by_robots(std::string url) {
    const bool is_page = source().kind == PollSource::Kind::page;
    if (!is_page || !source().pages.obeys_robots || services_.robots == nullptr) co_return std::nullopt;
    job_.turn.step_back(); // robots.txt takes a turn of its own at this host
    auto answer = co_await services_.robots->ask(std::move(url), source().proxy);
    if (answer.kind != RobotsAnswer::Kind::forbidden) co_return std::nullopt;
    co_return std::move(answer.why);
}

/// What was read, with the shape to be kept; not_a_feed where a page lists something else than it did: another part of
/// it, and nothing that is known. What it lacks of what it usually has is for the operator to know.
asio::awaitable<Result<Reading>> Visit::judged(Reading reading) {
    if (!is_listing() || reading.shape.empty()) co_return std::move(reading);
    std::vector<Ident> idents;
    for (const auto& item : reading.feed.items) idents.push_back(item.ident);
    const auto [stored, has_known] = co_await services_.readers.read(
        services_.pool, [id = source().id, idents = std::move(idents)](StoreReader& reader) {
            return std::pair(reader.listing(id), !reader.known(idents).empty());
        });
    ListingHistory history(stored);
    auto shape = shape_of(reading.feed, std::move(reading.shape));
    if (!history.knows(shape.path) && !has_known)
        co_return fail(Errc::not_a_feed,
                       "the page lists other things than it did, and nothing that is known: it was rebuilt; "
                       "[source.items] says what to read, and arna init proposes it");
    for (const auto& lacking : what_lacks(history.usual(shape.path), shape))
        log(events::listing_lacks, {{"source", source().name}, {"what", lacking}});
    if (reading.feed.items.empty()) co_return std::move(reading); // it says nothing of what the list usually has
    history.add(std::move(shape));
    reading.shape = history.text();
    co_return std::move(reading);
}

asio::awaitable<Result<Visit::Input>> Visit::survey() {
    auto files = co_await run_on(
        services_.pool, [source = job_.source, limit = job_.max_body] { return survey_files(source->path, limit); });
    if (!files) co_return std::unexpected(std::move(files.error()));
    const auto hash = fingerprint(*files, source());
    if (hash != job_.before.body_hash) bytes_ = files->bytes;
    co_return Input{.hash = hash, .bytes = files->bytes, .files = std::move(*files)};
}

asio::awaitable<Visit::Input> Visit::identify(Document document) {
    bytes_ = document.bytes.size();
    co_return co_await run_on(services_.pool, [document = std::move(document), source = job_.source]() mutable {
        const auto hash = fingerprint(document, *source);
        return Input{.hash = hash, .bytes = document.bytes.size(), .document = std::move(document)};
    });
}

/// Nothing is read twice: of a document that differs from the last one, not what stood in that word for word.
asio::awaitable<Result<Reading>> Visit::read(Input input) {
    auto seen = co_await this->seen();
    co_return co_await run_on(services_.pool, [input = std::move(input), source = job_.source, seen = std::move(seen),
                                               limit = job_.max_body, at = now()]() mutable {
        if (source->url.empty()) return read_local(*source, input.files, limit, seen, at);
        return read_document(std::move(input.document), *source, seen, at);
    });
}

/// What an index of sitemaps leads to.
asio::awaitable<Result<Reading>> Visit::follow(Reading index, std::uint64_t hash) {
    IndexVisit visit{.services = services_,
                     .source = job_.source,
                     .seen = co_await seen(),
                     .turn = job_.turn,
                     .manner = job_.manner,
                     .memory = job_.memory,
                     .pass = memory_,
                     .share = reading_share};
    auto reading = co_await read_indexed(visit, std::move(index), hash);
    received_ += visit.received;
    co_return reading;
}

asio::awaitable<SeenItems> Visit::seen() {
    if (job_.before.reading != reading_of(source())) co_return SeenItems{}; // another link_match wants other items
    co_return co_await services_.readers.read(services_.pool,
                                              [id = source().id](StoreReader& reader) { return reader.seen(id); });
}

/// What the store does not know yet, with the tags by the rules that hold when this comes back.
asio::awaitable<News> Visit::find(CleanItems items, bool is_sitemap) {
    auto rules = job_.rules();
    const NewsContext context{.is_first = job_.before.succeeded == Time{}, .is_sitemap = is_sitemap};
    auto news = co_await services_.readers.read(services_.pool, [items = std::move(items), source = job_.source, rules,
                                                                 at = now(), context](StoreReader& reader) mutable {
        auto found = find_news(std::move(items), *source, reader, at, context);
        match(found, *rules);
        return found;
    });
    while (rules != job_.rules()) {
        rules = job_.rules();
        news = co_await run_on(services_.pool, [news = std::move(news), rules]() mutable {
            match(news, *rules);
            return std::move(news);
        });
    }
    co_return news;
}

asio::awaitable<PollResult> Visit::store(Reading reading, std::uint64_t hash, Response response) {
    auto& feed = reading.feed;
    const bool is_same_address = is_local() || job_.before.validator_url == response.effective_url;
    auto news = co_await find(std::move(feed.items), feed.is_sitemap);
    if (is_listing() && news.items.size() > most_news_of_page) {
        news.items.resize(most_news_of_page);
        hash = 0; // the rest comes with the next visit, also if the page is the same then
    }
    auto state = after_document(job_.before, source(), response,
                                {.hash = hash,
                                 .reading = reading_of(source()),
                                 .is_truncated = reading.is_truncated && !response.is_length_known,
                                 .has_news = news.fresh > 0,
                                 .update_interval = feed.update_interval},
                                now());
    state.error = std::move(reading.complaint);
    settle(state, source(), {}, job_.jitter, now());
    const auto today = day_number(now(), job_.rules()->zone);
    auto stored = co_await services_.store.ingest({.source = source().id,
                                                   .poll = state,
                                                   .facts = std::move(feed.facts),
                                                   .items = std::move(news.items),
                                                   .seen = std::move(feed.seen),
                                                   .is_told_apart = feed.is_told_apart,
                                                   .is_judged = reading.is_whole && is_same_address,
                                                   .last_success = job_.before.succeeded,
                                                   .day = today,
                                                   .listing = std::move(reading.shape)});
    if (!stored) co_return aborted(std::move(stored.error().message));
    warn_of(*stored);
    auto result = ended(PollOutcome::stored, std::move(state));
    result.report.added = stored->added;
    result.report.revised = stored->revised;
    result.report.unchanged = feed.unchanged.size() + news.unchanged;
    result.changed_tags = std::move(stored->changed_tags);
    result.changed_sources = std::move(stored->changed_sources);
    result.report.moves = std::move(stored->moves);
    result.report.gap_interval = stored->gap_interval;
    result.report.held = stored->held;
    co_return result;
}

/// What an operator learns once: something may have been missed, or old articles came as new.
void Visit::warn_of(const IngestResult& stored) const {
    if (stored.gap_interval.count() > 0)
        log(events::gap, {{"source", source().name}, {"minutes", stored.gap_interval.count()}});
    if (stored.held > 0) log(events::burst, {{"source", source().name}, {"held", stored.held}});
}

/// What could not be read of it still cannot.
PollResult Visit::same_document(const Response& response, std::string complaint) {
    auto after = after_same_document(job_.before, source(), response, reading_of(source()), now());
    after.error = std::move(complaint);
    return nothing_new(std::move(after));
}

PollResult Visit::nothing_new(PollState after) {
    settle(after, source(), {}, job_.jitter, now());
    services_.store.record(source().id, after);
    return ended(PollOutcome::unchanged, std::move(after));
}

PollResult Visit::failed(const Decision& decision) {
    auto after = after_failure(job_.before, decision, now());
    settle(after, source(), decision.retry_after, job_.jitter, now());
    services_.store.record(source().id, after);
    auto result = ended(decision.verdict == Verdict::gone ? PollOutcome::gone : PollOutcome::failed, std::move(after));
    result.report.reason = decision.reason;
    return result;
}

/// What came is not what the source should be; of a listing that counts on its own.
PollResult Visit::misread(int status, Error error) {
    return failed({.status = status,
                   .error = std::move(error.message),
                   .reason = reason_of(error.code),
                   .is_misread = is_listing() && error.code == Errc::not_a_feed});
}

PollResult Visit::aborted(std::string why) const {
    auto result = ended(PollOutcome::aborted, job_.before);
    result.report.error = std::move(why);
    return result;
}

PollResult Visit::ended(PollOutcome outcome, PollState after) const {
    auto report = report_of(source(), outcome, job_.before, after);
    report.bytes = bytes_;
    report.received = received_;
    report.problems = problems_;
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(services_.clock.steady() - begun_);
    return {.report = std::move(report), .after = std::move(after)};
}

} // namespace

asio::awaitable<PollResult> poll_source(PollServices services, PollJob job) {
    Visit visit(std::move(services), std::move(job));
    std::string failure;
    try {
        co_return co_await visit.run();
    } catch (const StoreFailure& e) {
        failure = e.what();
    }
    co_return visit.aborted(std::move(failure));
}

} // namespace arna
