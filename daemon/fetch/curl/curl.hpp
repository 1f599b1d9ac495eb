#pragma once
#include <curl/curl.h>

#include <memory>
#include <string>

/// Owners of libcurl's handles. Nothing outside this folder sees one.
namespace arna {

/// The functions of libcurl that are used, by their names in it.
struct CurlFunctions {
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_pause) easy_pause = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_free) free = nullptr;
    decltype(&curl_global_init) global_init = nullptr;
    decltype(&curl_multi_add_handle) multi_add_handle = nullptr;
    decltype(&curl_multi_cleanup) multi_cleanup = nullptr;
    decltype(&curl_multi_info_read) multi_info_read = nullptr;
    decltype(&curl_multi_init) multi_init = nullptr;
    decltype(&curl_multi_remove_handle) multi_remove_handle = nullptr;
    decltype(&curl_multi_setopt) multi_setopt = nullptr;
    decltype(&curl_multi_socket_action) multi_socket_action = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    decltype(&curl_url) url = nullptr;
    decltype(&curl_url_cleanup) url_cleanup = nullptr;
    decltype(&curl_url_get) url_get = nullptr;
    decltype(&curl_url_set) url_set = nullptr;
    decltype(&curl_version) version = nullptr;
};

/// libcurl, loaded and initialised by the first call: it brings twenty other libraries, which would be half of what
/// starting a command costs that asks no server anything. Throws std::runtime_error where it is missing.
[[nodiscard]] const CurlFunctions& curl();

struct CleanUpEasy {
    void operator()(CURL* handle) const noexcept { curl().easy_cleanup(handle); }
};
struct CleanUpMulti {
    void operator()(CURLM* handle) const noexcept { curl().multi_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl().slist_free_all(list); }
};
struct CleanUpUrl {
    void operator()(CURLU* handle) const noexcept { curl().url_cleanup(handle); }
};
struct FreeString {
    void operator()(char* text) const noexcept { curl().free(text); }
};

using CurlEasy = std::unique_ptr<CURL, CleanUpEasy>;
using CurlMulti = std::unique_ptr<CURLM, CleanUpMulti>;
using CurlList = std::unique_ptr<curl_slist, FreeList>;
using CurlUrl = std::unique_ptr<CURLU, CleanUpUrl>;
using CurlString = std::unique_ptr<char, FreeString>;

/// Adds `line` at the end. Throws std::bad_alloc.
void append(CurlList& list, const std::string& line);

/// A part of a URL ("" where it has none), as curl_url_get gives it.
[[nodiscard]] std::string url_part(CURLU* url, CURLUPart part, unsigned flags = 0);

} // namespace arna
