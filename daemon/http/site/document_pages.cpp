#include "daemon/http/site/document_pages.hpp"

#include "daemon/http/message/accept_language.hpp"
#include "daemon/http/message/basic_credentials.hpp"
#include "daemon/http/message/conditional.hpp"
#include "daemon/http/message/content_coding.hpp"
#include "daemon/http/site/notices.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace arna {
namespace asio = boost::asio;

namespace {

Time this_second() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

asio::awaitable<Answer> compressed(Documents& documents, std::shared_ptr<const RenderedDocument> document,
                                   Coding coding) {
    co_await documents.body(document, coding);
    co_return Answer{.representation = documents.representation(std::move(document), coding, this_second())};
}

/// What is new since the version that the client has, else the whole document.
asio::awaitable<Answer> delta(Documents& documents, std::shared_ptr<const RenderedDocument> document,
                              std::vector<std::string> tags, Coding coding) {
    auto body = co_await documents.delta(document, std::move(tags), coding);
    if (!body) co_return co_await compressed(documents, std::move(document), coding);
    co_return Answer{.status = 226, .fields = delta_fields(*document, coding, this_second()), .body = std::move(body)};
}

HttpReply serve(Documents& documents, const HttpRequest& request, std::shared_ptr<const RenderedDocument> document) {
    if (is_precondition_failed(request, *document)) return plain_answer(412, "the document is another one by now");
    const auto coding = choose_coding(request.accept_encoding);
    auto representation = documents.representation(document, coding, this_second());
    if (is_not_modified(request, *document)) return Answer{.status = 304, .representation = std::move(representation)};
    documents.hand_out(*document);
    if (document->has_deltas && asks_for_delta(request)) {
        if (auto tags = listed_tags(request); !tags.empty())
            return delta(documents, std::move(document), std::move(tags), coding);
    }
    if (!representation->body) return compressed(documents, std::move(document), coding);
    return Answer{.representation = std::move(representation)};
}

HttpReply reply_to(Documents& documents, const HttpRequest& request, Lookup lookup, const Destination& destination) {
    switch (lookup.outcome) {
    case Lookup::Outcome::found: return serve(documents, request, std::move(lookup.document));
    case Lookup::Outcome::moved:
        return Answer{.status = 301,
                      .fields = fmt::format("Location: {}\r\nCache-Control: {}, max-age=86400\r\n{}", lookup.location,
                                            destination.is_private ? "private" : "public",
                                            destination.is_private ? private_fields : "")};
    case Lookup::Outcome::gone:
        return notice(Notice::gone, documents.catalogue().options(), request, destination.subject.form);
    case Lookup::Outcome::not_found: break;
    }
    return notice(Notice::nothing_here, documents.catalogue().options(), request);
}

/// A page in the language that the client prefers, where its address names none.
Destination negotiated(Destination destination, const HttpRequest& request) {
    if (destination.is_negotiated) {
        auto& language = destination.subject.form.value().language;
        language = choose_language(request.accept_language, language);
    }
    return destination;
}

asio::awaitable<Answer> rendered(Documents& documents, const HttpRequest& request, Destination destination) {
    auto reply = reply_to(documents, request, co_await documents.find(destination), destination);
    if (auto* const later = std::get_if<asio::awaitable<Answer>>(&reply)) co_return co_await std::move(*later);
    co_return std::get<Answer>(std::move(reply));
}

bool shows_token(const HttpRequest& request, const Gate& gate, TagId tag) {
    const auto password = basic_password(request.authorization);
    return password && gate.subscribers.admit(*password, tag, gate.now()) == Admission::ok;
}

} // namespace

HttpReply serve_destination(Documents& documents, const HttpRequest& request, Destination destination) {
    destination = negotiated(std::move(destination), request);
    if (auto lookup = documents.find_at_once(destination))
        return reply_to(documents, request, std::move(*lookup), destination);
    return rendered(documents, request, std::move(destination));
}

Handler document_pages(Documents& documents, Gate gate) {
    return [&documents, gate = std::move(gate)](const HttpRequest& request) -> HttpReply {
        auto destination = documents.catalogue().resolve(request.path);
        if (destination.is_private && !shows_token(request, gate, destination.tag))
            return notice(Notice::token_needed, documents.catalogue().options(), request, destination.subject.form);
        return serve_destination(documents, request, std::move(destination));
    };
}

} // namespace arna
