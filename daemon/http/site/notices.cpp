#include "daemon/http/site/notices.hpp"

#include "daemon/http/message/accept_language.hpp"
#include "daemon/http/message/basic_credentials.hpp"
#include "daemon/publish/render/rendered_document.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace arna {
namespace {

int status_of(Notice notice) {
    switch (notice) {
    case Notice::nothing_here: return 404;
    case Notice::gone: return 410;
    case Notice::token_needed: break;
    }
    return 401;
}

} // namespace

Answer notice(Notice notice, const PublishOptions& options, const HttpRequest& request,
              const std::optional<PageForm>& form) {
    const auto language =
        form && form->is_prefixed ? form->language : choose_language(request.accept_language, options.language);
    auto fields = fmt::format("Content-Type: {}\r\nContent-Language: {}\r\nCache-Control: no-store\r\n"
                              "Referrer-Policy: no-referrer\r\nContent-Security-Policy: {}\r\n",
                              content_type(Format::html), language_code(language), page_policy());
    if (notice == Notice::token_needed)
        fields += fmt::format("WWW-Authenticate: {}\r\n", basic_challenge(options.authority));
    return {.status = status_of(notice),
            .fields = std::move(fields),
            .body = std::make_shared<const std::string>(notice_page(notice, options, language))};
}

} // namespace arna
