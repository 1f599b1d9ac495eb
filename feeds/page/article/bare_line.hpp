#pragma once
#include "feeds/page/view/page_view.hpp"

namespace arna {

/// Whether a text that stands between line breaks, in no element of its own, says something about the article rather
/// than being of it: "Автор: …", "Фото: …", "Обновлено: …".
[[nodiscard]] bool is_bare_notice(const PageView& page, NodeId text);

} // namespace arna
