#pragma once
#include "feeds/write/document.hpp"
#include "feeds/write/page/page_setting.hpp"

#include <chrono>
#include <string>
#include <vector>

/// What the tests of the writers publish.
namespace arna {

[[nodiscard]] Channel sample_channel();

/// The setting of its page in Kazakh, at the address without a language, in the time of Almaty.
[[nodiscard]] PageSetting sample_page();

/// A Kazakh news article with everything: section, label, credited picture, author, two other outlets.
[[nodiscard]] Article news_article();

/// The least that an article can be.
[[nodiscard]] Article bare_article();

/// An article each text of which tries to break out: control characters, "]]>", quotes, markup, surrogates, bad UTF-8.
[[nodiscard]] Article hostile_article();

/// A podcast episode in Russian with two files.
[[nodiscard]] Article episode();

[[nodiscard]] std::vector<PublishedEntry> all_of(const std::vector<Article>& articles,
                                                 ContentPolicy content = ContentPolicy::full);

} // namespace arna
