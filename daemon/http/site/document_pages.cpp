#include "daemon/http/site/document_pages.hpp"

#include "daemon/http/message/accept_language.hpp"
#include "daemon/http/message/conditional.hpp"
#include "daemon/http/message/content_coding.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

namespace arna {
namespace asio = boost::asio;

namespace {

Time this_second() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

asio::awaitable<Answer> compressed(Documents& documents, std::shared_ptr<const RenderedDocument> document,
                                   Coding coding) {
    co_await documents.body(document, coding);
    co_return Answer{.representation = documents.representation(std::move(document), coding, this_second())};
}

HttpReply serve(Documents& documents, const HttpRequest& request, std::shared_ptr<const RenderedDocument> document) {
    const auto coding = choose_coding(request.accept_encoding);
    auto representation = documents.representation(document, coding, this_second());
    if (is_not_modified(request, *document)) return Answer{.status = 304, .representation = std::move(representation)};
    if (!representation->body) return compressed(documents, std::move(document), coding);
    return Answer{.representation = std::move(representation)};
}

HttpReply reply_to(Documents& documents, const HttpRequest& request, Lookup lookup) {
    switch (lookup.outcome) {
    case Lookup::Outcome::found: return serve(documents, request, std::move(lookup.document));
    case Lookup::Outcome::moved:
        return Answer{.status = 301,
                      .fields =
                          fmt::format("Location: {}\r\nCache-Control: public, max-age=86400\r\n", lookup.location)};
    case Lookup::Outcome::gone: return plain_answer(410, "this was published once and is no more");
    case Lookup::Outcome::not_found: break;
    }
    return nothing_here();
}

/// Where a path leads, in the language that the client prefers where its address names none.
Destination destination_of(const Documents& documents, const HttpRequest& request) {
    auto destination = documents.catalogue().resolve(request.path);
    if (destination.is_negotiated) {
        auto& language = destination.subject.form.value().language;
        language = choose_language(request.accept_language, language);
    }
    return destination;
}

asio::awaitable<Answer> rendered(Documents& documents, const HttpRequest& request, Destination destination) {
    auto reply = reply_to(documents, request, co_await documents.find(std::move(destination)));
    if (auto* const later = std::get_if<asio::awaitable<Answer>>(&reply)) co_return co_await std::move(*later);
    co_return std::get<Answer>(std::move(reply));
}

} // namespace

Handler document_pages(Documents& documents) {
    return [&documents](const HttpRequest& request) -> HttpReply {
        auto destination = destination_of(documents, request);
        if (auto lookup = documents.find_at_once(destination)) return reply_to(documents, request, std::move(*lookup));
        return rendered(documents, request, std::move(destination));
    };
}

} // namespace arna
