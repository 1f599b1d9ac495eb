#include "daemon/publish/notice.hpp"

#include "daemon/publish/channels.hpp"

namespace arna {

std::string notice_page(Notice notice, const PublishOptions& options, PageLanguage language) {
    return write_notice_page(notice, language, options.base_url + "/", site_title(options));
}

} // namespace arna
