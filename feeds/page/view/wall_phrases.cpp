#include "feeds/page/view/wall_phrases.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace arna {
namespace {

/// How a phrase tells a page by: where nothing else is said ("404"), or wherever it stands as well.
enum class Stands { alone, anywhere };

struct Row {
    WallPhrase phrase;
    Stands stands;
    std::string_view texts; ///< with '|' between them
};

// clang-format off
constexpr auto rows = std::to_array<Row>({
    {WallPhrase::challenge, Stands::alone,
     "access denied|доступ ограничен|доступ запрещен|ой|captcha|тексеру|подтвердите|ddos-guard|ddos protection|"
     "ddos protection by cloudflare|are you a robot|are you human|robot or human|security check|please wait|one more step|"
     "attention required|human verification|bot verification|проверка браузера|вы не робот|вы робот|"
     "подтвердите что вы не робот|докажите что вы не робот|убедимся что вы не робот|браузерді тексеру|роботпысыз|"
     "робот емессіз бе|робот емессіз|робот емес екеніңізді растаңыз|робот емес екеніңізді дәлелдеңіз|"
     "you are not a robot|you are human|you are a human|verify you are human|verify that you are human|"
     "confirm you are human|confirm that you are human|confirm you are not a robot|prove you are not a robot|"
     "just a moment|pardon our interruption|you have been blocked"},
    {WallPhrase::challenge, Stands::anywhere,
     "checking your browser|verifying you are human|request unsuccessful|sucuri website firewall"},
    {WallPhrase::consent, Stands::alone,
     "cookies|cookie|datenschutz|privatsphäre|consent|согласие|келісім|cookie consent|cookie settings|privacy settings|"
     "use of cookies|согласие на cookies|согласие на cookie|согласие на использование cookie|"
     "согласие на использование cookies|согласие на использование файлов cookie|использование cookie|"
     "использование cookies|использование файлов cookie|cookie файлдарын пайдалану|cookie файлдарын пайдалануға келісім|"
     "cookie файлдары"},
    {WallPhrase::consent, Stands::anywhere, // the site speaks to its reader
     "we value your privacy|your privacy choices|before you continue|this site uses cookies|this website uses cookies|"
     "we use cookies|our use of cookies|вашу конфиденциальность|мы используем cookie|мы используем cookies|"
     "мы используем куки|используем файлы cookie|cookie файлдарын пайдаланамыз|cookie пайдаланамыз|құпиялылығыңызды|"
     "ihre privatsphäre|deine privatsphäre|wir verwenden cookies|wir nutzen cookies|votre vie privée|tu privacidad|"
     "su privacidad|la tua privacy|twoja prywatność"},
    {WallPhrase::missing, Stands::alone,
     "404|410|error|ошибка|қате|not found|nicht gefunden|не найдено|не найдена|табылмады|материал удален|"
     "материал был удален|новость удалена|статья удалена|публикация удалена|материал жойылған|мақала жойылған|"
     "жаңалық жойылған|бет жойылған|бет өшірілген|страница удалена|страница была удалена|была удалена|"
     "не существует|перемещена|страница не существует или была удалена"},
    {WallPhrase::missing, Stands::anywhere,
     "ошибка 404|error 404|404 error|404 not found|қате 404|404 қате|бет табылмады|бет табылған жоқ|мұндай бет жоқ|"
     "бұл бет жоқ|парақ табылмады|парақша табылмады|мұндай парақ жоқ|материал табылмады|"
     "мақала табылмады|жаңалық табылмады|страница не найдена|страница не существует|"
     "страницы не существует|такой страницы нет|такой страницы не существует|страницы больше нет|страница удалена|"
     "страница была удалена|запрашиваемая страница|материал не найден|материал удален|"
     "материал был удален|новость не найдена|новость удалена|статья не найдена|статья удалена|публикация не найдена|"
     "публикация удалена|бет жойылған|бет өшірілген|материал жойылған|мақала жойылған|страницу не найдено|"
     "сторінку не знайдено|sahifa topilmadi|page not found|article not found|"
     "page could not be found|page cannot be found|page cant be found|page doesnt exist|page does not exist|"
     "page you requested|page you are looking for|page youre looking for|page no longer exists|"
     "page is no longer available|article is no longer available|seite nicht gefunden|seite wurde nicht gefunden|"
     "seite existiert nicht|page introuvable|pagina no encontrada|pagina non trovata|nie znaleziono strony"},
    {WallPhrase::way_back, Stands::anywhere,
     "на главную страницу|главную страницу|на главной странице|вернуться на главную|вернитесь на главную|"
     "перейти на главную|перейдите на главную|поиском по сайту|проверьте правильность адреса|проверьте адрес|"
     "басты бетке|басты бетіне|басты бетті|басты бет|мекенжайды тексеріңіз|home page|homepage|return home|go home|"
     "back to home|startseite|zur startseite|page d'accueil"},
    {WallPhrase::login, Stands::alone,
     "log in|login|sign in|вход|войти|авторизация|кіру|жүйеге кіру|личный кабинет|жеке кабинет|регистрация|тіркелу|"
     "anmelden|anmeldung|connexion|iniciar sesion|accedi|zaloguj|zaloguj się|войдите|авторизуйтесь|вход в систему|"
     "вход в личный кабинет|войдите в личный кабинет|вход в аккаунт|войдите в аккаунт|войдите в свой аккаунт|"
     "войдите в систему|вход на сайт|войдите на сайт|войдите или зарегистрируйтесь|войдите чтобы продолжить|"
     "войдите чтобы читать|войдите чтобы читать дальше|необходимо авторизоваться|жүйеге кіріңіз|"
     "тіркелгіңізге кіріңіз|log in to|login to|sign in to|log in to continue|log in to read|sign in to continue|"
     "sign in to read|please log in|please sign in|log in to your account|sign in to your account|your account|"
     "log in or sign up|sign in or sign up|log in or register|sign in or register"},
    {WallPhrase::login_wanted, Stands::anywhere,
     "войдите чтобы|войдите в личный|войдите в аккаунт|войдите в систему|войдите в свой|войдите на сайт|войдите или|"
     "вход в личный кабинет|авторизуйтесь|необходимо авторизоваться|жүйеге кіріңіз|тіркелгіңізге кіріңіз|"
     "тіркеліңіз немесе|log in to continue|log in to read|sign in to continue|sign in to read|please log in|"
     "please sign in|log in or|sign in or"},
    {WallPhrase::unavailable, Stands::alone,
     "технические работы|техническое обслуживание|техникалық жұмыстар|техникалық жұмыстар жүргізілуде|maintenance|"
     "service unavailable|bad gateway|internal server error|ошибка сервера|wartungsarbeiten|wartung|"
     "сайт временно недоступен|сайт недоступен|временно недоступен|сайт временно не работает|сайт не работает|"
     "сайт на обслуживании|ведутся технические работы|проводятся технические работы|сайт жұмыс істемейді|"
     "сайт уақытша жұмыс істемейді|сайт уақытша қолжетімсіз|сайт қолжетімсіз|сайтта техникалық жұмыстар|"
     "сайтта техникалық жұмыстар жүргізілуде|under maintenance|site maintenance|scheduled maintenance|"
     "well be back soon|we will be back soon|be back soon|502|503|504|gateway|gateway timeout|502 bad gateway|"
     "503 service unavailable|504 gateway timeout|сайт на техническом обслуживании|на техническом обслуживании|500 internal server error|service temporarily unavailable|temporarily unavailable"},
    {WallPhrase::unavailable, Stands::anywhere, "error establishing a database connection"},
    {WallPhrase::script, Stands::anywhere,
     "включите javascript|включить javascript|включен javascript|javascript отключен|javascript-ті қосыңыз|"
     "javascript қосыңыз|javascript қосу|enable javascript|turn on javascript|requires javascript|"
     "javascript is disabled|javascript to run this app|javascript aktivieren|aktivieren sie javascript"},
});

/// Words of courtesy and fillers: a phrase beside them alone still says all.
constexpr std::string_view fillers =
    "өкінішке орай|өкінішке қарай|к сожалению|по техническим причинам|в данный момент|на нашем сайте|на сайте|"
    "уважаемые пользователи|құрметті оқырман|сіз сұраған|сіз іздеген|сұралған|біздің сайтта|біздің сайт|"
    "вы ищете|которую вы искали|которую вы ищете|the page you requested|the page you are looking for|or was removed|"
    "before accessing|by cloudflare|ошибка|error|қате|упс|ой|oops|ooops|whoops|uh oh|sorry|извините|простите|кешіріңіз|"
    "запрашиваемая|запрошенная|эта|данная|такая|наш|сайт|сайта|временно|сейчас|уақытша|қазір|сіз|пожалуйста|the|this|"
    "that|our|site|website|page|were|we are|is|are|was|currently|temporarily|please|http|status|code|код|или|или была|"
    "бұл|көрсетілген|чтобы продолжить|чтобы читать|чтобы читать дальше|чтобы читать статью|чтобы прочитать статью|"
    "to continue|to read|to continue reading|жалғастыру үшін|оқу үшін|мақаланы оқу үшін";
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

std::vector<Phrase> phrases_in(std::string_view texts, Stands stands) {
    std::vector<Phrase> phrases;
    while (!texts.empty()) {
        const auto end = std::min(texts.find('|'), texts.size());
        phrases.push_back({stands, words_of(texts.substr(0, end))});
        texts.remove_prefix(std::min(end + 1, texts.size()));
    }
    return phrases;
}

void put_longest_first(std::vector<Phrase>& phrases) {
    std::ranges::sort(phrases, std::greater(), [](const Phrase& each) { return each.words.size(); });
}

using Phrases = std::array<std::vector<Phrase>, static_cast<std::size_t>(WallPhrase::script) + 1>;

Phrases read_rows() {
    Phrases phrases;
    for (const Row& row : rows)
        std::ranges::move(phrases_in(row.texts, row.stands),
                          std::back_inserter(phrases[static_cast<std::size_t>(row.phrase)]));
    std::ranges::for_each(phrases, put_longest_first);
    return phrases;
}

const std::vector<Phrase>& phrases_of(WallPhrase phrase) {
    static const Phrases phrases = read_rows();
    return phrases[static_cast<std::size_t>(phrase)];
}

const std::vector<Phrase>& filler_words() {
    static const auto words = [] {
        auto all = phrases_in(fillers, Stands::anywhere);
        put_longest_first(all);
        return all;
    }();
    return words;
}

/// Takes words out of others, wherever they stand; whether they did.
bool take_out(std::string& words, std::string_view phrase) {
    const auto before = words.size();
    for (auto at = words.find(phrase); at != std::string::npos; at = words.find(phrase, at))
        words.replace(at, phrase.size(), " ");
    return words.size() != before;
}

} // namespace

WallLine::WallLine(std::string_view line, std::string_view site) : words_(words_of(line)), site_(words_of(site)) {}

bool WallLine::is(WallPhrase phrase) const {
    constexpr std::size_t longest = 200; // bytes
    if (words_.size() > longest) return false;
    auto rest = words_;
    bool is_said = false;
    for (const Phrase& each : phrases_of(phrase)) is_said |= take_out(rest, each.words);
    if (!is_said) return false;
    for (const Phrase& filler : filler_words()) take_out(rest, filler.words);
    if (site_ != " ") take_out(rest, site_);
    return rest == " ";
}

bool WallLine::mentions(WallPhrase phrase) const {
    return std::ranges::any_of(phrases_of(phrase), [&](const Phrase& each) {
        return each.stands == Stands::anywhere && words_.contains(each.words);
    });
}

bool WallLine::says_more_than(const WallLine& part) const {
    return words_.size() > part.words_.size() && words_.contains(part.words_);
}

std::vector<WallLine> title_lines(std::string_view title, std::string_view site) {
    constexpr auto signs = std::to_array<std::string_view>({"|", " - ", "–", "—", "·", "•", "»", "::"});
    constexpr std::ptrdiff_t most_else = 3; // words of a site's name
    std::vector<WallLine> lines{WallLine(title, site)};
    const auto all = words_of(title);
    for (std::string_view rest = title; !rest.empty();) {
        std::size_t end = rest.size(), size = 0;
        for (const auto sign : signs)
            if (const auto at = rest.find(sign); at < end) std::tie(end, size) = std::pair(at, sign.size());
        const auto part = words_of(rest.substr(0, end));
        if (std::ranges::count(all, ' ') - std::ranges::count(part, ' ') <= most_else)
            lines.emplace_back(rest.substr(0, end), site);
        rest.remove_prefix(std::min(end + size, rest.size()));
    }
    return lines;
}

} // namespace arna
