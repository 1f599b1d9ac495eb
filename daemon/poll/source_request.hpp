#pragma once
#include "daemon/fetch/fetcher.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/source.hpp"
#include "daemon/store/page_records.hpp"
#include "daemon/store/records.hpp"

#include <string>

/// Requests as a source wants them: with its header fields, its proxy, and its password where that belongs; and what
/// answers them.
namespace arna {

[[nodiscard]] Request request_to(std::string url, const PollSource& source);

/// For the source's own document; conditional if a 304 would say what it means as the source is configured now.
[[nodiscard]] Request document_request(const PollSource& source, const PollState& state);

/// For the page of an article; conditional if it was read.
[[nodiscard]] Request page_request(const PollSource& source, const PageState& state);

/// What was answered, to be read; takes the body out of `response`.
[[nodiscard]] Document take_document(Response& response);

} // namespace arna
