#pragma once
#include <array>
#include <string_view>
#include <utility>

namespace arna {

/// The stuff of made news in one language. Slots: {n} a number, {p} a place, {w} a person, {o} an organisation,
/// {d} a day.
struct NewsLanguage {
    std::string_view code;
    std::array<std::string_view, 16> sentences; ///< of reports; no two belong together
    std::array<std::string_view, 5> moulds;     ///< texts that are filled in anew every day
    std::array<std::string_view, 4> forms;      ///< without figures: of {x} in {y}, others each time
    std::array<std::string_view, 4> titles;
    std::array<std::string_view, 3> agencies; ///< that stand before a text
    std::array<std::string_view, 3> credits;  ///< lines behind it
    std::array<std::string_view, 3> leads;    ///< sentences that an outlet puts before a text
    std::array<std::string_view, 10> places, people, organisations, days;
    std::array<std::string_view, 4> outlets, tellings; ///< that name themselves in a copy: {x}
    std::array<std::pair<std::string_view, std::string_view>, 4> like_places, like_people; ///< others that begin alike
};

// Of our own making.
inline constexpr std::array<NewsLanguage, 3> news_languages = {{
    {.code = "kk",
     .sentences =
         {"{d} күні {p} қаласында {o} өкілдері жаңа көпірдің құрылысын бастайтынын жариялады.",
          "Жоба құжаттары бойынша жұмысқа {n} миллион теңге бөлініп, ол {n} айда аяқталуы тиіс.",
          "«Біз тұрғындардың ұсынысын ескердік, енді кідіруге себеп жоқ», – деді {w} жиында сөйлеген сөзінде.",
          "Бұған дейін {p} маңындағы учаскеде су тасқыны салдарынан {n} үй мен бір мектеп зардап шеккен болатын.",
          "{o} мәліметінше, былтыр осындай {n} нысан пайдалануға берілген, олардың жартысы ауылдық жерде.",
          "Сарапшы {w} бағаның өсуін тасымал шығынының артуымен және шикізаттың тапшылығымен түсіндіреді.",
          "Келісімшарттың шарттары құпия сақталады, бірақ тараптар оған {d} күні қол қойғанын растады.",
          "Полиция қызметкерлері оқиға болған жерден {n} куәгерден жауап алып, бейнежазбаларды тәркіледі.",
          "Дәрігерлер зардап шеккендердің жағдайы тұрақты екенін, {n} адам үйіне шығарылғанын айтты.",
          "Мектеп оқушылары көктемгі демалыс кезінде {p} мұражайларын тегін аралай алады, деп хабарлады {o}.",
          "Заң жобасын қараған депутаттар салық мөлшерлемесін {n} пайызға дейін төмендетуді ұсынды.",
          "{w} өз кезегінде бюджеттің мұндай шығынды көтере алмайтынын және оны кейінге қалдыру керегін айтты.",
          "Фермерлер егін жинауды екі апта кеш бастап, гектарынан орта есеппен {n} центнер алғанын айтады.",
          "Байқаудың жеңімпаздары {p} қаласында өтетін халықаралық фестивальге тегін жолдамамен марапатталды.",
          "Ғалымдар ежелгі қорымнан алтын әшекейлер мен {n} жыл бұрын жасалған қыш ыдыстарды тапты.",
          "{o} азаматтарды алаяқтардың қоңырауынан сақ болуға және құпия кодты ешкімге айтпауға шақырды."},
     .moulds =
         {"{p} қаласында {d} күні ауа райы бұлтты болады, күндіз жаңбыр жауады деп күтіледі. Жел солтүстіктен соғады, "
          "екпіні секундына {n} метрге жетеді. Ауа температурасы түнде {n}, күндіз {n} градус жылы болады. Келесі "
          "тәулікте жауын-шашын тоқтап, ауа температурасы {n} градусқа дейін көтеріледі.",
          "Валюта биржасының қорытындысы бойынша {d} күні доллардың бағамы {n} теңге болды. Еуро {n} теңгеден, рубль "
          "{n} теңгеден саудаланды. Сауда көлемі {n} миллион долларға жетті. Айырбастау пункттерінде доллар {n} "
          "теңгеден сатып алынып, {n} теңгеден сатылуда. Мұнай бағасы баррельіне {n} доллар деңгейінде.",
          "Өткен тәулікте облыс құтқарушылары {n} рет шақыртуға шықты, оның ішінде {n} рет өрт сөндіруге. {p} ауданында "
          "тұрғын үйде өрт шығып, {n} шаршы метр аумақты шарпыды. Барлығы {n} адам құтқарылды, {n} адам көшірілді. "
          "Құтқарушылар тұрғындарды қауіпсіздік ережелерін сақтауға шақырады.",
          "{p} қаласында өткен ел чемпионатының кезекті турында қожайындар {n}:{n} есебімен жеңіске жетті. Бірінші гол "
          "{n}-минутта соғылды, ал кездесудің тағдырын {w} {n}-минутта шешті. Матчты {n} көрермен тамашалады. Осы "
          "жеңістен кейін команда турнир кестесінде {n} ұпай жинап отыр.",
          "Облыстық санитарлық бақылау департаментінің мәліметінше, {d} күні өңірде тұмаудың {n} жаңа дерегі тіркелді. Оның "
          "{n} бала. Аурухана төсектерінің {n} пайызы бос емес. Жыл басынан бері {n} адам ауырды, {n} адам "
          "вакцина алды. Дәрігерлер бетперде тағуды ұсынады."},
     .forms =
         {"Белгілі қоғам қайраткері {x} дүниеден озды. Бұл туралы марқұмның туыстары хабарлады. Ол {y} қаласында "
          "туып, педагогика институтын бітіріп, ұзақ жылдар бойы мектепте еңбек етті. Әріптестері оны жаны жайсаң, "
          "талапшыл ұстаз ретінде есте сақтады. Облыс әкімдігі {x} отбасына қайғырып көңіл айтады. Қоштасу рәсімі "
          "ертең Мәдениет үйінде өтеді.",
          "Ауа райы болжамы бойынша ертең {y} қаласында күн бұлтты болып, кей жерде жаңбыр жауады, түнде және "
          "таңертең тұман түседі. Жел солтүстік-батыстан соғып, күндіз екпіні күшейеді. Синоптиктер жүргізушілерге "
          "арақашықтықты сақтауға, жаяу жүргіншілерге абай болуға кеңес береді. Жол қызметтері күшейтілген режимге "
          "көшірілді.",
          "Облыс әкімінің өкімімен {x} аудан әкімі болып тағайындалды. Жаңа басшыны ұжымға облыс әкімі таныстырды. "
          "Жоғары экономикалық білімі бар {x} еңбек жолын қаржы бөлімінің маманы болып бастаған, кейін {y} қаласында "
          "басшылық қызметтер атқарған. Оның алдына инвестиция тарту, жұмыс орындарын ашу және ауылдарды абаттандыру "
          "міндеттері қойылды.",
          "Жауапкершілігі шектеулі серіктестік таратылатынын хабарлайды. Шағымдар хабарландыру жарияланған күннен "
          "бастап екі ай ішінде {y} қаласындағы кеңседе қабылданады. Тарату комиссиясының төрағасы болып {x} "
          "тағайындалды, оған мүлікті және заңды тұлғаның істерін басқару өкілеттігі көшті. Несие берушілер "
          "талаптарын жазбаша түрде, оларды растайтын құжаттармен бірге мәлімдей алады."},
     .titles = {"{p}: {o} жаңа жобаны бастады", "{w} алдағы жоспарымен бөлісті", "{d}: қалада не өзгереді",
                "{o} мәлімдеме жасады"},
     .agencies = {"АСТАНА. КазТАГ – ", "АЛМАТЫ. 12 наурыз. ҚазАқпарат – ", "Астана. Тілші хабары. "},
     .credits = {"Фото: ашық дереккөз", "Дереккөз: баспасөз қызметі", "Авторы: Тілші"},
     .leads = {"Бұл туралы біздің тілшіге өз дереккөзі айтып берді, толығырақ мәліметті оқыңыз.",
               "Қала тұрғындары көптен күткен жаңалық туралы бүгін таңертең белгілі болды.",
               "Ресми мәлімет бойынша оқиға былай өрбіді, қысқаша мазмұны төменде."},
     .places = {"Алматы", "Қостанай", "Тараз", "Семей", "Орал", "Ақтау", "Көкшетау", "Талдықорған", "Түркістан",
                "Павлодар"},
     .people = {"Ерлан Сағымбаев", "Айгүл Нұрланова", "Бауыржан Оспан", "Динара Қасымова", "Серік Жұмаділов",
                "Гүлнар Ахметова", "Асқар Төлеген", "Мәдина Сәрсен", "Нұржан Байтасов", "Жанар Омарова"},
     .organisations = {"Көлік министрлігі", "әкімдік", "Ұлттық банк", "«Сарыарқа» компаниясы", "Қоғам палатасы",
                       "тұтынушылар одағы", "Ғылым академиясы", "«Жол» қоры", "баспасөз қызметі",
                       "өрт сөндіру басқармасы"},
     .days = {"дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "1 сәуір", "7 сәуір", "19 мамыр",
              "30 мамыр"},
     .outlets = {"Азаттық", "Қазақпарат", "Егемен", "Жас Алаш"},
     .tellings = {"деп жазды {x}", "дейді {x}", "деп хабарлайды {x}", "деп мәлімдеді {x} тілшісіне"},
     .like_places = {{{"Қызылорда", "Қызылжар"}, {"Қарағанды", "Қаратау"}, {"Жаркент", "Жаңатас"}, {"Орал", "Орск"}}},
     .like_people = {{{"Нұрлан Ахметов", "Нұрлыбек Сейтов"},
                      {"Ерлан Жұмабаев", "Ерлан Наурызбаев"},
                      {"Серік Жұмағалиев", "Сержан Жұманов"},
                      {"Асан Қаратаев", "Асем Қарабаева"}}}},
    {.code = "ru",
     .sentences =
         {"В {d} представители организации «{o}» объявили о начале строительства нового моста в городе {p}.",
          "По проектной документации на работы выделено {n} миллионов, закончить их должны за {n} месяцев.",
          "«Мы учли предложения жителей, и откладывать больше нет причин», – сказал {w}, выступая на совещании.",
          "Ранее на участке возле города {p} из-за паводка пострадали {n} домов и одна школа.",
          "По данным, которые приводит {o}, в прошлом году сдано {n} таких объектов, половина из них – в сёлах.",
          "Эксперт {w} объясняет рост цен подорожанием перевозок и нехваткой сырья на складах.",
          "Условия контракта не раскрываются, но стороны подтвердили, что подписали его в {d}.",
          "Сотрудники полиции опросили на месте происшествия {n} свидетелей и изъяли записи камер.",
          "Врачи оценивают состояние пострадавших как стабильное, {n} человек уже отпустили домой.",
          "Школьники смогут весной бесплатно посещать музеи города {p}, сообщает {o}.",
          "Рассмотрев законопроект, депутаты предложили снизить ставку налога до {n} процентов.",
          "В свою очередь {w} заявил, что бюджет таких расходов не выдержит и с ними нужно подождать.",
          "Фермеры начали уборку на две недели позже и собрали в среднем по {n} центнеров с гектара.",
          "Победители конкурса получили бесплатные путёвки на международный фестиваль в городе {p}.",
          "Учёные нашли в древнем могильнике золотые украшения и посуду, которой {n} лет.",
          "Ведомство «{o}» призвало граждан остерегаться звонков мошенников и не называть коды из сообщений."},
     .moulds =
         {"В городе {p} в {d} ожидается облачная погода, днём пройдёт дождь. Ветер северный, порывы до {n} метров в "
          "секунду. Температура воздуха ночью {n}, днём {n} градусов тепла. В следующие сутки осадки прекратятся, "
          "воздух прогреется до {n} градусов. Синоптики советуют брать с собой зонты и не ставить машины под деревьями.",
          "По итогам торгов на валютной бирже в {d} курс доллара составил {n} тенге. Евро торговался по {n} тенге, "
          "рубль – по {n}. Объём торгов достиг {n} миллионов долларов. В обменных пунктах доллар покупают по {n} и "
          "продают по {n} тенге. Цена нефти держится на уровне {n} долларов за баррель.",
          "За минувшие сутки спасатели области выезжали {n} раз, из них {n} раз на пожары. В районе {p} загорелся жилой "
          "дом, огонь охватил {n} квадратных метров. Всего спасено {n} человек, эвакуировано {n}. Спасатели просят "
          "жителей соблюдать правила безопасности и не оставлять печи без присмотра.",
          "В очередном туре чемпионата страны в городе {p} хозяева победили со счётом {n}:{n}. Первый гол был забит на "
          "{n}-й минуте, а исход встречи решил {w} на {n}-й минуте. За матчем наблюдали {n} зрителей. После этой "
          "победы команда набрала в турнирной таблице {n} очков.",
          "По данным департамента санитарного контроля, в {d} в области выявлено {n} новых случаев гриппа, из них у детей {n}. "
          "Занято {n} процентов больничных коек. С начала года переболели {n} человек, привиты {n}. Врачи "
          "рекомендуют носить маски в транспорте и чаще проветривать помещения."},
     .forms =
         {"Ушёл из жизни известный педагог {x}. Об этом рассказали родные и близкие покойного. Он родился в городе "
          "{y}, окончил педагогический институт и долгие годы работал в школе. Коллеги запомнили его человеком "
          "большой души, чутким наставником и принципиальным руководителем. Администрация области выражает глубокие "
          "соболезнования. Прощание состоится завтра в Доме культуры, начало в полдень.",
          "По прогнозу синоптиков, завтра в городе {y} ожидается переменная облачность, временами дождь, ночью и "
          "утром местами туман. Ветер северо-западный, днём порывистый, возможны заморозки на почве. Водителям "
          "рекомендуют соблюдать дистанцию, а пешеходам быть внимательнее на переходах. Дорожные службы переведены "
          "на усиленный режим работы, жителей просят следить за обновлениями прогноза.",
          "Распоряжением акима области {x} назначен на должность акима района. Нового руководителя активу представил "
          "аким области. Имеющий высшее экономическое образование, {x} начал трудовую деятельность в отделе "
          "финансов, позже занимал руководящие должности в городе {y} и в области. Перед ним поставлены задачи по "
          "привлечению инвестиций, созданию рабочих мест и благоустройству сёл.",
          "Товарищество с ограниченной ответственностью объявляет о своей ликвидации. Претензии принимаются в "
          "течение двух месяцев со дня опубликования по адресу конторы в городе {y} на проспекте Независимости. "
          "Председателем ликвидационной комиссии назначен {x}, к которому перешли полномочия по управлению "
          "имуществом и делами юридического лица. Кредиторы вправе заявить свои требования в письменной форме."},
     .titles = {"{p}: {o} начинает новый проект", "{w} рассказал о планах", "{d}: что изменится в городе",
                "{o} выступило с заявлением"},
     .agencies = {"АСТАНА. КазТАГ – ", "МОСКВА, 12 марта – РИА Новости. ", "Алматы. 12 марта. Интерфакс - "},
     .credits = {"Фото: открытые источники", "Источник: пресс-служба", "Автор: Корреспондент"},
     .leads = {"Об этом нашему корреспонденту рассказал собственный источник, подробности читайте ниже.",
               "Новость, которой горожане ждали давно, стала известна сегодня утром из официальных сообщений.",
               "Вот что известно о случившемся к этому часу, коротко о главном в нашем материале."},
     .places = {"Алматы", "Костанай", "Тараз", "Семей", "Уральск", "Актау", "Кокшетау", "Талдыкорган", "Туркестан",
                "Павлодар"},
     .people = {"Ерлан Сагимбаев", "Игорь Петренко", "Бауржан Оспанов", "Олег Климов", "Серик Жумадилов",
                "Павел Артемьев", "Аскар Толегенов", "Юрий Самойлов", "Нуржан Байтасов", "Виктор Лещенко"},
     .organisations = {"Минтранс", "Акимат", "Нацбанк", "Сарыарка", "Общественная палата", "Союз потребителей",
                       "Академия наук", "Дорожный фонд", "Пресс-центр", "Пожарная служба"},
     .days = {"понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "начале апреля", "середине апреля",
              "мае", "июне"},
     .outlets = {"Sputnik", "Tengrinews", "Курсив", "Казинформ"},
     .tellings = {"рассказали {x} в ведомстве", "информирует {x}", "заявили {x} чиновники", "со ссылкой на {x}"},
     .like_places = {{{"Кызылорда", "Кызылжар"},
                      {"Караганда", "Каратау"},
                      {"Новосибирск", "Новокузнецк"},
                      {"Талгар", "Талдыкорган"}}},
     .like_people = {{{"Нурлан Ахметов", "Нурлыбек Сейтов"},
                      {"Ерлан Сериков", "Ерлан Серикбаев"},
                      {"Марат Жумабаев", "Мурат Наурызбаев"},
                      {"Игорь Мартынов", "Иван Мартиросян"}}}},
    {.code = "en",
     .sentences =
         {"On {d} officials of {o} announced that work on a new bridge in {p} would begin without delay.",
          "The plans set aside {n} million for the work, which contractors must finish within {n} months.",
          "“We have listened to the people who live here and there is no reason to wait,” {w} told the meeting.",
          "Earlier this year floods near {p} damaged {n} homes and a primary school on the river bank.",
          "Figures published by {o} show that {n} similar projects were completed last year, half in villages.",
          "The analyst {w} blames the rise in prices on dearer transport and a shortage of raw materials.",
          "Terms of the contract were not disclosed, but both parties confirmed they signed it on {d}.",
          "Detectives questioned {n} witnesses at the scene and took away the recordings of several cameras.",
          "Doctors describe the injured as stable and say that {n} of them have already gone home.",
          "Pupils may visit the museums of {p} free of charge during the spring holidays, {o} said.",
          "Members who studied the bill proposed lowering the rate of the tax to {n} per cent.",
          "For his part {w} warned that the budget could not bear such a burden and asked for patience.",
          "Farmers began the harvest two weeks late and brought in {n} tonnes on an average field.",
          "Winners of the competition were given free tickets to an international festival in {p}.",
          "Archaeologists uncovered golden ornaments and pottery that was made {n} years ago in an old grave.",
          "A spokesman for {o} asked citizens to beware of callers who want to know secret codes."},
     .moulds =
         {"The forecast for {p} on {d} is cloudy with rain in the afternoon. Northerly winds will gust to {n} miles an "
          "hour. Temperatures will fall to {n} degrees at night and reach {n} degrees by day. The rain will clear "
          "within a day and readings of {n} degrees are expected. Drivers are advised to leave more time.",
          "The dollar closed at {n} on the currency exchange on {d}. The euro traded at {n} and the pound at {n}. "
          "Turnover reached {n} million. Exchange offices in the city were buying dollars at {n} and selling them "
          "at {n}. Oil was steady at {n} dollars a barrel while gold added {n} dollars an ounce.",
          "Fire crews were called out {n} times in the past day, {n} times to fires. A house in {p} caught fire and "
          "{n} square metres were destroyed. In all {n} people were rescued and {n} were led to safety. The brigade "
          "reminds residents to check their smoke alarms and never to leave a stove unattended.",
          "The home side won {n}-{n} in {p} in the latest round of the championship. The first goal came after {n} "
          "minutes and {w} settled the match in the {n}th minute in front of {n} spectators. The victory takes the "
          "team to {n} points in the table with several games in hand.",
          "The department of health recorded {n} new cases of influenza in the region on {d}, {n} of them children. "
          "Hospitals report that {n} per cent of beds are taken. Since January {n} people have fallen ill and {n} "
          "have been vaccinated. Doctors recommend masks on public transport and fresh air indoors."},
     .forms =
         {"Tributes have been paid to the teacher {x}, who has died after a short illness. Born in {y}, he trained "
          "at the local college and spent a long career in village schools before entering public life. Colleagues "
          "remembered a patient mentor with a dry sense of humour and a passion for gardening. A service will be "
          "held at the parish church next week, followed by a reception to which all are welcome.",
          "Forecasters expect cloud and patchy rain over {y} tomorrow, with fog in places overnight and early in the "
          "morning. North-westerly winds will freshen during the afternoon and a ground frost is possible after "
          "dark. Drivers are asked to keep their distance and pedestrians to take care at crossings. Road crews have "
          "been put on alert and residents should check before they travel.",
          "The board has appointed {x} to lead the trust with immediate effect. A graduate in economics, {x} began "
          "in the finance department and later held senior posts at hospitals in {y} and abroad. The chair welcomed "
          "the appointment and thanked the outgoing director for years of loyal service. The new director will be "
          "asked to cut waiting lists, to recruit more nurses and to balance the books.",
          "Notice is hereby given that the creditors of the company, which is being wound up voluntarily, are "
          "required before the last day of next month to send in their full names, addresses and the particulars of "
          "their debts or claims to the undersigned {x}, the liquidator of the said company, at the registered "
          "office in {y}, and, if so required by notice in writing, to come in and prove their debts or claims."},
     .titles = {"{p}: {o} starts a new project", "{w} speaks about what comes next", "{d}: what changes in the city",
                "{o} makes a statement"},
     .agencies = {"LONDON (Reuters) - ", "PARIS, March 12 (AFP) - ", "NEW YORK (AP) — "},
     .credits = {"Photo: open sources", "Source: press office", "Reporting by our staff"},
     .leads = {"A source of our own told our correspondent what happened, and here are the details so far.",
               "News that many in the city have waited for a long time broke early this morning at last.",
               "This is what we know at this hour about an affair that has kept readers busy all week."},
     .places = {"Bristol", "Leeds", "Dundee", "Cardiff", "Norwich", "Exeter", "Derby", "Perth", "Swansea", "Lincoln"},
     .people = {"John Marsh", "Peter Hollis", "Simon Drake", "David Quill", "Mark Ensor", "Adam Pryce", "Neil Cole",
                "Luke Farrow", "Owen Hart", "Paul Bell"},
     .organisations = {"the transport ministry", "the city council", "the central bank", "Northern Rail",
                       "the public chamber", "the consumers' union", "the academy", "the road fund", "the press office",
                       "the fire service"},
     .days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "1 April", "7 April", "19 May",
              "30 May"},
     .outlets = {"Reuters", "Bloomberg", "Tengrinews", "AFP"},
     .tellings = {"officials told {x}", "according to {x}", "{x} reports", "as {x} said"},
     .like_places = {{{"Newcastle", "Newport"},
                      {"Middlesbrough", "Middleton"},
                      {"Southampton", "Southend"},
                      {"Bradford", "Brandon"}}},
     .like_people = {{{"Martin Marsh", "Martha Marlowe"},
                      {"Augustine Cole", "June Collins"},
                      {"Richard Richardson", "Rick Richmond"},
                      {"April Harrison", "Alison Harper"}}}},
}};

} // namespace arna
