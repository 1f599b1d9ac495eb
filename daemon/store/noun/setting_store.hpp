#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace arna {

/// The authority that feed ids are made with, as it was decided at the first start that had one.
inline constexpr std::string_view authority_setting = "authority";

/// What is decided once and kept, by name.
class SettingReader {
public:
    virtual std::optional<std::string> setting(std::string_view name) = 0; ///< nothing: never set

protected:
    ~SettingReader() = default;
};

class SettingStore {
public:
    virtual void set_setting(std::string_view name, std::string_view text) = 0;

protected:
    ~SettingStore() = default;
};

} // namespace arna
