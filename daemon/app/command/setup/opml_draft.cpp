#include "daemon/app/command/setup/opml_draft.hpp"

#include "config/check/complete.hpp"
#include "config/check/value_checks.hpp"
#include "config/option/option_text.hpp"
#include "config/option/secret.hpp"
#include "daemon/app/command/setup/source_draft.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace arna {
namespace {

// Well below the bounds of one file (config/file/toml_bounds.hpp, 1 MiB).
constexpr std::size_t most_bytes = 900'000, most_sources = 20'000, most_labels = 20'000;
constexpr std::size_t longest_title = 200; ///< code points

/// FreshRSS makes feeds of pages and of JSON by rules, which stand in attributes of its own.
bool is_made_by_rules(std::string_view type) { return type.contains("XPath") || type.contains("DotNotation"); }

class Drafter {
public:
    Drafter(const Config& present, std::string_view title) : title_(title) {
        for (const auto& source : present.sources) {
            names_.insert(source.name);
            if (!source.address().empty()) known_.emplace(canonical_url(source.address()), source.name);
        }
    }

    OpmlDraft draft(const OpmlList& list) {
        for (const auto& subscription : list.subscriptions) add(subscription);
        if (list.left_out > 0)
            draft_.remarks.push_back({"the list", fmt::format("has {} outlines beyond {}, which are left out",
                                                              list.left_out, most_subscriptions)});
        if (list.is_truncated)
            draft_.remarks.push_back({"the list", "breaks off in the middle; what stands before that is taken over"});
        end_file();
        if (!draft_.texts.empty()) draft_.texts.front().insert(0, head());
        return std::move(draft_);
    }

private:
    void add(const OpmlSubscription& subscription) {
        if (const auto remark = objection(subscription)) {
            draft_.remarks.push_back(*remark);
            return;
        }
        const bool is_full = text_.size() > most_bytes || sources_ >= most_sources || labels_ >= most_labels;
        if (is_full) end_file();
        write(subscription);
        known_.emplace(canonical_url(subscription.url), "");
        ++sources_;
        labels_ += subscription.labels.size();
        ++draft_.taken;
    }

    /// Why it is left out; nothing if it is taken.
    [[nodiscard]] std::optional<OpmlRemark> objection(const OpmlSubscription& subscription) const {
        const auto where = masked_address(subscription.url);
        if (!value_checks::http_url(subscription.url).empty())
            return OpmlRemark{where, "is no http or https address; it is left out"};
        const auto known = known_.find(canonical_url(subscription.url));
        if (known == known_.end()) return std::nullopt;
        if (known->second.empty()) return OpmlRemark{where, "is twice in the list; it is taken once"};
        return OpmlRemark{where, fmt::format("is already a source, '{}'; that stays as it is", known->second)};
    }

    void write(const OpmlSubscription& subscription) {
        auto out = std::back_inserter(text_);
        const auto& [url, title, page, labels, type] = subscription;
        fmt::format_to(out, "\n[[source]]\nname   = {}\nurl    = {}\n",
                       toml_string(unused_name(source_name_of(url), names_)), toml_string(url));
        if (!title.empty()) fmt::format_to(out, "title  = {}\n", toml_string(truncate_at_word(title, longest_title)));
        if (!labels.empty()) fmt::format_to(out, "labels = {}\n", toml_list(labels));
        if (!page.empty()) fmt::format_to(out, "# its page: {}\n", draft_text(page));
        if (!is_made_by_rules(type)) return;
        fmt::format_to(out, "enabled = false # FreshRSS makes a feed of it by rules ({}), which arna does not read\n",
                       draft_text(type));
        draft_.remarks.push_back({masked_address(url),
                                  "is made into a feed by FreshRSS's rules, which arna does not read; it is taken over "
                                  "with 'enabled = false'",
                                  false});
    }

    void end_file() {
        if (sources_ > 0) draft_.texts.push_back(std::move(text_));
        text_.clear();
        sources_ = labels_ = 0;
    }

    [[nodiscard]] std::string head() const {
        std::string text = fmt::format("# {}\n", title_);
        for (const auto& remark : draft_.remarks)
            text += fmt::format("# {}\n", draft_text(remark.where + " " + remark.what));
        return text;
    }

    std::string title_;
    std::set<std::string> names_;
    std::map<std::string, std::string> known_; ///< canonical address to the source's name; empty: of this list
    OpmlDraft draft_;
    std::string text_;
    std::size_t sources_ = 0, labels_ = 0; ///< in it
};

} // namespace

OpmlDraft draft_opml(const OpmlList& list, const Config& present, std::string_view title) {
    return Drafter(present, title).draft(list);
}

} // namespace arna
