#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// What a command was told: values by the name of the argument or option, "RULE" or "--match". The control socket
/// brings the same.
class Arguments {
public:
    void add(std::string_view name, std::string value) { values_[std::string(name)].push_back(std::move(value)); }

    [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }

    /// The first value; empty if there is none.
    [[nodiscard]] const std::string& text(std::string_view name) const {
        static const std::string none;
        const auto found = values_.find(name);
        return found == values_.end() ? none : found->second.front();
    }

    [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? std::vector<std::string>{} : found->second;
    }

    /// All of them, by name.
    [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& named() const { return values_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

} // namespace arna
