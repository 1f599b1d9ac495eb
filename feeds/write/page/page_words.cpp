#include "feeds/write/page/page_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace arna {
namespace {

struct Row {
    Phrase message;
    std::array<std::string_view, 3> texts; ///< by PageLanguage: Kazakh, Russian, English
};

constexpr auto table = std::to_array<Row>({
    {Phrase::skip_to_articles, {"Мақалаларға өту", "Перейти к статьям", "Skip to the articles"}},
    {Phrase::skip_to_topics, {"Тақырыптарға өту", "Перейти к темам", "Skip to the topics"}},
    {Phrase::languages, {"Бет тілі", "Язык страницы", "Language of this page"}},
    {Phrase::all_topics, {"Барлық тақырып", "Все темы", "All topics"}},
    {Phrase::times_are_in, {"Уақыт белдеуі: {}.", "Часовой пояс: {}.", "Times are in {}."}},
    {Phrase::made_by, {"Құрастырған – {}.", "Собрано программой {}.", "Gathered by {}."}},

    {Phrase::follow, {"Жазылу", "Подписаться", "Follow"}},
    {Phrase::atom_is_for,
     {"жаңалық оқитын бағдарламаларға; бұрын жарияланғанның бәріне осы арқылы жетуге болады",
      "для программ чтения новостей; по ней можно дойти до всего, что здесь выходило раньше",
      "for feed readers; it leads back to everything that was ever published here"}},
    {Phrase::digest_atom_is_for,
     {"жаңалық оқитын бағдарламаларға", "для программ чтения новостей", "for feed readers"}},
    {Phrase::rss_is_for,
     {"ескірек бағдарламалар мен подкаст тыңдайтын қолданбаларға", "для программ постарше и приложений для подкастов",
      "for older readers and podcast apps"}},
    {Phrase::json_is_for, {"боттар мен скриптерге", "для ботов и скриптов", "for bots and scripts"}},
    {Phrase::opml_is_for,
     {"барлық арнаның тізімі: оқу бағдарламасына бірден енгізіледі",
      "список всех лент: его целиком импортируют в программу чтения",
      "the list of all feeds, to be imported into a reader at once"}},
    {Phrase::also_as, {"Сондай-ақ:", "Также:", "Also:"}},
    {Phrase::daily_digest, {"күн дайджесті", "дайджест дня", "daily digest"}},
    {Phrase::weekly_digest, {"апта дайджесті", "дайджест недели", "weekly digest"}},
    {Phrase::digest_of_week,
     {"{tag}: {year} ж. {week}-апта", "{tag}: {week}-я неделя {year} года", "{tag}: week {week}, {year}"}},

    {Phrase::updated, {"Жаңартылды:", "Обновлено:", "Updated"}},
    {Phrase::full_text, {"Толық мәтіні", "Полный текст", "Full text"}},
    {Phrase::also_in, {"Мұнда да бар:", "Также здесь:", "Also in:"}},
    {Phrase::also_told_by, {"Сондай-ақ:", "Также:", "Also in:"}},
    {Phrase::and_more, {"тағы {}", "и ещё {}", "and {} more"}},
    {Phrase::withdrawn, {"Дереккөзі кері қайтарып алған:", "Снято источником:", "Withdrawn by its source:"}},
    {Phrase::photo, {"Сурет:", "Фото:", "Photo:"}},
    {Phrase::nothing_yet, {"Әзірге ештеңе жоқ.", "Пока ничего нет.", "Nothing here yet."}},
    {Phrase::no_articles_yet, {"Әзірге мақала жоқ.", "Статей пока нет.", "No articles yet."}},
    {Phrase::why_nothing_yet,
     {"Дереккөздер осы тақырыпта мақала жариялай салысымен, ол осында шығады. Жазылып қойсаңыз, оқу бағдарламаңыз хабар береді.",
      "Статьи появятся здесь, как только источники их опубликуют. Подпишитесь, и программа чтения о них сообщит.",
      "Articles appear here as soon as the sources publish them. Subscribe, and your reader will tell you."}},
    {Phrase::why_no_digest_yet,
     {"Алғашқы дайджест мақала шыққан күн не апта аяқталғанда пайда болады.",
      "Первый дайджест появится, когда закончится день или неделя, в которые вышли статьи.",
      "The first digest comes when a day or week with articles has ended."}},

    {Phrase::sources, {"Дереккөздер", "Источники", "Sources"}},
    {Phrase::other_topics, {"Басқа тақырыптар", "Другие темы", "More topics"}},
    {Phrase::in_thirty_days,
     {"30 күн ішінде, соңғы күні – {}: {}, күніне ең көбі {}", "За 30 дней по {}: {}, не больше {} в день",
      "In the 30 days to {}: {}, no more than {} a day"}},

    {Phrase::nothing_here, {"Мұндай бет жоқ", "Такой страницы нет", "There is nothing here"}},
    {Phrase::why_nothing_here,
     {"Мекенжайда қате болуы мүмкін. Барлық тақырып басты бетте тұр.",
      "Возможно, в адресе ошибка. Все темы есть на главной странице.",
      "The address may be misspelt. All topics are on the front page."}},
    {Phrase::gone, {"Бұл енді жарияланбайды", "Это больше не публикуется", "This is no longer published"}},
    {Phrase::why_gone,
     {"Осында болған нәрсе енді жарияланбайды. Ол арна болса, оны жазылымдарыңыздан алып тастауға болады.",
      "То, что здесь было, больше не публикуется. Если это была лента, её можно убрать из подписок.",
      "What was here is not published any more. If it was a feed, you can remove it from your subscriptions."}},
    {Phrase::token_needed, {"Бұл жабық тақырып", "Это закрытая тема", "This topic is private"}},
    {Phrase::why_token_needed,
     {"Оны ашатын токенді осы сайтты жүргізетіндер береді. Пайдаланушы аты кез келген болсын, құпиясөз – токен.",
      "Токен, который её открывает, выдают те, кто ведёт этот сайт. Имя пользователя любое, пароль – токен.",
      "Those who run this site give out the token that opens it. Any user name will do; the token is the password."}},

    {Phrase::article_count, {"мақала", "статья|статьи|статей", "article|articles"}},
    {Phrase::topic_count, {"тақырып", "тема|темы|тем", "topic|topics"}},

    {Phrase::why, {"Неге осында?", "Почему это здесь?", "Why is this here?"}},
    {Phrase::first_seen, {"Алғаш байқалған уақыты: {}", "Впервые замечено {}", "First seen {}"}},
    {Phrase::by_category, {"дереккөз қойған айдар", "категория, которую указал источник", "a category of the source"}},
    {Phrase::by_section, {"дереккөздің бөлімі", "раздел источника", "a section of the source"}},
    {Phrase::by_hashtag, {"мәтіндегі хештег", "хештег в тексте", "a hashtag in the text"}},
    {Phrase::by_title, {"тақырыбында айтылған", "упомянуто в заголовке", "mentioned in the title"}},
    {Phrase::by_summary, {"қысқаша мазмұнында айтылған", "упомянуто в анонсе", "mentioned in the summary"}},
    {Phrase::by_content, {"мәтінінде айтылған", "упомянуто в тексте", "mentioned in the text"}},
    {Phrase::by_author, {"авторы", "автор", "the author"}},
    {Phrase::by_source, {"дереккөзі", "источник", "the source"}},
    {Phrase::by_label, {"дереккөзге қойылған белгі", "метка источника", "a label of the source"}},
    {Phrase::by_language, {"мақала тілі", "язык статьи", "the language"}},
    {Phrase::by_domain, {"сайты", "сайт", "the site"}},
    {Phrase::by_address, {"мақала мекенжайында", "в адресе статьи", "in the address"}},
    {Phrase::by_having, {"мақалада бар", "есть в статье", "the article has it"}},
    {Phrase::by_age, {"байқалған кездегі жасы", "возраст, когда замечено", "its age when first seen"}},
    {Phrase::by_date, {"жарияланған уақыты", "время публикации", "when it was published"}},
    {Phrase::has_image, {"сурет", "изображение", "a picture"}},
    {Phrase::has_enclosure, {"қоса берілген файл", "вложенный файл", "an attached file"}},
    {Phrase::has_author, {"автор", "автор", "an author"}},
    {Phrase::has_date, {"күні", "дата", "a date"}},
});

/// Whether each message has its row, at its place.
constexpr bool is_complete() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].message) != i) return false;
    return table.back().message == Phrase::has_date;
}
static_assert(is_complete());

/// Which of the forms of a noun goes with a number (CLDR's rules for whole numbers).
std::size_t form_of(std::int64_t number, PageLanguage language) {
    switch (language) {
    case PageLanguage::kk: return 0;
    case PageLanguage::en: return number == 1 ? 0 : 1;
    case PageLanguage::ru: break;
    }
    const auto tens = number % 100;
    const auto ones = number % 10;
    if (ones == 1 && tens != 11) return 0;
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}

} // namespace

std::string_view say(Phrase message, PageLanguage language) {
    return table[static_cast<std::size_t>(message)].texts[static_cast<std::size_t>(language)];
}

std::string counted(Phrase noun, std::int64_t number, PageLanguage language) {
    std::string_view forms = say(noun, language);
    for (std::size_t form = form_of(number, language); form > 0; --form) forms.remove_prefix(forms.find('|') + 1);
    return fmt::format("{}\u00A0{}", shown_number(number, language), forms.substr(0, forms.find('|')));
}

std::string shown_number(std::int64_t number, PageLanguage language) {
    assert(number >= 0);
    std::string digits = fmt::format("{}", number);
    const std::string_view separator = language == PageLanguage::en ? "," : "\u00A0";
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, separator);
    return digits;
}

} // namespace arna
