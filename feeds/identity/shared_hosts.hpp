#pragma once
#include <string_view>

namespace arna {

/// Whether strangers publish on this host and choose the ids of their items, so that ids of two of its feeds have
/// nothing to do with each other: feed proxies and generators, blog and podcast platforms. `host` as url_host() gives
/// it.
[[nodiscard]] bool is_shared_host(std::string_view host);

} // namespace arna
