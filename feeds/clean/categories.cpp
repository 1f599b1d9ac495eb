#include "feeds/clean/categories.hpp"

#include "feeds/clean/bounds.hpp"
#include "feeds/clean/plain_field.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/words/tag_key.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace arna {
namespace {

constexpr std::array<std::string_view, 2> section_elements = {"yandex:genre", "article:section"};

bool says_section(std::string_view scheme) {
    return contains_lower(scheme, "section") ||
           std::ranges::any_of(section_elements, [scheme](std::string_view one) { return equals_lower(scheme, one); });
}

/// A scheme is compared and never followed, yet some reader may make a link of it.
std::string clean_scheme(std::string_view scheme) {
    std::string plain = id_field(scheme);
    const std::string kind = url_scheme(scheme);
    const bool is_harmless =
        kind != "javascript" && kind != "vbscript" && kind != "data" && kind != "file" && kind != "blob";
    return is_harmless ? plain : std::string();
}

class CategoryList {
public:
    void add(Category category) {
        if (is_full()) return;
        std::string key = tag_key(category.term);
        if (key.empty()) return;
        const auto [known, is_new] = index_.try_emplace(std::move(key), list_.size());
        if (is_new) return list_.push_back(std::move(category));
        Category& first = list_[known->second];
        first.is_section = first.is_section || category.is_section;
        if (first.label.empty()) first.label = std::move(category.label);
    }

    /// The scheme goes with each term, unless it would take much more memory than in the source.
    void add_each_of(const Category& category) {
        constexpr std::string_view between = ",;|";
        const std::string_view terms = category.term;
        const auto is_between = [&](char c) { return between.contains(c); };
        const auto count = 1 + static_cast<std::size_t>(std::ranges::count_if(terms, is_between));
        const bool is_kept = count == 1 || category.scheme.size() * count <= bounds::address_bytes;
        for (std::size_t at = 0; at <= terms.size() && !is_full();) {
            const std::size_t end = std::min(terms.find_first_of(between, at), terms.size());
            add({.term = std::string(without_hash(trim_html_space(terms.substr(at, end - at)))),
                 .scheme = is_kept ? category.scheme : std::string(),
                 .label = {},
                 .is_section = category.is_section});
            at = end + 1;
        }
    }

    std::vector<Category> take() { return std::move(list_); }

private:
    [[nodiscard]] bool is_full() const { return list_.size() == bounds::parts; }

    static std::string_view without_hash(std::string_view term) {
        while (term.starts_with('#')) term.remove_prefix(1);
        return term;
    }

    std::vector<Category> list_;
    std::unordered_map<std::string, std::size_t> index_;
};

} // namespace

std::vector<Category> clean_categories(std::vector<Category> categories, const Extensions& extensions) {
    CategoryList list;
    for (Category& category : categories) {
        category.term = plain_line({.value = std::move(category.term)});
        category.label = plain_line({.value = std::move(category.label)});
        category.scheme = clean_scheme(category.scheme);
        category.is_section = says_section(category.scheme);
        if (category.term.empty()) category.term = category.label;
        // A label is for one term, however that is written.
        category.label.empty() ? list.add_each_of(category) : list.add(std::move(category));
    }
    for (const auto& [name, values] : extensions) {
        if (std::ranges::find(section_elements, name) == section_elements.end()) continue;
        for (const std::string& value : values) {
            list.add({.term = plain_line({.value = value}), .scheme = name, .label = {}, .is_section = true});
        }
    }
    return list.take();
}

} // namespace arna
