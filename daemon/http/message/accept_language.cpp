#include "daemon/http/message/accept_language.hpp"

#include "daemon/http/message/field_value.hpp"
#include "daemon/http/message/quality.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace arna {
namespace {

/// What the client says of a language.
struct Wish {
    std::optional<int> weight; ///< nothing: it is not named
    std::size_t place = 0;     ///< in the list
};

struct Wishes {
    std::array<Wish, page_languages.size()> of; ///< by PageLanguage
    int others = 0;
};

Wishes read_wishes(std::string_view list) {
    Wishes wishes;
    for (std::size_t place = 0; !list.empty(); ++place) {
        auto item = take_item(list, ',');
        const auto range = take_item(item, ';');
        const int weight = quality(item);
        if (range == "*") wishes.others = weight;
        const auto language = page_language(range);
        if (!language) continue;
        Wish& wish = wishes.of[static_cast<std::size_t>(*language)];
        if (!wish.weight || *wish.weight < weight) wish = {.weight = weight, .place = place};
    }
    return wishes;
}

} // namespace

PageLanguage choose_language(std::string_view accept_language, PageLanguage usual) {
    const Wishes wishes = read_wishes(accept_language);
    std::optional<PageLanguage> best;
    int most = 0;
    std::size_t first = 0;
    const auto consider = [&](PageLanguage language) {
        const Wish& wish = wishes.of[static_cast<std::size_t>(language)];
        const int weight = wish.weight.value_or(wishes.others);
        const auto place = wish.weight ? wish.place : accept_language.size(); // behind all that are named
        if (weight < most || weight == 0 || (weight == most && best && place >= first)) return;
        best = language;
        most = weight;
        first = place;
    };
    consider(usual);
    for (const PageLanguage language : page_languages)
        if (language != usual) consider(language);
    return best.value_or(usual);
}

} // namespace arna
