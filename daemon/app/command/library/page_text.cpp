#include "daemon/app/command/library/page_text.hpp"

#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/terminal.hpp"
#include "feeds/text/date/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace arna {
namespace {

std::string joined(const auto& parts, auto text_of) {
    std::string all;
    for (const auto& part : parts) {
        if (!all.empty()) all += ", ";
        all += text_of(part);
    }
    return all;
}

class PageText {
public:
    explicit PageText(const PageReading& page) : page_(page) {}

    std::string write() {
        constexpr std::array<std::string_view, 3> kinds = {"article", "listing", "other"};
        row("kind", kinds.at(static_cast<std::size_t>(page_.kind)));
        row("link", page_.link);
        row("title", page_.title);
        row("site", page_.site);
        row("section", page_.section);
        row("categories", joined(page_.categories, [](const Category& each) { return each.term; }));
        row("authors", joined(page_.authors, [](const Person& each) { return each.name; }));
        row("published", page_.published ? format_rfc3339(*page_.published) : "");
        row("updated", page_.updated ? format_rfc3339(*page_.updated) : "");
        row("lang", page_.lang);
        row("image", page_.image.url);
        row("credit", page_.image.credit);
        row("summary", page_.summary);
        if (page_.is_free == false) row("is_free", "no");
        for (const auto& feed : page_.feeds) row("feed", feed.url);
        row("next", page_.next);
        if (!page_.items.empty()) row("items", std::to_string(page_.items.size()));
        for (const Problem& problem : page_.problems) row("problem", problem.code + ": " + problem.message);
        for (const RawItem& item : page_.items) add_item(item);
        add_text();
        return std::move(out_);
    }

private:
    void row(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        const auto from =
            std::ranges::find(page_.evidence, name, [](const auto& each) { return std::string_view(each.first); });
        fmt::format_to(std::back_inserter(out_), "{:<11} {}", name, shown_text(value));
        if (from != page_.evidence.end()) out_ += styled(Style::dim, fmt::format("  ({})", shown_text(from->second)));
        out_ += '\n';
    }

    void add_item(const RawItem& item) {
        if (&item == &page_.items.front()) out_ += '\n';
        fmt::format_to(std::back_inserter(out_), "{:<20}  {}\n{:22}{}\n",
                       item.published ? format_rfc3339(*item.published) : "-", shown_text(item.title.value), "",
                       shown_text(item.link));
    }

    void add_text() {
        std::string_view rest = page_.text;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            out_ += '\n' + shown_text(rest.substr(0, end)) + '\n';
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    const PageReading& page_;
    std::string out_;
};

} // namespace

std::string page_text(const PageReading& page) { return PageText(page).write(); }

} // namespace arna
