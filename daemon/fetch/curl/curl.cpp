#include "daemon/fetch/curl/curl.hpp"

#include <dlfcn.h>

#include <new>
#include <stdexcept>

namespace arna {

namespace {

CurlFunctions load_curl() {
    void* const library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL); // until the process ends
    if (library == nullptr) throw std::runtime_error(std::string("libcurl cannot be loaded: ") + dlerror());
    const auto find = [&]<class Function>(Function*& function, const char* name) {
        function = reinterpret_cast<Function*>(dlsym(library, name));
        if (function == nullptr) throw std::runtime_error(std::string("libcurl is too old: it has no ") + name);
    };
    CurlFunctions functions;
    find(functions.easy_cleanup, "curl_easy_cleanup");
    find(functions.easy_getinfo, "curl_easy_getinfo");
    find(functions.easy_init, "curl_easy_init");
    find(functions.easy_pause, "curl_easy_pause");
    find(functions.easy_setopt, "curl_easy_setopt");
    find(functions.easy_strerror, "curl_easy_strerror");
    find(functions.free, "curl_free");
    find(functions.global_init, "curl_global_init");
    find(functions.multi_add_handle, "curl_multi_add_handle");
    find(functions.multi_cleanup, "curl_multi_cleanup");
    find(functions.multi_info_read, "curl_multi_info_read");
    find(functions.multi_init, "curl_multi_init");
    find(functions.multi_remove_handle, "curl_multi_remove_handle");
    find(functions.multi_setopt, "curl_multi_setopt");
    find(functions.multi_socket_action, "curl_multi_socket_action");
    find(functions.slist_append, "curl_slist_append");
    find(functions.slist_free_all, "curl_slist_free_all");
    find(functions.url, "curl_url");
    find(functions.url_cleanup, "curl_url_cleanup");
    find(functions.url_get, "curl_url_get");
    find(functions.url_set, "curl_url_set");
    find(functions.version, "curl_version");
    const CURLcode initialised = functions.global_init(CURL_GLOBAL_ALL);
    if (initialised != CURLE_OK) throw std::runtime_error(functions.easy_strerror(initialised));
    return functions;
}

} // namespace

const CurlFunctions& curl() {
    static const CurlFunctions functions = load_curl();
    return functions;
}

void append(CurlList& list, const std::string& line) {
    curl_slist* longer = curl().slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release()); // the same list, or its new head
    list.reset(longer);
}

std::string url_part(CURLU* url, CURLUPart part, unsigned flags) {
    char* text = nullptr;
    if (curl().url_get(url, part, &text, flags) != CURLUE_OK) return {};
    const CurlString owned(text);
    return owned.get();
}

} // namespace arna
