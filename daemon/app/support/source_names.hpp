#pragma once
#include "config/config.hpp"

#include <map>
#include <string>
#include <string_view>

namespace arna {

/// Says the names of sources where a text has their addresses or hosts, so that it can be shown to strangers: "<zakon-kk>".
class SourceNames {
public:
    explicit SourceNames(const Config& config);

    /// One pass over the text.
    [[nodiscard]] std::string replace_in(std::string_view text) const;

private:
    [[nodiscard]] const std::string* name_of(std::string_view host) const;

    std::map<std::string, std::string, std::less<>> by_host_; ///< as url_host() gives it; of several sources the first
};

} // namespace arna
