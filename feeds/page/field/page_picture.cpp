#include "feeds/page/field/page_picture.hpp"

#include "feeds/clean/picture_credit.hpp"
#include "feeds/page/view/phrases.hpp"
#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"
#include "feeds/text/url/url.hpp"
#include "feeds/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace arna {
namespace {

constexpr std::uint32_t longest_caption = 400; // letters

std::string without_sign(std::string credit) {
    for (const std::string_view sign : {"©️", "©", "(c)", "(C)"}) {
        if (credit.starts_with(sign)) credit.erase(0, sign.size());
    }
    return collapse_space(credit);
}

/// A credit without the word that says that it is one.
std::string bare_credit(std::string_view text) {
    if (auto credit = picture_credit(text)) return without_sign(std::move(*credit));
    const auto found = phrase_of(text);
    return without_sign(collapse_space(
        found.phrase == LinePhrase::photo || found.phrase == LinePhrase::source ? text.substr(found.end) : text));
}

class Search {
public:
    explicit Search(const PageSources& sources) : sources_(sources), page_(sources.page), tree_(sources.page.tree()) {}

    FoundPicture find() {
        const NodeId shown = first_image();
        if (sources_.json_ld.article) take(sources_.json_ld.article->image, "json-ld");
        const auto told = sources_.metadata.first(
            {"og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image"});
        if (!is_of_site(told)) take(told, "meta");
        take(sources_.microdata.facts.image, "microdata");
        if (shown != no_node) take(address_of(shown), "content");
        take(told, "meta");
        if (sources_.json_ld.article) take_credit(sources_.json_ld.article->credit, "json-ld");
        take_credit(sources_.microdata.facts.credit, "microdata");
        if (sources_.json_ld.article) found_.picture.caption = sources_.json_ld.article->caption;
        if (shown != no_node) read_beside(shown);
        if (found_.picture.url.empty()) found_.picture = {};
        return std::move(found_);
    }

private:
    /// By its file's name what a site shows for want of a picture: "/img/logo.png", "default-og.jpg".
    [[nodiscard]] static bool is_of_site(std::string_view address) {
        address = address.substr(0, address.find_first_of("?#"));
        const auto name = ascii_lowered(address.substr(address.rfind('/') + 1));
        constexpr auto words = std::to_array<std::string_view>(
            {"logo", "default", "placeholder", "no-image", "noimage", "no_image", "no-photo", "nophoto"});
        return std::ranges::any_of(words, [&](auto word) { return name.starts_with(word); });
    }

    void take(std::string_view address, const char* source) {
        if (!found_.picture.url.empty() || address.empty()) return;
        auto url = resolve_url(trim_html_space(address), page_.base());
        if (!is_http_url(url)) return;
        found_.picture.url = std::move(url);
        found_.source = source;
    }

    void take_credit(std::string_view credit, const char* source) {
        if (!found_.picture.credit.empty() || credit.empty()) return;
        auto bare = bare_credit(credit);
        if (bare.empty() || code_points(bare) > 120) return;
        found_.picture.credit = std::move(bare);
        found_.credit_source = source;
    }

    [[nodiscard]] std::string address_of(NodeId image) const {
        constexpr auto attributes =
            std::to_array<std::string_view>({"data-src", "data-lazy-src", "data-original", "data-full", "src"});
        for (const std::string_view attribute : attributes) {
            if (auto url = page_.address(image, attribute); !url.empty()) return url;
        }
        const auto set = tree_.value(image, "srcset");
        return resolve_url(set.substr(0, set.find_first_of(" ,")), page_.base());
    }

    [[nodiscard]] static int pixels(std::string_view value) {
        int number = -1;
        std::from_chars(value.data(), value.data() + value.size(), number);
        return value.contains('%') ? -1 : number;
    }

    [[nodiscard]] bool is_small(NodeId image) const {
        constexpr int smallest = 100;
        const int width = pixels(tree_.value(image, "width"));
        const int height = pixels(tree_.value(image, "height"));
        return (width >= 0 && width < smallest) || (height >= 0 && height < smallest);
    }

    /// The first picture between the title and the end of the text that may be one of the story.
    [[nodiscard]] NodeId first_image() const {
        if (sources_.region == no_node) return no_node;
        const auto& parts = sources_.article.parts;
        const std::uint32_t begin = sources_.title != no_node && !parts.empty()
                                        ? std::min(index_of(sources_.title), index_of(parts.front()))
                                        : index_of(sources_.region);
        const std::uint32_t end =
            parts.empty() ? index_of(tree_[sources_.region].end) : std::max(index_of(tree_[parts.back()].end), begin);
        for (std::uint32_t i = begin; i < end; ++i) {
            const NodeId id{i};
            if (!tree_.is(id, HtmlTag::img) || !sources_.is_of_article(id) || is_small(id)) continue;
            const auto url = address_of(id);
            if (!is_http_url(url) || contains_lower(url, "avatar") || contains_lower(url, "logo") ||
                contains_lower(url, "/icon") || contains_lower(url, "pixel") || contains_lower(url, "spacer"))
                continue;
            const auto names = page_.hints(tree_[id].parent);
            if (names.any(NameHints(NameHint::author, NameHint::biography, NameHint::share, NameHint::advert)))
                continue;
            return id;
        }
        return no_node;
    }

    /// The caption around the picture, and a credit in it or in a short line beside it.
    void read_beside(NodeId image) {
        NodeId at = tree_[image].parent;
        constexpr int most_levels = 4;
        for (int level = 0; level < most_levels && at != no_node && at != sources_.region;
             ++level, at = tree_[at].parent) {
            const auto amount = page_.amount(at);
            const auto& parts = sources_.article.parts;
            const bool holds_story = (sources_.title != no_node && tree_.is_within(sources_.title, at)) ||
                                     std::ranges::any_of(parts, [&](NodeId part) { return tree_.is_within(part, at); });
            if (holds_story || amount.letters > longest_caption) break;
            if (amount.letters == 0) continue;
            read_caption(page_.line(at, 1000));
            if (!found_.picture.credit.empty()) return;
        }
        if (!found_.picture.credit.empty()) return;
        // The next lines behind the picture's block: "Фото: …"
        int looked = 0;
        for (std::uint32_t i = index_of(tree_[image].end); i < tree_.size() && looked < 2; ++i) {
            const NodeId id{i};
            if (tree_[id].kind != NodeKind::text || page_.amount_between(id, tree_[id].end).letters < 2) continue;
            if (!page_.is_shown(id)) continue;
            ++looked;
            const auto line = collapse_space(utf8_beginning(tree_[id].text, 600));
            if (phrase_of(line).phrase == LinePhrase::photo || line.starts_with("©")) {
                take_credit(line, "caption");
                return;
            }
        }
        for (const std::string_view attribute : {"title", "alt"}) {
            const auto told = collapse_space(utf8_beginning(tree_.value(image, attribute), 600));
            if (const auto credit = picture_credit(told)) take_credit(*credit, "alt");
        }
    }

    void read_caption(const std::string& line) {
        if (found_.picture.caption.empty()) found_.picture.caption = line;
        if (const auto credit = picture_credit(line)) {
            take_credit(*credit, "caption");
        } else if (phrase_of(line).phrase == LinePhrase::photo || line.starts_with("©")) {
            take_credit(line, "caption");
        } else if (const auto sign = line.rfind("©"); sign != std::string::npos) {
            take_credit(line.substr(sign), "caption");
        }
    }

    const PageSources& sources_;
    const PageView& page_;
    const HtmlTree& tree_;
    FoundPicture found_;
};

} // namespace

FoundPicture find_picture(const PageSources& sources) { return Search(sources).find(); }

} // namespace arna
