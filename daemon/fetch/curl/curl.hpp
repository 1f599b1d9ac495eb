#pragma once
#include <curl/curl.h>

#include <memory>
#include <string>

/// Owners of libcurl's handles. Nothing outside this folder sees one.
namespace arna {

struct CleanUpEasy {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct CleanUpMulti {
    void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct CleanUpUrl {
    void operator()(CURLU* handle) const noexcept { curl_url_cleanup(handle); }
};
struct FreeString {
    void operator()(char* text) const noexcept { curl_free(text); }
};

using CurlEasy = std::unique_ptr<CURL, CleanUpEasy>;
using CurlMulti = std::unique_ptr<CURLM, CleanUpMulti>;
using CurlList = std::unique_ptr<curl_slist, FreeList>;
using CurlUrl = std::unique_ptr<CURLU, CleanUpUrl>;
using CurlString = std::unique_ptr<char, FreeString>;

/// Initialises libcurl once for the process. Call it before any handle is made. Throws std::runtime_error.
void initialise_curl();

/// Adds `line` at the end. Throws std::bad_alloc.
void append(CurlList& list, const std::string& line);

/// A part of a URL ("" where it has none), as curl_url_get gives it.
[[nodiscard]] std::string url_part(CURLU* url, CURLUPart part, unsigned flags = 0);

} // namespace arna
