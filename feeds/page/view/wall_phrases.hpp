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
    login,        ///< "Кіру": a head that means one only beside a form for a password
    login_wanted, ///< "Войдите, чтобы читать дальше"
    unavailable,  ///< "Сайт временно недоступен"
    script,       ///< "Включите JavaScript"
};

/// A title, a heading or a sentence, to be compared with these phrases word by word, without regard to case and signs.
class WallLine {
public:
    explicit WallLine(std::string_view line);

    /// Whether it is one of a head's phrases: as a whole or as a part ("Кіру | Qala.kz"), at its beginning, or within,
    /// as each of them is used.
    [[nodiscard]] bool says(WallPhrase phrase) const;
    /// Whether it has one of the phrases that are none of any other page wherever they stand.
    [[nodiscard]] bool mentions(WallPhrase phrase) const;

private:
    std::string words_;              ///< folded, a space around each
    std::vector<std::string> parts_; ///< likewise, of what stands between signs
};

} // namespace arna
