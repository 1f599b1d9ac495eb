#include "feeds/page/page_kind.hpp"

#include "feeds/text/ascii.hpp"
#include "feeds/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace arna {
namespace {

/// What titles of robot walls begin with, folded.
constexpr auto challenge_titles = std::to_array<std::string_view>({"just a moment",
                                                                   "attention required",
                                                                   "ddos-guard",
                                                                   "ddos protection",
                                                                   "access denied",
                                                                   "checking your browser",
                                                                   "are you a robot",
                                                                   "robot or human",
                                                                   "security check",
                                                                   "please wait",
                                                                   "one more step",
                                                                   "проверка браузера",
                                                                   "вы не робот",
                                                                   "подтвердите",
                                                                   "ой!",
                                                                   "captcha",
                                                                   "pardon our interruption",
                                                                   "bot verification",
                                                                   "verifying you are human",
                                                                   "браузерді тексеру",
                                                                   "роботпысыз",
                                                                   "human verification",
                                                                   "request unsuccessful",
                                                                   "you have been blocked",
                                                                   "sucuri website firewall",
                                                                   "доступ ограничен",
                                                                   "доступ запрещен"});

constexpr auto challenge_scripts = std::to_array<std::string_view>(
    {"challenge-platform", "cf-challenge", "cf_chl", "_incapsula_resource", "ddos-guard/js-challenge",
     "captcha-delivery.com", "px-captcha", "awswafcookiedomainlist", "perimeterx", "smartcaptcha",
     "/.well-known/ddos-guard"});

constexpr auto missing_titles = std::to_array<std::string_view>(
    {"404", "page not found", "not found", "страница не найдена", "ошибка 404", "бет табылмады", "мұндай бет жоқ",
     "seite nicht gefunden", "page introuvable", "pagina no encontrada", "pagina non trovata", "nie znaleziono strony",
     "страницу не найдено", "sahifa topilmadi", "error 404", "парақ табылмады", "410", "страница удалена",
     "nicht gefunden"});

constexpr auto login_titles = std::to_array<std::string_view>(
    {"log in", "login", "sign in", "вход", "войти", "авторизация", "кіру", "жүйеге кіру", "anmelden", "anmeldung",
     "connexion", "iniciar sesion", "accedi", "zaloguj"});

template <std::size_t Count>
bool begins_with_one(const std::string& folded, const std::array<std::string_view, Count>& beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view each) {
        const auto known = fold(each);
        if (!folded.starts_with(known)) return false;
        return folded.size() == known.size() || !is_ascii_alphanumeric(folded[known.size()]);
    });
}

} // namespace

std::optional<NoPage> no_page(const PageView& page, const Metadata& metadata, std::size_t text_letters) {
    constexpr std::size_t little = 600; // letters: a whole article is no wall, whatever its title says
    const HtmlTree& tree = page.tree();
    const auto shown = page.amount(tree.root()).letters;
    if (text_letters > little) return std::nullopt;
    const auto title = fold(metadata.title());
    const NodeId heading = page.first(HtmlTag::h1);
    const auto first = heading == no_node ? std::string() : fold(page.line(heading, 300));
    bool has_script = false;
    bool has_password = false;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const NodeId id{i};
        if (tree[id].tag == HtmlTag::script || tree[id].tag == HtmlTag::iframe || tree[id].tag == HtmlTag::form) {
            const auto address = tree[id].tag == HtmlTag::form ? tree.value(id, "action") : tree.value(id, "src");
            has_script |=
                std::ranges::any_of(challenge_scripts, [&](auto part) { return contains_lower(address, part); });
        } else if (tree[id].tag == HtmlTag::input) {
            has_password |= equals_lower(tree.value(id, "type"), "password");
        }
    }
    constexpr std::size_t wall = 1500; // letters that a wall may show
    if (shown < wall && (begins_with_one(title, challenge_titles) || begins_with_one(first, challenge_titles) ||
                         (has_script && text_letters < 200)))
        return NoPage{"page-is-challenge", "it asks whether a robot reads it"};
    const bool says_missing =
        begins_with_one(title, missing_titles) || begins_with_one(first, missing_titles) || title.contains("404");
    if (says_missing && text_letters < little) return NoPage{"page-not-found", "it says that there is no such page"};
    if (has_password && (begins_with_one(title, login_titles) || begins_with_one(first, login_titles)))
        return NoPage{"page-is-login", "it asks to log in"};
    if (shown == 0) return NoPage{"page-is-empty", "it shows no text; a script may make it"};
    return std::nullopt;
}

} // namespace arna
