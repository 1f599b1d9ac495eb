#pragma once
#include "feeds/parse/format/element_table.hpp"

#include <span>

namespace arna {

/// What the modules (Dublin Core, content, slash, wfw, syndication, thread, history, Creative Commons, Atom inside RSS
/// …) add to feeds and items of any XML format.
[[nodiscard]] std::span<const FieldRule<RawFeed>> feed_modules();
[[nodiscard]] std::span<const FieldRule<RawItem>> item_modules();

} // namespace arna
