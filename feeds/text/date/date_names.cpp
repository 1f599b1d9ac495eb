#include "feeds/text/date/date_names.hpp"

#include <array>

namespace arna {
namespace {

// clang-format off
constexpr std::array names = std::to_array<DateNames>({
    {"en",
     "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep, "
     "october oct, november nov, december dec",
     "sunday monday tuesday wednesday thursday friday saturday sun mon tue wed thu fri sat"},
    {"kk",
     "қаңтар қаң, ақпан ақп, наурыз нау, сәуір сәу, мамыр мам, маусым мау, шілде шіл, тамыз там, қыркүиек қыр, "
     "қазан қаз, қараша қар, желтоқсан жел",
     "жексенбі дүисенбі сеисенбі сәрсенбі беисенбі жұма сенбі жс дс сс ср бс жм сб"},
    {"ru",
     "января янв январь, февраля февр февраль, марта мар март, апреля апр апрель, мая маи, июня июн июнь, июля "
     "июл июль, августа авг август, сентября сент сентябрь, октября окт октябрь, ноября нояб ноябрь, декабря "
     "дек декабрь",
     "воскресенье понедельник вторник среда четверг пятница суббота вс пн вт ср чт пт сб"},
    {"uk",
     "січня січ січень, лютого лют лютии, березня бер березень, квітня квіт квітень кві, травня трав травень "
     "тра, червня черв червень чер, липня лип липень, серпня серп серпень сер, вересня вер вересень, жовтня "
     "жовт жовтень жов, листопада лист листопад лис, грудня груд грудень гру",
     "неділя понеділок вівторок середа четвер пятниця субота нд пн вт ср чт пт сб"},
    {"uz",
     "yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avgust avg, sentabr sen, oktabr "
     "okt, noyabr noy, dekabr dek",
     "yakshanba dushanba seshanba chorshanba payshanba juma shanba yak dush sesh chor pay jum shan"},
    {"uz-Cyrl",
     "январ янв, феврал фев, март мар, апрел апр, маи, июн, июл, август авг, сентябр сен, октябр окт, ноябр "
     "ноя, декабр дек",
     "якшанба душанба сешанба чоршанба паишанба жума шанба якш душ сеш чор паи жум шан"},
    {"tr",
     "ocak oca, subat sub, mart mar, nisan nis, mayis may, haziran haz, temmuz tem, agustos agu, eylul eyl, "
     "ekim eki, kasim kas, aralik ara",
     "pazar pazartesi sali carsamba persembe cuma cumartesi paz pzt sal car per cum cmt"},
    {"de",
     "januar jan, februar feb, marz mar, april apr, mai, juni jun, juli jul, august aug, september sept sep, "
     "oktober okt, november nov, dezember dez",
     "sonntag montag dienstag mittwoch donnerstag freitag samstag so mo di mi do fr sa"},
    {"fr",
     "janvier janv, fevrier fevr, mars, avril avr, mai, juin, juillet juil, aout, septembre sept, octobre oct, "
     "novembre nov, decembre dec",
     "dimanche lundi mardi mercredi jeudi vendredi samedi dim lun mar mer jeu ven sam"},
    {"ko",
     "",
     "일요일 월요일 화요일 수요일 목요일 금요일 토요일"},
    {"hu",
     "januar jan, februar febr, marcius marc, aprilis apr, majus maj, junius jun, julius jul, augusztus aug, "
     "szeptember szept, oktober okt, november nov, december dec",
     "vasarnap hetfo kedd szerda csutortok pentek szombat sze cs szo"},
    {"el",
     "ιανουαριου ιαν ιανουαριοσ, φεβρουαριου φεβ φεβρουαριοσ, μαρτιου μαρ μαρτιοσ, απριλιου απρ απριλιοσ, "
     "μαιου μαι μαιοσ, ιουνιου ιουν ιουνιοσ, ιουλιου ιουλ ιουλιοσ, αυγουστου αυγ αυγουστοσ, σεπτεμβριου σεπ "
     "σεπτεμβριοσ, οκτωβριου οκτ οκτωβριοσ, νοεμβριου νοε νοεμβριοσ, δεκεμβριου δεκ δεκεμβριοσ",
     "κυριακη δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυρ δευ τρι τετ πεμ παρ σαβ"},
    {"ky",
     "январь янв, февраль фев, март мар, апрель апр, маи, июнь июн, июль июл, август авг, сентябрь сен, "
     "октябрь окт, ноябрь ноя, декабрь дек",
     "жекшемби дүишөмбү шеишемби шаршемби беишемби жума ишемби жек дүи шеиш шарш беиш ишм"},
    {"tt",
     "гыинвар гыин, февраль фев, март мар, апрель апр, маи, июнь, июль, август авг, сентябрь сент, октябрь "
     "окт, ноябрь нояб, декабрь дек",
     "якшәмбе дүшәмбе сишәмбе чәршәмбе пәнҗешәмбе җомга шимбә якш дүш сиш чәр пәнҗ җом шим"},
    {"az",
     "yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avqust avq, sentyabr sen, oktyabr "
     "okt, noyabr noy, dekabr dek",
     "bazar cərsənbə cumə sənbə be ca"},
    {"be",
     "студзеня сту студзень, лютага лют люты, сакавіка сак сакавік, красавіка кра красавік, мая маи, чэрвеня "
     "чэр чэрвень, ліпеня ліп ліпень, жніуня жні жнівень, верасня вер верасень, кастрычніка кас кастрычнік, "
     "лістапада ліс лістапад, снежня сне снежань",
     "нядзеля панядзелак ауторак серада чацвер пятніца субота нд пн ау ср чц пт сб"},
    {"bg",
     "януари яну, февруари фев, март, април апр, маи, юни, юли, август авг, септември сеп, октомври окт, "
     "ноември ное, декември дек",
     "неделя понеделник вторник сряда четвъртък петък събота нд пн вт ср чт пт сб"},
    {"es",
     "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, septiembre "
     "sept, octubre oct, noviembre nov, diciembre dic",
     "domingo lunes martes miercoles jueves viernes sabado dom lun mar mie jue vie sab"},
    {"it",
     "gennaio gen, febbraio feb, marzo mar, aprile apr, maggio mag, giugno giu, luglio lug, agosto ago, "
     "settembre set, ottobre ott, novembre nov, dicembre dic",
     "domenica lunedi martedi mercoledi giovedi venerdi sabato dom lun mar mer gio ven sab"},
    {"pt",
     "janeiro jan, fevereiro fev, marco mar, abril abr, maio mai, junho jun, julho jul, agosto ago, setembro "
     "set, outubro out, novembro nov, dezembro dez",
     "domingo segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sabado dom seg ter qua qui sex "
     "sab"},
    {"pl",
     "stycznia sty styczen, lutego lut luty, marca mar marzec, kwietnia kwi kwiecien, maja maj, czerwca cze "
     "czerwiec, lipca lip lipiec, sierpnia sie sierpien, wrzesnia wrz wrzesien, pazdziernika paz pazdziernik, "
     "listopada lis listopad, grudnia gru grudzien",
     "niedziela poniedzialek wtorek sroda czwartek piatek sobota niedz pon wt sr czw pt sob"},
    {"nl",
     "januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, september sep, "
     "oktober okt, november nov, december dec",
     "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag zo ma di wo do vr za"},
    {"sv",
     "januari jan, februari feb, mars, april apr, maj, juni, juli, augusti aug, september sep, oktober okt, "
     "november nov, december dec",
     "sondag mandag tisdag onsdag torsdag fredag lordag son man tis ons tors fre lor"},
    {"da",
     "januar jan, februar feb, marts mar, april apr, maj, juni jun, juli jul, august aug, september sep, "
     "oktober okt, november nov, december dec",
     "sondag mandag tirsdag onsdag torsdag fredag lordag son man tirs ons tors fre lor"},
    {"nb",
     "januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, august aug, september sep, "
     "oktober okt, november nov, desember des",
     "sondag mandag tirsdag onsdag torsdag fredag lordag son man tir ons tor fre lor"},
    {"fi",
     "tammikuuta tammik tammikuu tammi, helmikuuta helmik helmikuu helmi, maaliskuuta maalisk maaliskuu "
     "maalis, huhtikuuta huhtik huhtikuu huhti, toukokuuta toukok toukokuu touko, kesakuuta kesak kesakuu "
     "kesa, heinakuuta heinak heinakuu heina, elokuuta elok elokuu elo, syyskuuta syysk syyskuu syys, "
     "lokakuuta lokak lokakuu loka, marraskuuta marrask marraskuu marras, joulukuuta jouluk joulukuu joulu",
     "sunnuntaina maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina su ma ti ke to pe la "
     "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai"},
    {"cs",
     "ledna led leden, unora uno unor, brezna bre brezen, dubna dub duben, kvetna kve kveten, cervna cvn "
     "cerven, cervence cvc cervenec, srpna srp srpen, zari zar, rijna rij rijen, listopadu lis listopad, "
     "prosince pro prosinec",
     "nedele pondeli utery streda ctvrtek patek sobota ne po ut st ct pa so"},
    {"sk",
     "januara jan januar, februara feb februar, marca mar marec, aprila apr april, maja maj, juna jun, jula "
     "jul, augusta aug august, septembra sep september, oktobra okt oktober, novembra nov november, decembra "
     "dec december",
     "nedela pondelok utorok streda stvrtok piatok sobota ne po ut st pi so"},
    {"ro",
     "ianuarie ian, februarie feb, martie mar, aprilie apr, mai, iunie iun, iulie iul, august aug, septembrie "
     "sept, octombrie oct, noiembrie nov, decembrie dec",
     "duminica luni marti miercuri joi vineri sambata dum lun mar mie vin sam"},
    {"ca",
     "gener gen, febrer febr, marc, dabril dabr abril abr, maig, juny, juliol jul, dagost dag agost ag, "
     "setembre set, doctubre doct octubre oct, novembre nov, desembre des",
     "diumenge dilluns dimarts dimecres dijous divendres dissabte dg dl dt dc dj dv ds"},
    {"et",
     "jaanuar jaan, veebruar veebr, marts, aprill apr, mai, juuni, juuli, august aug, september sept, oktoober "
     "okt, november nov, detsember dets",
     "puhapaev esmaspaev teisipaev kolmapaev neljapaev reede laupaev"},
    {"lt",
     "sausio saus sausis, vasario vas vasaris, kovo kov kovas, balandzio bal balandis, geguzes geg geguze, "
     "birzelio birz birzelis, liepos liep liepa, rugpjucio rugp rugpjutis, rugsejo rugs rugsejis, spalio spal "
     "spalis, lapkricio lapkr lapkritis, gruodzio gruod gruodis",
     "sekmadienis pirmadienis antradienis treciadienis ketvirtadienis penktadienis sestadienis sk pr an tr kt "
     "pn st"},
    {"lv",
     "janvaris janv, februaris febr, marts, aprilis apr, maijs, junijs jun, julijs jul, augusts aug, "
     "septembris sept, oktobris okt, novembris nov, decembris dec",
     "svetdiena pirmdiena otrdiena tresdiena ceturtdiena piektdiena sestdiena svetd pirmd otrd tresd ceturtd "
     "piektd sestd"},
    {"id",
     "januari jan, februari feb, maret mar, april apr, mei, juni jun, juli jul, agustus agu, september sep, "
     "oktober okt, november nov, desember des",
     "minggu senin selasa rabu kamis jumat sabtu min sen sel rab kam jum sab"},
    {"he",
     "ינואר ינו׳, פברואר פבר׳, מרץ, אפריל אפר׳, מאי, יוני, יולי, אוגוסט אוג׳, ספטמבר ספט׳, אוקטובר אוק׳, "
     "נובמבר נוב׳, דצמבר דצמ׳",
     "שבת"},
    {"ar",
     "يناير, فبراير, مارس, ابريل, مايو, يونيو, يوليو, اغسطس, سبتمبر, اكتوبر, نوفمبر, ديسمبر",
     "الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت"},
});
// clang-format on

} // namespace

const std::span<const DateNames> date_names = names;

} // namespace arna
