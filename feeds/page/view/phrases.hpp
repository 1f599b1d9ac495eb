#pragma once
#include <cstddef>
#include <string_view>

namespace arna {

/// What a line of a page begins with, in the languages of phrases.cpp.
enum class LinePhrase {
    none,
    read_also, ///< "Оқи отырыңыз", "Читайте также", "Read also": leads to another article
    subscribe, ///< "Telegram-арнамызға жазылыңыз": asks to follow, subscribe, sign up, pay
    share,     ///< "Поделиться", "Share this"
    comments,  ///< the heading of what readers say
    byline,    ///< "Автор:", "Мәтін:", "By": names follow
    photo,     ///< "Сурет:", "Фото:": names of photographers follow
    tags,      ///< "Тегтер", "Теги", "Tags": labels follow
    updated,   ///< "Жаңартылды", "Обновлено": a date follows
    published, ///< "Жарияланды", "Опубликовано": a date follows
    more,      ///< "Толығырақ", "Читать далее": all that the line says
    advert,    ///< "Жарнама", "Реклама", "Anzeige": all that the line says
    copyright, ///< "©", "Все права защищены"
    home,      ///< "Басты бет", "Главная", "Home": the first step of breadcrumbs, all that the line says
    source,    ///< "Дереккөз:", "Источник:", "Quelle:"
};

struct FoundPhrase {
    LinePhrase phrase = LinePhrase::none;
    std::size_t end = 0; ///< of the phrase and what separates it from what follows, in the bytes of the line
};

/// The phrase that a line begins with, in any case. Of lines over 400 bytes only the beginning is looked at.
[[nodiscard]] FoundPhrase phrase_of(std::string_view line);

} // namespace arna
