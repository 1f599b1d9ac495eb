#pragma once
#include "feeds/model/page_reading.hpp"
#include "feeds/page/view/page_view.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {

/// What the head of a page says in a form for programs: meta and link elements, title, scripts with data.
class Metadata {
public:
    explicit Metadata(const PageView& page);

    /// The content of the first meta element of the first of these names that has one: plain text. Names (of `name`,
    /// `property` or `http-equiv`) are in lower case: "og:title".
    [[nodiscard]] std::string first(std::initializer_list<std::string_view> names) const;

    /// The contents of all meta elements of a name, plain.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;

    [[nodiscard]] const std::string& title() const { return title_; }         ///< of <title>
    [[nodiscard]] const std::string& canonical() const { return canonical_; } ///< of link rel=canonical, absolute
    [[nodiscard]] const std::string& next() const { return next_; }           ///< of link or a rel=next, absolute
    [[nodiscard]] const std::string& language() const { return language_; }   ///< of <html lang>
    [[nodiscard]] const std::vector<PageReading::FeedLink>& feeds() const { return feeds_; }
    [[nodiscard]] const std::vector<std::string_view>& json_ld() const { return json_ld_; } ///< the scripts' texts
    [[nodiscard]] const std::vector<std::string_view>& states() const { return states_; } ///< of scripts of other JSON

private:
    void add_meta(NodeId id);
    void add_link(NodeId id);
    void add_script(NodeId id);

    const PageView& page_;
    std::vector<std::pair<std::string, std::string_view>> metas_;
    std::string title_, canonical_, next_, language_;
    std::vector<PageReading::FeedLink> feeds_;
    std::vector<std::string_view> json_ld_, states_;
};

} // namespace arna
