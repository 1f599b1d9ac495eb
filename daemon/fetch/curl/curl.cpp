#include "daemon/fetch/curl/curl.hpp"

#include <new>
#include <stdexcept>

namespace arna {

void initialise_curl() {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_ALL);
    if (initialised != CURLE_OK) throw std::runtime_error(curl_easy_strerror(initialised));
}

void append(CurlList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release()); // the same list, or its new head
    list.reset(longer);
}

std::string url_part(CURLU* url, CURLUPart part, unsigned flags) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
    const CurlString owned(text);
    return owned.get();
}

} // namespace arna
