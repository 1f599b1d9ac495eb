#include "feeds/page/view/wall_phrases.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace arna {
namespace {

/// Where a phrase must stand in a line.
enum class Stands { alone, first, anywhere };

struct Row {
    WallPhrase phrase;
    Stands stands;
    std::string_view texts; ///< with '|' between them
};

// clang-format off
constexpr auto rows = std::to_array<Row>({
    {WallPhrase::challenge, Stands::alone,
     "access denied|доступ ограничен|доступ запрещен|ой|captcha|тексеру|подтвердите"},
    {WallPhrase::challenge, Stands::first,
     "just a moment|attention required|ddos-guard|ddos protection|checking your browser|are you a robot|"
     "robot or human|security check|please wait|one more step|проверка браузера|вы не робот|подтвердите что|"
     "pardon our interruption|bot verification|verifying you are human|браузерді тексеру|роботпысыз|"
     "human verification|request unsuccessful|you have been blocked|sucuri website firewall"},
    {WallPhrase::challenge, Stands::anywhere,
     "что вы не робот|робот емессіз|робот емес екеніңізді|you are not a robot|you are human|you are a human"},
    {WallPhrase::consent, Stands::alone,
     "cookies|cookie|datenschutz|privatsphäre|consent|согласие|келісім"},
    {WallPhrase::consent, Stands::anywhere,
     "we value your privacy|your privacy choices|before you continue|cookie consent|cookie settings|privacy settings|"
     "use of cookies|uses cookies|we use cookies|вашу конфиденциальность|согласие на cookies|согласие на cookie|"
     "согласие на использование|использование cookie|используем cookie|используем файлы cookie|файлов cookie|"
     "cookie файлдарын|cookie пайдалану|құпиялылығыңызды|ihre privatsphäre|deine privatsphäre|verwenden cookies|"
     "nutzen cookies|votre vie privée|tu privacidad|su privacidad|la tua privacy|twoja prywatność"},
    {WallPhrase::missing, Stands::alone,
     "410|error|ошибка|қате"},
    {WallPhrase::missing, Stands::first,
     "404|not found|nicht gefunden"},
    {WallPhrase::missing, Stands::anywhere,
     "ошибка 404|error 404|404 error|404 not found|қате 404|404 қате|бет табылмады|бет табылған жоқ|мұндай бет жоқ|"
     "бұл бет жоқ|бет жойылған|бет өшірілген|парақ табылмады|парақша табылмады|мұндай парақ жоқ|материал табылмады|"
     "мақала табылмады|жаңалық табылмады|материал жойылған|мақала жойылған|страница не найдена|страница не существует|"
     "страницы не существует|такой страницы нет|такой страницы не существует|страницы больше нет|страница удалена|"
     "страница была удалена|страница не существует или|запрашиваемая страница|материал не найден|материал удален|"
     "материал был удален|новость не найдена|новость удалена|статья не найдена|статья удалена|публикация не найдена|"
     "публикация удалена|страницу не найдено|сторінку не знайдено|sahifa topilmadi|page not found|article not found|"
     "page could not be found|page cannot be found|page cant be found|page doesnt exist|page does not exist|"
     "page you requested|page you are looking for|page youre looking for|page no longer exists|"
     "page is no longer available|article is no longer available|seite nicht gefunden|seite wurde nicht gefunden|"
     "seite existiert nicht|page introuvable|pagina no encontrada|pagina non trovata|nie znaleziono strony"},
    {WallPhrase::login, Stands::alone,
     "log in|login|sign in|вход|войти|авторизация|кіру|жүйеге кіру|личный кабинет|жеке кабинет|регистрация|тіркелу|"
     "anmelden|anmeldung|connexion|iniciar sesion|accedi|zaloguj|zaloguj się"},
    {WallPhrase::login, Stands::first,
     "войдите|авторизуйтесь|вход в систему|вход в личный|вход в аккаунт|вход на сайт|жүйеге кіріңіз|log in to|"
     "login to|sign in to|please log in|please sign in"},
    {WallPhrase::login_wanted, Stands::anywhere,
     "войдите чтобы|войдите в личный|войдите в аккаунт|войдите в систему|войдите в свой|войдите на сайт|войдите или|"
     "вход в личный кабинет|авторизуйтесь|необходимо авторизоваться|жүйеге кіріңіз|тіркелгіңізге кіріңіз|"
     "тіркеліңіз немесе|log in to continue|log in to read|sign in to continue|sign in to read|please log in|"
     "please sign in|log in or|sign in or"},
    {WallPhrase::unavailable, Stands::alone,
     "технические работы|техническое обслуживание|техникалық жұмыстар|maintenance|service unavailable|bad gateway|"
     "internal server error|ошибка сервера|wartungsarbeiten|wartung"},
    {WallPhrase::unavailable, Stands::anywhere,
     "сайт временно недоступен|сайт недоступен|сайт временно не работает|ведутся технические работы|"
     "сайт уақытша жұмыс істемейді|сайт уақытша қолжетімсіз|сайтта техникалық жұмыстар|under maintenance|"
     "site maintenance|well be back soon|we will be back soon|502 bad gateway|503 service|504 gateway|"
     "500 internal server error|service temporarily unavailable|error establishing a database connection"},
    {WallPhrase::script, Stands::anywhere,
     "включите javascript|включить javascript|включен javascript|javascript отключен|javascript-ті қосыңыз|"
     "javascript қосыңыз|javascript қосу|enable javascript|turn on javascript|requires javascript|"
     "javascript is disabled|javascript to run this app|javascript aktivieren|aktivieren sie javascript"},
});
// clang-format on

/// " бет табылмады ": so a phrase is found only where its words begin and end.
std::string words_of(std::string_view text) {
    std::string words = " ";
    for_each_word(text, [&](const Word& word) {
        append_folded(words, word.text);
        words += ' ';
    });
    return words;
}

struct Phrase {
    Stands stands;
    std::string words;
};

using Phrases = std::array<std::vector<Phrase>, static_cast<std::size_t>(WallPhrase::script) + 1>;

Phrases read_rows() {
    Phrases phrases;
    for (const Row& row : rows) {
        for (std::string_view rest = row.texts; !rest.empty();) {
            const auto end = std::min(rest.find('|'), rest.size());
            phrases[static_cast<std::size_t>(row.phrase)].push_back({row.stands, words_of(rest.substr(0, end))});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return phrases;
}

const std::vector<Phrase>& phrases_of(WallPhrase phrase) {
    static const Phrases phrases = read_rows();
    return phrases[static_cast<std::size_t>(phrase)];
}

/// The words between the signs that titles are put together with.
std::vector<std::string> parts_of(std::string_view line) {
    constexpr auto signs = std::to_array<std::string_view>({"|", " - ", "–", "—", "·", "•", "»", "::"});
    std::vector<std::string> parts;
    while (!line.empty()) {
        std::size_t end = line.size(), size = 0;
        for (const auto sign : signs)
            if (const auto at = line.find(sign); at < end) std::tie(end, size) = std::pair(at, sign.size());
        parts.push_back(words_of(line.substr(0, end)));
        line.remove_prefix(std::min(end + size, line.size()));
    }
    return parts;
}

} // namespace

WallLine::WallLine(std::string_view line) : words_(words_of(line)), parts_(parts_of(line)) {}

bool WallLine::says(WallPhrase phrase) const {
    return std::ranges::any_of(phrases_of(phrase), [&](const Phrase& each) {
        switch (each.stands) {
        case Stands::alone: return std::ranges::find(parts_, each.words) != parts_.end();
        case Stands::first:
            return std::ranges::any_of(parts_, [&](const auto& part) { return part.starts_with(each.words); });
        case Stands::anywhere: return words_.contains(each.words);
        }
        return false;
    });
}

bool WallLine::mentions(WallPhrase phrase) const {
    return std::ranges::any_of(phrases_of(phrase), [&](const Phrase& each) {
        return each.stands == Stands::anywhere && words_.contains(each.words);
    });
}

} // namespace arna
