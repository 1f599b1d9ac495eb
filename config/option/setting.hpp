#pragma once
#include "config/file/toml_value.hpp"
#include "config/option/option.hpp"
#include "config/option/option_reader.hpp"

#include <string>
#include <string_view>

namespace arna {

/// One value on its way from a file to its member, and what can be wrong with it on the way.
class Setting {
public:
    Setting(std::string key, const TomlValue& value, Secrecy secrecy, ReadContext& context)
        : key_(std::move(key)), value_(value), secrecy_(secrecy), context_(context) {}

    [[nodiscard]] const std::string& key() const { return key_; } ///< as it was written: "password_file"
    [[nodiscard]] const TomlValue& value() const { return value_; }
    [[nodiscard]] ReadContext& context() const { return context_; }
    /// Another value under the same key: an element of a list.
    [[nodiscard]] Setting with(const TomlValue& part) const { return {key_, part, secrecy_, context_}; }

    /// An error at the value: "'timeout' " and `what`. Gives false, so that a function can end with it.
    bool complain(std::string_view what) const;
    /// "'timeout' is a whole number; write a duration, like "30s"". Gives false.
    bool wrong_type(std::string_view wanted) const;

    /// The string; null after a complaint.
    [[nodiscard]] const std::string* text(std::string_view wanted) const;
    /// Whether a string passes a check; a complaint if not. `verb` is "is", or "has" for a part of the value. Of a
    /// secret nothing is quoted; of any other address neither credentials nor tokens.
    [[nodiscard]] bool passes(ValueCheck check, const std::string& given, std::string_view verb = "is") const;
    /// Whether a text is not what `arna config` shows in place of a secret; a complaint if it is.
    [[nodiscard]] bool is_told(const std::string& secret) const;

    [[nodiscard]] Secrecy secrecy() const { return secrecy_; }

private:
    std::string key_;
    const TomlValue& value_;
    Secrecy secrecy_;
    ReadContext& context_;
};

/// Sets the member that a field is bound to. No, after a complaint, where the value cannot be; the member stays as it
/// was.
template <class Owner>
[[nodiscard]] bool assign(const OptionField<Owner>& field, Owner& owner, const Setting& setting);

} // namespace arna
