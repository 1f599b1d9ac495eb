#include "daemon/poll/source_request.hpp"

#include "daemon/poll/decide.hpp"

#include <utility>

namespace arna {
namespace {

template <class State>
void add_validators(Request& request, const State& state) {
    request.etag = state.etag;
    request.last_modified = state.last_modified;
    request.validator_url = state.validator_url;
}

} // namespace

Request request_to(std::string url, const PollSource& source) {
    return {.url = std::move(url),
            .headers = source.headers,
            .username = source.username,
            .password = source.password,
            .credentials_url = source.url,
            .proxy = source.proxy};
}

Request document_request(const PollSource& source, const PollState& state) {
    auto request = request_to(address_of(source, state), source);
    // A 304 would say that the document is the same, but not what it means under other options.
    if (!state.validator_url.empty() && state.reading == reading_of(source)) add_validators(request, state);
    return request;
}

Request page_request(const PollSource& source, const PageState& state) {
    auto request = request_to(state.url, source);
    request.accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
    request.stays_on_site = true;
    if (!state.validator_url.empty()) add_validators(request, state);
    return request;
}

Document take_document(Response& response) {
    return {.bytes = std::move(response.body),
            .url = response.effective_url,
            .content_type = std::string(response.header("content-type")),
            .content_language = std::string(response.header("content-language"))};
}

} // namespace arna
