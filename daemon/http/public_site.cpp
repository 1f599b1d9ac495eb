#include "daemon/http/conditional.hpp"
#include "daemon/http/content_coding.hpp"
#include "daemon/http/plain_answer.hpp"
#include "daemon/http/sites.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace arna {
namespace asio = boost::asio;

namespace {

/// The fields that a 200 and a 304 share (RFC 9110 §15.4.5).
std::string validators(const RenderedDocument& document, Coding coding) {
    const Time now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("ETag: {}\r\nLast-Modified: {}\r\nCache-Control: {}\r\nVary: Accept-Encoding\r\n",
                       entity_tag(document, coding), format_http_date(std::min(document.last_modified, now)),
                       cache_control(document));
}

asio::awaitable<Answer> serve(Documents& documents, const RequestHead& request,
                              std::shared_ptr<const RenderedDocument> document) {
    const auto coding = choose_coding(request.accept_encoding);
    Answer answer{.fields = validators(*document, coding)};
    if (is_not_modified(request, *document)) {
        answer.status = 304;
        co_return answer;
    }
    auto out = std::back_inserter(answer.fields);
    fmt::format_to(out, "Content-Type: {}\r\n", content_type(document->format));
    if (coding != Coding::identity) fmt::format_to(out, "Content-Encoding: {}\r\n", coding_name(coding));
    if (document->format == Format::html) fmt::format_to(out, "Content-Security-Policy: {}\r\n", page_policy());
    answer.body = co_await documents.body(std::move(document), coding);
    co_return answer;
}

asio::awaitable<Answer> answer(Documents& documents, const RequestHead& request, std::string path) {
    Lookup lookup = co_await documents.find(std::move(path));
    switch (lookup.outcome) {
    case Lookup::Outcome::found: co_return co_await serve(documents, request, std::move(lookup.document));
    case Lookup::Outcome::moved:
        co_return Answer{.status = 301,
                         .fields =
                             fmt::format("Location: {}\r\nCache-Control: public, max-age=86400\r\n", lookup.location)};
    case Lookup::Outcome::gone: co_return plain_answer(410, "this was published once and is no more");
    case Lookup::Outcome::not_found: break;
    }
    co_return plain_answer(404, "there is nothing here");
}

} // namespace

Handler public_site(Documents& documents, std::string base_path) {
    return [&documents, base_path = std::move(base_path)](const RequestHead& request) -> asio::awaitable<Answer> {
        const auto path = path_below(request.path, base_path);
        if (path == "/healthz") return at_once(plain_answer(200, "ok"));
        return answer(documents, request, std::string(path));
    };
}

} // namespace arna
