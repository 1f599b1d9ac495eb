#include "feeds/html/srcset.hpp"

#include "feeds/text/ascii.hpp"

namespace arna {
namespace {

/// Where the descriptors that begin at `at` end: at a comma outside parentheses.
std::size_t end_of_descriptor(std::string_view srcset, std::size_t at) {
    std::size_t depth = 0;
    for (; at < srcset.size(); ++at) {
        if (srcset[at] == '(') ++depth;
        if (srcset[at] == ')' && depth > 0) --depth;
        if (srcset[at] == ',' && depth == 0) break;
    }
    return at;
}

} // namespace

std::vector<ImageCandidate> image_candidates(std::string_view srcset) {
    std::vector<ImageCandidate> candidates;
    std::size_t at = 0;
    while (true) {
        while (at < srcset.size() && (is_html_space(srcset[at]) || srcset[at] == ',')) ++at;
        if (at == srcset.size() || candidates.size() == most_image_candidates) return candidates;
        const std::size_t start = at;
        while (at < srcset.size() && !is_html_space(srcset[at])) ++at;
        ImageCandidate candidate{.url = srcset.substr(start, at - start), .descriptor = {}};
        if (candidate.url.ends_with(',')) {
            while (candidate.url.ends_with(',')) candidate.url.remove_suffix(1);
        } else {
            const std::size_t end = end_of_descriptor(srcset, at);
            candidate.descriptor = trim_html_space(srcset.substr(at, end - at));
            at = end;
        }
        candidates.push_back(candidate);
    }
}

void append_candidate(std::string& srcset, std::string_view url, std::string_view descriptor) {
    if (!srcset.empty()) srcset += ", ";
    srcset += url;
    if (!descriptor.empty()) (srcset += ' ') += descriptor;
}

} // namespace arna
