#include "daemon/app/command/setup/opml_draft.hpp"

#include "config/check/complete.hpp"
#include "config/check/value_checks.hpp"
#include "config/option/option_text.hpp"
#include "config/option/rule_table.hpp"
#include "config/option/secret.hpp"
#include "daemon/app/command/setup/freshrss_rules.hpp"
#include "daemon/app/command/setup/source_draft.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"

#include <fmt/format.h>

#include <algorithm>
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

/// `lines` as comments.
std::string commented(std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        text += fmt::format("# {}\n", draft_text(lines.substr(0, end)));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return text;
}

std::string rules_text(const PageRules& rules) {
    std::string text;
    if (rules.items) text += "[source.items]\n" + rule_table_text(*rules.items);
    if (rules.article) text += "[source.article]\n" + rule_table_text(ArticleConfig{.table = {{*rules.article, {}}}});
    return text;
}

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
        const std::string& url = subscription.url;
        const auto rules = freshrss_rules(subscription);
        fmt::format_to(out, "\n[[source]]\nname   = {}\n{:<6} = {}\n",
                       toml_string(unused_name(source_name_of(url), names_)), rules.refusal ? "url" : rules.address_key,
                       toml_string(url));
        if (!subscription.title.empty())
            fmt::format_to(out, "title  = {}\n", toml_string(truncate_at_word(subscription.title, longest_title)));
        if (!subscription.labels.empty()) fmt::format_to(out, "labels = {}\n", toml_list(subscription.labels));
        if (!subscription.page.empty()) fmt::format_to(out, "# its page: {}\n", draft_text(subscription.page));
        write_rules(rules, masked_address(url));
    }

    void write_rules(const FreshRssRules& rules, const std::string& where) {
        for (const std::string& remark : rules.remarks) text_ += fmt::format("# {}\n", draft_text(remark));
        const std::string tables = rules_text(rules.rules);
        if (!rules.refusal) {
            text_ += tables;
            return;
        }
        fmt::format_to(std::back_inserter(text_), "enabled = false # FreshRSS: {}\n", draft_text(*rules.refusal));
        text_ += commented(tables);
        draft_.remarks.push_back(
            {where, fmt::format("{}; it is taken over with 'enabled = false'", draft_text(*rules.refusal)), false});
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
