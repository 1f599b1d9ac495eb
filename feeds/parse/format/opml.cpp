#include "feeds/parse/format/opml.hpp"

#include "feeds/parse/problems.hpp"
#include "feeds/parse/xml/document.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace arna {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20;
constexpr std::size_t deepest_folder = 64;
constexpr std::size_t longest_label = 200; ///< bytes; a folder's name is longer only where something is wrong

/// The document without its document type declaration, so that nothing it declares means anything.
std::string without_doctype(std::string_view text) {
    const auto begin = text.find("<!DOCTYPE");
    if (begin == text.npos || text.substr(0, begin).find("<opml") != text.npos) return std::string(text);
    const auto subset = text.find_first_of("[>", begin);
    if (subset == text.npos) return std::string(text);
    const auto last = text[subset] == '[' ? text.find("]", subset) : subset;
    const auto end = last == text.npos ? text.npos : text.find('>', last);
    if (end == text.npos) return std::string(text.substr(0, begin));
    return std::string(text.substr(0, begin)).append(text.substr(end + 1));
}

void add_label(std::vector<std::string>& labels, std::string label) {
    if (label.empty() || label.size() > longest_label || std::ranges::find(labels, label) != labels.end()) return;
    labels.push_back(std::move(label));
}

/// By its name in lower case. Element::attribute() passes over names that begin with "xml", which XML keeps for itself.
std::string_view attribute(const Element& outline, std::string_view lower) {
    for (const auto attribute : outline.node.attributes())
        if (equals_lower(attribute.name(), lower)) return attribute.value();
    return {};
}

std::vector<std::pair<std::string, std::string>> extras_of(const Element& outline) {
    constexpr std::string_view prefix = "frss:";
    constexpr std::size_t longest_value = 4096, most = 64;
    std::vector<std::pair<std::string, std::string>> extras;
    for (const auto attribute : outline.node.attributes()) {
        const std::string_view name = attribute.name(), value = attribute.value();
        const bool is_extra = name.size() <= longest_label && starts_with_lower(name, prefix) && !value.empty();
        if (is_extra && value.size() <= longest_value && extras.size() < most)
            extras.emplace_back(name.substr(prefix.size()), value);
    }
    return extras;
}

/// "/News/Kazakhstan,/Politics" → "Kazakhstan", "Politics"
void add_categories(std::vector<std::string>& labels, std::string_view written) {
    while (!written.empty()) {
        const auto end = std::min(written.find(','), written.size());
        auto one = written.substr(0, end);
        while (one.ends_with('/')) one.remove_suffix(1);
        add_label(labels, collapse_space(one.substr(one.rfind('/') + 1))); // npos + 1 is 0
        written.remove_prefix(std::min(end + 1, written.size()));
    }
}

class OpmlReader {
public:
    OpmlList read(const Element& body) {
        outlines_of(body);
        return std::move(list_);
    }

private:
    /// Recursion ends at the depth that any XML document has at most.
    void outlines_of(const Element& folder) {
        folder.each_child([&](const Element& element) {
            if (equals_lower(element.name, "outline")) outline(element);
        });
    }

    void outline(const Element& outline) {
        const auto url = collapse_space(attribute(outline, "xmlurl"));
        if (!url.empty()) {
            subscribe(outline, url);
            outlines_of(outline);
            return;
        }
        const bool is_folder = folders_.size() < deepest_folder;
        if (is_folder) folders_.push_back(name_of(outline));
        outlines_of(outline);
        if (is_folder) folders_.pop_back();
    }

    void subscribe(const Element& outline, const std::string& url) {
        if (list_.subscriptions.size() >= most_subscriptions) {
            ++list_.left_out;
            return;
        }
        OpmlSubscription subscription{.url = url,
                                      .title = name_of(outline),
                                      .page = collapse_space(attribute(outline, "htmlurl")),
                                      .labels = {},
                                      .type = collapse_space(attribute(outline, "type")),
                                      .extras = extras_of(outline)};
        for (const auto& folder : folders_) add_label(subscription.labels, folder);
        add_categories(subscription.labels, attribute(outline, "category"));
        list_.subscriptions.push_back(std::move(subscription));
    }

    static std::string name_of(const Element& outline) {
        auto title = collapse_space(attribute(outline, "title"));
        return title.empty() ? collapse_space(attribute(outline, "text")) : title;
    }

    OpmlList list_;
    std::vector<std::string> folders_;
};

} // namespace

Result<OpmlList> read_opml(std::string_view text) {
    if (text.size() > most_bytes) return fail(Errc::limit_exceeded, "is over 16 MiB");
    const auto plain = without_doctype(text);
    Problems problems(plain);
    const auto document = XmlDocument::read(plain, problems);
    if (!document) return std::unexpected(document.error());
    for (const auto& root : (*document)->roots()) {
        if (!equals_lower(root.name, "opml")) continue;
        OpmlList list;
        root.each_child([&](const Element& part) {
            if (equals_lower(part.name, "body")) list = OpmlReader().read(part);
        });
        const auto is_end_missing = [](const Problem& problem) { return problem.code == "xml-truncated"; };
        list.is_truncated = std::ranges::any_of(problems.take(), is_end_missing);
        return list;
    }
    return fail(Errc::not_a_feed, "is no OPML");
}

} // namespace arna
