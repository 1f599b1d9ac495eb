#include "daemon/app/support/source_names.hpp"

#include "feeds/text/url/url.hpp"

#include <algorithm>

namespace arna {
namespace {

bool is_of_host(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool ends_address(char c) { return static_cast<unsigned char>(c) <= ' ' || std::string_view("\"'<>`|\\").contains(c); }

} // namespace

SourceNames::SourceNames(const Config& config) {
    for (const auto& source : config.sources)
        if (!source.address().empty()) by_host_.emplace(url_host(source.address()), source.name);
}

const std::string* SourceNames::name_of(std::string_view host) const {
    const auto found = by_host_.find(host);
    return found == by_host_.end() ? nullptr : &found->second;
}

std::string SourceNames::replace_in(std::string_view text) const {
    std::string replaced;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto rest = text.substr(at);
        std::size_t length = 1;
        const std::string* name = nullptr;
        if (rest.starts_with("http://") || rest.starts_with("https://")) {
            length = static_cast<std::size_t>(std::ranges::find_if(rest, ends_address) - rest.begin());
            name = name_of(url_host(rest.substr(0, length)));
        } else if (is_of_host(rest.front())) {
            while (length < rest.size() && is_of_host(rest[length])) ++length;
            while (length > 1 && rest[length - 1] == '.') --length; // it ends a sentence
            const auto word = rest.substr(0, length);
            if (word.contains('.')) name = name_of(url_host("http://" + std::string(word)));
        }
        name != nullptr ? replaced += '<' + * name + '>' : replaced += rest.substr(0, length);
        at += length;
    }
    return replaced;
}

} // namespace arna
