#pragma once
#include <string>
#include <string_view>

namespace arna {

/// What an address is for, which decides its schemes: link_schemes; http and https; these or a small data: picture.
enum class AddressUse { link, media, picture };

struct AddressOptions {
    std::string_view base;       ///< for relative addresses; empty: they are kept as they are
    bool drop_relative = false;  ///< refuse what is still relative
    bool strip_tracking = false; ///< remove tracking parameters from links
};

/// A (decoded) address as it may be written, or empty where it is refused: read as browsers do, without controls and
/// blanks around it and tabs and line feeds in it; the scheme is one that `use` allows.
[[nodiscard]] std::string safe_address(std::string_view value, AddressUse use, const AddressOptions& options);

/// The same, as a view of `value` where it is right as it stands, else of `storage`, which must not hold `value`.
[[nodiscard]] std::string_view safe_address(std::string_view value, AddressUse use, const AddressOptions& options,
                                            std::string& storage);

/// A (decoded) srcset of the candidates whose address and descriptor are good; empty where none is.
[[nodiscard]] std::string safe_srcset(std::string_view value, const AddressOptions& options);

} // namespace arna
