#include "daemon/http/message/request_head.hpp"

#include "daemon/http/message/accept_language.hpp"
#include "daemon/http/message/basic_credentials.hpp"
#include "daemon/http/message/conditional.hpp"
#include "daemon/http/message/content_coding.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace

/// Whatever is accepted can be relied on, and the bytes are read alike whole and one by one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace arna;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::size_t scanned = 0;
    const auto whole = read_request_head(bytes, scanned);
    if (whole && *whole) {
        const RequestHead& head = **whole;
        require(head.size >= 18 && head.size <= size && bytes.substr(0, head.size).ends_with("\r\n\r\n"));
        const HttpRequest& request = head.request;
        const bool is_for_document = request.method == Method::get || request.method == Method::head;
        require(request.path.empty() ? !is_for_document : request.path.starts_with('/'));
        require(request.path.find_first_of(std::string_view("\0 ?#\\\r\n", 7)) == request.path.npos);
        static_cast<void>(choose_coding(request.accept_encoding));
        static_cast<void>(basic_password(request.authorization));
        static_cast<void>(choose_language(request.accept_language, PageLanguage::en));
        static_cast<void>(is_not_modified(request, RenderedDocument{}));
    }

    scanned = 0;
    for (std::size_t part = 0; part <= size; part += 1 + part / 8) {
        const auto head = read_request_head(bytes.substr(0, part), scanned);
        if (!head) {
            require(!whole);
            break;
        }
        if (*head) {
            require(whole && *whole && (*whole)->size == (*head)->size &&
                    (*whole)->request.path == (*head)->request.path);
            break;
        }
    }
    return 0;
}
