#include "daemon/pages/page_visit.hpp"

#include "daemon/async/run_on.hpp"
#include "daemon/pages/article_reading.hpp"
#include "daemon/pages/page_decision.hpp"
#include "daemon/poll/source_request.hpp"
#include "daemon/store/day_number.hpp"
#include "daemon/store/readers.hpp"
#include "daemon/store/store_thread.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace arna {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using Part = std::optional<PagePart>;

/// Memory that reading takes, in sizes of the page: a tree of nodes, its text, what is made of it.
constexpr std::size_t reading_share = 40;

/// How often what was decided is decided again, because the article was told anew meanwhile.
constexpr int most_tries = 3;

/// content_hash_version takes the highest byte.
constexpr std::uint64_t hash_without_version = 0xFF'FFFF'FFFF'FFFF;

/// One page under way; its methods are the steps of visit_page().
class Visit {
public:
    Visit(const PageServices& services, WaitingPage page, std::shared_ptr<const PollSource> source)
        : services_(services), page_(std::move(page)), source_(std::move(source)) {
        result_.report.url = page_.state.url;
        if (source_) result_.report.source = source_->name;
    }

    asio::awaitable<PageResult> run();
    asio::awaitable<PageReport> release();
    asio::awaitable<PageReport> give_up(std::string why);
    asio::awaitable<bool> reread();

private:
    [[nodiscard]] Time now() const { return services_.poll.clock.now(); }

    asio::awaitable<bool> is_allowed();
    asio::awaitable<bool> may_be_read(std::string reached, int status);
    asio::awaitable<void> fetch(HostGate::Turn turn);
    asio::awaitable<void> read(Response response);
    asio::awaitable<void> strip(std::vector<ArticleId> others);
    asio::awaitable<bool> replace_part(std::function<Part(Part now)> change);
    asio::awaitable<void> give_up(int status, std::string why);
    asio::awaitable<void> fail(PageDecision decision);
    asio::awaitable<void> postpone(std::string why, milliseconds wait);
    asio::awaitable<void> keep(PageState state, PageOutcome outcome, std::string why = {});
    asio::awaitable<bool> store(std::shared_ptr<const PagedArticle> article, PageRecord record, const Part& part,
                                bool is_told);
    asio::awaitable<std::shared_ptr<const PagedArticle>> article();
    asio::awaitable<IngestItem> filled(std::shared_ptr<const PagedArticle> article, Part part);
    [[nodiscard]] PageRecord record_of(const PagedArticle& article) const;

    const PageServices& services_;
    WaitingPage page_;
    std::shared_ptr<const PollSource> source_;
    PageResult result_;
};

asio::awaitable<PageResult> Visit::run() {
    if (co_await is_allowed()) {
        auto admission =
            co_await services_.poll.fetcher.gate().enter(page_.state.url, {.is_patient = true}, HostGate::Turn());
        if (admission)
            co_await fetch(std::move(*admission));
        else if (admission.error().held > milliseconds(0))
            co_await postpone("the host asked to be left alone", admission.error().held);
    }
    if (page_.state.due) result_.again = std::move(page_);
    co_return std::move(result_);
}

/// Asks robots.txt; false: the page is dealt with.
asio::awaitable<bool> Visit::is_allowed() {
    if (!source_->pages.obeys_robots) co_return true;
    const auto answer = co_await services_.robots.ask(page_.state.url, source_->proxy);
    if (services_.poll.fetcher.is_stopped()) co_return false;
    result_.crawl_delay = answer.crawl_delay;
    switch (answer.kind) {
    case RobotsAnswer::Kind::allowed: co_return true;
    case RobotsAnswer::Kind::forbidden: co_await give_up(0, answer.why); break;
    case RobotsAnswer::Kind::unreachable: co_await postpone(answer.why, answer.again); break;
    }
    co_return false;
}

/// Where a redirect led to another host, its robots.txt has a say, too; false: the page is dealt with. Where that
/// robots.txt does not answer the visit has failed, and counts as one: the page itself is asked for again each time.
asio::awaitable<bool> Visit::may_be_read(std::string reached, int status) {
    auto answer = co_await services_.robots.ask(std::move(reached), source_->proxy);
    if (services_.poll.fetcher.is_stopped()) co_return false;
    if (answer.kind == RobotsAnswer::Kind::allowed) co_return true;
    if (answer.kind == RobotsAnswer::Kind::forbidden)
        co_await give_up(status, std::move(answer.why));
    else
        co_await fail({.verdict = PageVerdict::retry,
                       .status = status,
                       .why = std::move(answer.why),
                       .retry_after = std::chrono::ceil<std::chrono::seconds>(answer.again)});
    co_return false;
}

asio::awaitable<void> Visit::fetch(HostGate::Turn turn) {
    result_.is_asked = true;
    auto request = page_request(*source_, page_.state);
    request.manner = {.is_patient = true};
    if (source_->pages.obeys_robots)
        request.refuses = [&robots = services_.robots](const std::string& url) { return robots.known_refusal(url); };
    auto response = co_await services_.poll.fetcher.fetch(std::move(request), turn);
    turn = {};
    if (!response && services_.poll.fetcher.is_stopped()) co_return;
    auto decision = decide_page(page_.state, response, now());
    result_.report.status = decision.status;
    if (decision.retry_after) result_.leave_alone = *decision.retry_after;
    switch (decision.verdict) {
    case PageVerdict::read:
        if (source_->pages.obeys_robots && response->effective_url != page_.state.url) {
            response->memory.reset(); // who waits for robots.txt holds nothing that transfers wait for
            if (!co_await may_be_read(response->effective_url, decision.status)) break;
        }
        co_await read(std::move(*response));
        break;
    case PageVerdict::not_modified: {
        auto state = after_page_read(page_.state, *response, now());
        if (const auto interval = source_->pages.revisit)
            state.due = next_revisit(state, *interval, page_.published, now());
        co_await keep(std::move(state), PageOutcome::unchanged);
        break;
    }
    case PageVerdict::retry: co_await fail(std::move(decision)); break;
    case PageVerdict::refused: co_await give_up(decision.status, std::move(decision.why)); break;
    }
}

asio::awaitable<void> Visit::read(Response response) {
    const auto pass = co_await services_.reading.enter(reading_share * response.body.size());
    if (services_.poll.fetcher.is_stopped()) co_return;
    auto page =
        std::make_shared<KeptPage>(KeptPage{.bytes = std::move(response.body),
                                            .url = response.effective_url,
                                            .content_type = std::string(response.header("content-type")),
                                            .content_language = std::string(response.header("content-language")),
                                            .asked = now()});
    response.memory.reset();
    auto reading =
        co_await run_on(services_.poll.pool, [page, source = source_] { return read_article(*page, *source); });
    if (!reading.part) co_return co_await give_up(response.status, std::move(reading.why));
    const auto others = services_.marks.judge(page_.source, page_.article, *reading.part);
    for (int tries = 0; tries < most_tries; ++tries) {
        const auto before = co_await article();
        if (!before) co_return page_.state.due.reset(); // it was removed meanwhile
        auto record = record_of(*before);
        record.state = after_page_read(page_.state, response, now());
        if (const auto interval = source_->pages.revisit)
            record.state.due = next_revisit(record.state, *interval, page_.published, now());
        record.part = reading.part;
        record.keep_for = source_->pages.keep;
        if (record.keep_for > milliseconds(0)) record.kept = *page;
        const bool is_other = before->part != reading.part;
        result_.report.outcome = is_other ? PageOutcome::read : PageOutcome::unchanged;
        if (co_await store(before, std::move(record), reading.part, is_other)) break;
    }
    co_await strip(others);
}

/// Takes out of what other pages gave what this one turned out to share with them.
asio::awaitable<void> Visit::strip(std::vector<ArticleId> others) {
    for (const auto other : others) {
        Visit visit(services_, {.article = other, .source = page_.source, .state = {}}, source_);
        co_await visit.replace_part([this](Part now) {
            if (now) services_.marks.strip(page_.source, *now);
            return now;
        });
        std::ranges::move(visit.result_.report.moves, std::back_inserter(result_.report.moves));
    }
}

asio::awaitable<void> Visit::give_up(int status, std::string why) {
    auto state =
        result_.is_asked ? after_page_refused(page_.state, status, why, now()) : not_asked_again(page_.state, why);
    co_await keep(std::move(state), PageOutcome::refused, std::move(why));
}

asio::awaitable<void> Visit::fail(PageDecision decision) {
    auto state = after_page_failure(page_.state, decision, now());
    const auto outcome = state.due ? PageOutcome::failed : PageOutcome::refused;
    co_await keep(std::move(state), outcome, std::move(decision.why));
}

asio::awaitable<void> Visit::postpone(std::string why, milliseconds wait) {
    result_.leave_alone = wait;
    co_await keep(postponed(page_.state, why, now() + wait), PageOutcome::postponed, std::move(why));
}

/// What became of the request, where the page gave nothing. An article is not held for a page that will not come.
asio::awaitable<void> Visit::keep(PageState state, PageOutcome outcome, std::string why) {
    result_.report.outcome = outcome;
    result_.report.why = std::move(why);
    for (int tries = 0; tries < most_tries; ++tries) {
        const auto before = co_await article();
        if (!before) co_return page_.state.due.reset();
        auto record = record_of(*before);
        record.state = state;
        const bool is_over = before->is_held && !state.due;
        if (co_await store(before, std::move(record), before->part, is_over)) co_return;
    }
}

asio::awaitable<PageReport> Visit::release() {
    for (int tries = 0; tries < most_tries; ++tries) {
        const auto before = co_await article();
        if (!before || !before->is_held) break;
        result_.report.url = before->state.url;
        result_.report.source = before->source;
        auto record = record_of(*before);
        record.state = before->state;
        if (co_await store(before, std::move(record), before->part, true)) break;
    }
    co_return std::move(result_.report);
}

asio::awaitable<PageReport> Visit::give_up(std::string why) {
    co_await give_up(0, std::move(why));
    co_return std::move(result_.report);
}

asio::awaitable<bool> Visit::reread() {
    auto kept = co_await services_.poll.readers.read(
        services_.poll.pool, [id = page_.article](StoreReader& reader) { return reader.kept_page(id); });
    if (!kept) co_return false;
    const auto page = std::make_shared<const KeptPage>(std::move(*kept));
    const auto pass = co_await services_.reading.enter(reading_share * page->bytes.size());
    auto reading =
        co_await run_on(services_.poll.pool, [page, source = source_] { return read_article(*page, *source); });
    if (!reading.part) co_return false; // what an earlier version read of it stays
    const auto others = services_.marks.judge(page_.source, page_.article, *reading.part);
    const bool is_other = co_await replace_part([&](const Part&) { return reading.part; });
    co_await strip(others);
    co_return is_other;
}

/// Changes what the page gave, as it is stored now: another visit may have ended meanwhile. Without a revision: the
/// page says what it said. False if it gives what it gave.
asio::awaitable<bool> Visit::replace_part(std::function<Part(Part now)> change) {
    for (int tries = 0; tries < most_tries; ++tries) {
        const auto before = co_await article();
        if (!before) co_return false;
        const auto part = change(before->part);
        if (part == before->part) co_return false;
        auto record = record_of(*before);
        record.state = before->state;
        record.part = part;
        record.item = co_await filled(before, part);
        // A hash without version is comparable with none, so this telling is no revision, and the next one is none.
        record.item->item.content_hash &= hash_without_version;
        if (before->is_held) record.item.reset();
        if (co_await store(before, std::move(record), part, false)) co_return true;
    }
    co_return false;
}

PageRecord Visit::record_of(const PagedArticle& article) const {
    return {.article = article.id,
            .owner = article.owner,
            .content_hash = article.content_hash,
            .item = std::nullopt,
            .part = std::nullopt,
            .state = {},
            .is_asked = result_.is_asked,
            .kept = std::nullopt,
            .day = day_number(now(), services_.rules()->zone)};
}

/// False if the article was told anew meanwhile. `is_told`: it says something else with `part`, or is held no longer.
asio::awaitable<bool> Visit::store(std::shared_ptr<const PagedArticle> article, PageRecord record, const Part& part,
                                   bool is_told) {
    if (!record.item && (is_told || (article->is_held && !record.state.due))) {
        record.item = co_await filled(article, part);
        record.releases = article->is_held;
    }
    page_.state = record.state;
    if (record.releases) page_.held.reset();
    auto stored = co_await services_.poll.store.run(
        [record = std::move(record), at = now()](Store& store) { return store.store_page(record, at); });
    if (!stored) co_return false;
    services_.changes.note(stored->changed_tags, stored->changed_sources);
    result_.report.moves = std::move(stored->moves);
    co_return true;
}

asio::awaitable<std::shared_ptr<const PagedArticle>> Visit::article() {
    auto found = co_await services_.poll.readers.read(
        services_.poll.pool, [id = page_.article](StoreReader& reader) { return reader.paged(id); });
    co_return found ? std::make_shared<const PagedArticle>(std::move(*found)) : nullptr;
}

/// With the tags by the rules that hold when this comes back.
asio::awaitable<IngestItem> Visit::filled(std::shared_ptr<const PagedArticle> article, Part part) {
    while (true) {
        const auto rules = services_.rules();
        auto item = co_await run_on(services_.poll.pool, [article, part, source = source_, rules] {
            return filled_item(*article, part, source.get(), *rules);
        });
        if (rules == services_.rules()) co_return item;
    }
}

} // namespace

asio::awaitable<PageResult> visit_page(const PageServices& services, WaitingPage page,
                                       std::shared_ptr<const PollSource> source) {
    Visit visit(services, std::move(page), std::move(source));
    co_return co_await visit.run();
}

asio::awaitable<PageReport> release_article(const PageServices& services, ArticleId article,
                                            std::shared_ptr<const PollSource> source) {
    Visit visit(services, {.article = article, .state = {}}, std::move(source));
    co_return co_await visit.release();
}

asio::awaitable<PageReport> give_up_page(const PageServices& services, WaitingPage page,
                                         std::shared_ptr<const PollSource> source, std::string why) {
    Visit visit(services, std::move(page), std::move(source));
    co_return co_await visit.give_up(std::move(why));
}

asio::awaitable<bool> reread_article(const PageServices& services, ArticleId article,
                                     std::shared_ptr<const PollSource> source) {
    Visit visit(services, {.article = article, .source = source->id, .state = {}}, std::move(source));
    co_return co_await visit.reread();
}

} // namespace arna
