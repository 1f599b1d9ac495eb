#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What pages call themselves that stand where an article should.
enum class WallPhrase {
    challenge,    ///< "Just a moment"
    consent,      ///< "We value your privacy"
    missing,      ///< "Бет табылмады"
    way_back,     ///< "Басты бетке оралыңыз": what stands below "not found"
    login,        ///< "Кіру": a head that means one only beside a form for a password
    login_wanted, ///< "Войдите, чтобы читать дальше"
    unavailable,  ///< "Сайт временно недоступен"
    script,       ///< "Включите JavaScript"
};

/// A title, a heading or a sentence, to be compared with these phrases word by word, without regard to case and signs.
class WallLine {
public:
    /// `site` is the name of the site, which may stand beside a phrase; or empty.
    WallLine(std::string_view line, std::string_view site);

    /// Whether it says this and nothing else but words of courtesy and the site's name: "Упс! Страница не найдена".
    [[nodiscard]] bool is(WallPhrase phrase) const;
    /// Whether it has one of the phrases that tell something wherever they stand, whatever else it says: "Страница не
    /// найдена: что не так с порталом" has one.
    [[nodiscard]] bool mentions(WallPhrase phrase) const;
    /// Whether it holds all words of another line, and others.
    [[nodiscard]] bool says_more_than(const WallLine& part) const;

private:
    std::string words_, site_; ///< folded, a space around each word
};

/// A title, and each of the parts that it is put together from by signs ("Кіру | Qala.kz") beside which there is no
/// more than the name of a site.
[[nodiscard]] std::vector<WallLine> title_lines(std::string_view title, std::string_view site);

} // namespace arna
