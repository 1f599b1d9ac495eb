#include "feeds/page/view/phrases.hpp"

#include "feeds/text/unicode.hpp"
#include "feeds/text/utf8.hpp"
#include "feeds/text/words/words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arna {
namespace {

/// What follows a phrase in its line.
enum class Form {
    any,
    before_sign, ///< a colon or dash, or nothing
    whole,       ///< nothing
};

struct Row {
    LinePhrase phrase;
    Form form;
    std::string_view texts; ///< with '|' between them
};

/// Kazakh, Russian, Ukrainian, Uzbek, Turkish, English, German, Dutch, Swedish, French, Spanish, Portuguese, Italian,
/// Polish, Czech.
// clang-format off
constexpr auto rows = std::to_array<Row>({
    {LinePhrase::read_also, Form::any,
     "оқи отырыңыз|тағы оқыңыз|сондай-ақ оқыңыз|сонымен қатар оқыңыз|тақырып бойынша|тақырыпқа байланысты|"
     "осы тақырыпта|ұқсас жаңалықтар|басқа жаңалықтар|соңғы жаңалықтар|ұқсас материалдар|тағы да оқыңыз|"
     "сізге қызықты болуы мүмкін|тағы қараңыз|читайте также|читайте еще|читать также|читайте на эту тему|"
     "читайте по теме|смотрите также|похожие материалы|похожие новости|материалы по теме|другие новости|"
     "еще по теме|ранее по теме|новости по теме|рекомендуем|вам может быть интересно|также по теме|см. также|"
     "читать подробнее|больше новостей|последние новости|популярное|самое читаемое|читайте також|"
     "дивіться також|схожі матеріали|shuningdek oqing|shuningdek o'qing|ilgili haberler|read also|also read|"
     "read next|related articles|related stories|related posts|related content|related news|related topics|"
     "related links|see also|you may also like|you might also like|more on this|more from|more stories|"
     "more news|recommended for you|don't miss|most read|most popular|up next|keep reading|latest news|"
     "you may like|must read|also on|suggested reading|read the full story|recent posts|previous post|"
     "next post|lesen sie auch|lesen sie mehr|lesen sie dazu|lesen sie weiter|lesen sie hier|auch interessant|"
     "mehr zum thema|mehr dazu|mehr zu|das könnte sie auch interessieren|das könnte dich auch interessieren|"
     "das könnte sie interessieren|das könnte ihnen auch gefallen|das könnte dir auch gefallen|"
     "weitere artikel|weitere beiträge|weitere themen|weitere nachrichten|weitere meldungen|"
     "weiterführende links|siehe auch|passend dazu|passend zum thema|verwandte artikel|ähnliche artikel|"
     "ähnliche beiträge|lies auch|auch lesenswert|meistgelesen|verwandte beiträge|ähnliche themen|mehr aus|"
     "mehr von|neueste beiträge|verwandte themen|interessant|lees ook|lees meer|läs också|läs mer|läs även|"
     "lire aussi|à lire aussi|voir aussi|sur le même sujet|articles similaires|pour aller plus loin|"
     "lire également|à lire également|dans la même rubrique|articles liés|lea también|lee también|"
     "te puede interesar|ver también|noticias relacionadas|artículos relacionados|leia também|veja também|"
     "leggi anche|ti potrebbe interessare|potrebbe interessarti|articoli correlati|czytaj także|czytaj też|"
     "czytaj również|zobacz też|zobacz także|zobacz również|przeczytaj także|przeczytaj też|polecamy|"
     "čtěte také|ayrıca oku|więcej informacji|mehr themen|neueste artikel|das thema könnte|neueste meldungen|aktuelle meldungen|weitere informationen finden|mehr informationen|das könnte euch|dies könnte dich|auch spannend|mehr lesen|zurück zur|back to|назад к|вернуться к|więcej na ten temat|czytaj więcej|leia mais|lee más|leer más|read more about|more about|для подробностей"},
    {LinePhrase::read_also, Form::before_sign,
     "оқыңыз|по теме|подробнее|read more|related|recommended|watch|zum thema|à lire|weitere informationen|weitere infos|links|link"},
    {LinePhrase::subscribe, Form::any,
     "telegram-арнамызға|telegram арнамызға|біздің telegram|жазылыңыз|бізге жазылыңыз|whatsapp арнамызға|"
     "арнамызға жазылыңыз|парақшамызға жазылыңыз|instagram парақшамызға|подпишитесь|подписывайтесь|"
     "присоединяйтесь к нам|наш telegram|следите за нашими новостями|підписуйтесь|следите за нами|"
     "хотите получать|bizga obuna|subscribe|sign up|follow us|join our|like us on|find us on|follow our|"
     "connect with us|get our|download our|support our|follow @|sign in|log in|already a subscriber|"
     "stay up to date|stay informed|enter your email|thank you for subscribing|jetzt abonnieren|"
     "abonnieren sie|newsletter|folgen sie uns|folge uns|jetzt anmelden|hier anmelden|melden sie sich|"
     "abonniere|keine nachricht mehr verpassen|abonnez-vous|inscrivez-vous|suivez-nous|suscríbete|síguenos|"
     "assine|siga|iscriviti|seguici|zapisz się|obserwuj nas"},
    {LinePhrase::share, Form::any,
     "бөлісу|достарыңмен бөліс|поделиться|поделитесь|поширити|share this|share on|share article|share via|"
     "click to share|tweet this|pin it|teilen mit|artikel teilen|beitrag teilen|teilen sie|"
     "auf facebook teilen|auf twitter teilen|gefällt mir|partager|compartir|comparte|condividi|compartilhe|"
     "udostępnij|podziel się|like this|klick, um|klicken, um"},
    {LinePhrase::share, Form::before_sign,
     "share|teilen mit"},
    {LinePhrase::share, Form::whole,
     "share|tweet|facebook|twitter|whatsapp|email|teilen|drucken|print"},
    {LinePhrase::comments, Form::any,
     "пікірлер|пікір қалдыру|комментарии|комментировать|оставить комментарий|добавить комментарий|коментарі|"
     "leave a reply|leave a comment|post a comment|add a comment|join the conversation|join the discussion|"
     "kommentare|schreibe einen kommentar|kommentar schreiben|kommentar verfassen|kommentar hinterlassen|"
     "hinterlasse einen kommentar|hinterlassen sie einen kommentar|diskutieren sie|ihr kommentar|"
     "leserkommentare|commentaires|laisser un commentaire|comentarios|deja un comentario|deja una respuesta|"
     "komentarze|dodaj komentarz|commenti|reacties|be the first to comment|no comments|keine kommentare"},
    {LinePhrase::comments, Form::whole,
     "comments"},
    {LinePhrase::byline, Form::before_sign,
     "авторы|автор|мәтін|текст|авторлар|мақала авторы|дайындаған|әзірлеген|автор статьи|автор материала|"
     "автор текста|корреспондент|тілші|muallif|author|authors|text|autor|autoren|autorin|redaktion|auteur|"
     "autore"},
    {LinePhrase::byline, Form::any,
     "подготовил|подготовила|by|written by|posted by|published by|words by|von|geschrieben von|verfasst von|"
     "ein beitrag von|ein artikel von|eine analyse von|ein kommentar von|interview von|beitrag von|"
     "artikel von|par|publié par|écrit par|por|di|door|napisał|veröffentlicht von|erstellt von|gepostet von"},
    {LinePhrase::photo, Form::before_sign,
     "сурет|фото|фотосурет|фотограф|photo|photos|photograph|image|foto|fotos|bild|bilder|bildquelle|"
     "photo credit|crédit photo|crédits|illustration|image credit|titelbild|коллаж|иллюстрация|скриншот|"
     "картинка|источник фото|bildnachweis|сурет авторы|суреттің авторы|сурет дереккөзі|автор фото|фото автор|фотографии|фотографии автора|иллюстративное фото|фотосуретті түсірген|фото из архива|автор снимка|снимок"},
    {LinePhrase::photo, Form::any,
     "photo by|photograph by|фото автора|symbolbild|photos by|foto von|фото из|сурет ашық|сурет әлеуметтік|фото с сайта|фото предоставлено"},
    {LinePhrase::tags, Form::any,
     "тегтер|тегі|тэгтер|кілт сөздер|теги|тэги|метки|ключевые слова|teglar|tags|tagged|keywords|filed under|"
     "posted in|schlagwörter|schlagworte|stichworte|stichwörter|abgelegt unter|verschlagwortet|"
     "veröffentlicht in|mots-clés|étiquettes|etiquetas|tagi|themen dieses artikels"},
    {LinePhrase::tags, Form::before_sign,
     "темы|tag|topics|labels|themen|kategorien|kategorie|categories|category|temas|argomenti"},
    {LinePhrase::updated, Form::any,
     "жаңартылды|жаңартылған|обновлено|обновлен|изменено|оновлено|yangilandi|updated|last updated|"
     "last modified|aktualisiert|zuletzt aktualisiert|letzte aktualisierung|letzte änderung|mis à jour|"
     "modifié|actualizado|atualizado|aggiornato|zaktualizowano|aktualizacja|uppdaterad|bijgewerkt|güncelleme|"
     "bearbeitet"},
    {LinePhrase::published, Form::before_sign,
     "datum|дата|күні|date|fecha|data|erstellt|online seit|stand vom|veröffentlichung|publikationsdatum|sana"},
    {LinePhrase::published, Form::any,
     "жарияланды|жарияланған|опубликовано|опубліковано|дата публикации|published|posted|posted on|"
     "published on|first published|veröffentlicht|veröffentlicht am|erstellt am|geschrieben am|publié|"
     "publié le|publicado|pubblicato|opublikowano|data publikacji|publicerad|gepubliceerd|erschienen"},
    {LinePhrase::more, Form::whole,
     "толығырақ|толық оқу|толық|барлығы|барлық жаңалықтар|тағы|жалғасын оқу|оқу|көбірек|читать далее|"
     "читать дальше|читать полностью|читать|подробнее|подробно|далее|еще|больше|показать еще|загрузить еще|"
     "все новости|все материалы|перейти|смотреть|детальніше|читати далі|batafsil|davamı|devamı|read more|more|"
     "continue reading|read full article|read article|full story|learn more|see more|see all|view all|"
     "all news|load more|show more|details|click here|read the rest|read|view|weiterlesen|mehr|mehr lesen|"
     "mehr erfahren|weiter|zum artikel|lesen|alle anzeigen|mehr anzeigen|lire la suite|en savoir plus|"
     "lire plus|suite|leer más|ver más|seguir leyendo|leia mais|ler mais|saiba mais|leggi tutto|"
     "continua a leggere|continua|czytaj więcej|czytaj dalej|więcej|lees meer|lees verder|läs mer|více|"
     "zobacz więcej"},
    {LinePhrase::advert, Form::whole,
     "жарнама|реклама|на правах рекламы|advertisement|advertising|sponsored|anzeige|werbung|reklama|publicité|"
     "publicidad|publicidade|pubblicità|advertentie|annons|story continues below advertisement|"
     "article continues below advertisement|advertisement - continue reading below"},
    {LinePhrase::advert, Form::any,
     "scroll down to continue|dieser beitrag enthält werbung|dieser artikel enthält werbung|enthält werbung|unbezahlte werbung|bezahlte werbung|affiliate links|dieser beitrag enthält affiliate"},
    {LinePhrase::copyright, Form::any,
     "барлық құқықтар|все права защищены|при использовании материалов|материалдарды пайдалану|при копировании|"
     "copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
     "materiał chroniony prawem|wszelkie prawa|c copyright"},
    {LinePhrase::home, Form::whole,
     "басты бет|бас бет|басты|главная|главная страница|головна|bosh sahifa|home|homepage|start|startseite|"
     "accueil|inicio|início|strona główna|anasayfa|новости|жаңалықтар|news|nachrichten"},
    {LinePhrase::home, Form::any,
     "sie sind hier|you are here|вы здесь"},
    {LinePhrase::source, Form::before_sign,
     "дереккөз|дереккөзі|источник|джерело|source|sources|quelle|quellen|fuente|fonte|źródło"},
});
// clang-format on

/// The rows by their first folded word, the longest first.
class PhraseTable {
public:
    struct Entry {
        LinePhrase phrase;
        Form form;
        std::vector<std::string> words;
    };

    PhraseTable() {
        for (const Row& row : rows) {
            for (std::string_view rest = row.texts; !rest.empty();) {
                const auto end = std::min(rest.find('|'), rest.size());
                add(row, rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        for (auto& [first, list] : entries_) {
            std::ranges::sort(list, std::greater(), [](const Entry& each) { return each.words.size(); });
            most_words_ = std::max(most_words_, list.front().words.size());
        }
    }

    [[nodiscard]] const std::vector<Entry>* find(const std::string& first_word) const {
        const auto found = entries_.find(first_word);
        return found == entries_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::size_t most_words() const { return most_words_; }

private:
    void add(const Row& row, std::string_view text) {
        Entry entry{row.phrase, row.form, {}};
        for_each_word(text, [&](const Word& word) { entry.words.push_back(fold(word.text)); });
        entries_[entry.words.front()].push_back(std::move(entry));
    }

    std::unordered_map<std::string, std::vector<Entry>> entries_;
    std::size_t most_words_ = 0;
};

struct LineWord {
    std::string folded;
    std::size_t end;
};

/// Where what follows a phrase begins: behind blanks, and colons, dashes and the like.
std::size_t skip_separators(std::string_view line, std::size_t at, bool& has_sign) {
    while (at < line.size()) {
        std::size_t next = at;
        const char32_t c = next_code_point(line, next);
        const bool is_sign = c == U':' || c == U'-' || c == U'–' || c == U'—' || c == U'|' || c == U'/' || c == U'：';
        const bool is_blank = c <= U' ' || c == U'\u00A0' || c == U'.' || c == U'\uFE0F' || c == U'!' || c == U'…' ||
                              c == U'»' || c == U'›' || c == U'>' || c == U'→';
        if (!is_sign && !is_blank) break;
        has_sign |= is_sign;
        at = next;
    }
    return at;
}

} // namespace

FoundPhrase phrase_of(std::string_view line) {
    static const PhraseTable table;
    constexpr std::size_t longest = 400;
    line = utf8_beginning(line, longest);
    if (line.starts_with("©")) return {LinePhrase::copyright, std::string_view("©").size()};
    std::vector<LineWord> words;
    Words reader(line);
    const auto take = [&] {
        const auto word = reader.next();
        if (word) words.push_back({fold(word->text), word->offset + word->text.size()});
        return word.has_value();
    };
    if (!take()) return {};
    const auto* entries = table.find(words.front().folded);
    if (entries == nullptr) return {};
    while (words.size() < table.most_words() && take()) {
    }
    for (const auto& entry : *entries) {
        if (entry.words.size() > words.size()) continue;
        const bool matches =
            std::ranges::equal(entry.words, std::span(words).first(entry.words.size()), {}, {}, &LineWord::folded);
        if (!matches) continue;
        bool has_sign = false;
        const std::size_t end = skip_separators(line, words[entry.words.size() - 1].end, has_sign);
        if (entry.form == Form::before_sign && !has_sign && end < line.size()) continue;
        if (entry.form == Form::whole && end < line.size()) continue;
        return {entry.phrase, end};
    }
    return {};
}

} // namespace arna
